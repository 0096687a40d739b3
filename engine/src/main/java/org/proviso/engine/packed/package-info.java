/**
 * A guideline as tables: what is known of a patient packed into a few machine words, and each
 * decision a walk over an array.
 *
 * <p>The same law as the rest of the engine at another speed: an unknown fact is a code of its own,
 * and the tables were built so that its branch leads to every outcome that can still be reached. A
 * row that one walk cannot answer says so, and the exact engine answers it. Start reading at {@link
 * org.proviso.engine.packed.PackedGuideline}.
 */
@NullMarked
package org.proviso.engine.packed;

import org.jspecify.annotations.NullMarked;
