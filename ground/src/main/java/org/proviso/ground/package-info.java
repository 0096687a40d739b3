/**
 * What every module stands on and Java does not bring: JSON, exact numbers, digests, text, and how
 * a {@link org.proviso.ground.Problem} is told. Knows nothing of guidelines, records or wires.
 */
@NullMarked
package org.proviso.ground;

import org.jspecify.annotations.NullMarked;
