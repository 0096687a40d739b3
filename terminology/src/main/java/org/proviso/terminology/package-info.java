/** Code systems, releases, value sets and units. */
@NullMarked
package org.proviso.terminology;

import org.jspecify.annotations.NullMarked;
