/** Magnetic resonance spectroscopy. */
@NullMarked
package org.proviso.spectroscopy;

import org.jspecify.annotations.NullMarked;
