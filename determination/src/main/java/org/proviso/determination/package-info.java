/** From a request to a recorded determination. */
@NullMarked
package org.proviso.determination;

import org.jspecify.annotations.NullMarked;
