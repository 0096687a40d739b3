/** What the analysis promises. */
@NullMarked
package org.proviso.analysis;

import org.jspecify.annotations.NullMarked;
