/** Files of requests, made by seed, and what is said of them. */
@NullMarked
package org.proviso.batch;

import org.jspecify.annotations.NullMarked;
