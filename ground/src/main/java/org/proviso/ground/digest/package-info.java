/** Digests of bytes. */
@NullMarked
package org.proviso.ground.digest;

import org.jspecify.annotations.NullMarked;
