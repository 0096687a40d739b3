/**
 * From what is known of the facts to an answer: outcomes, what is missing, why, and what would
 * change it. Start reading at {@link org.proviso.engine.decide.Decider}.
 */
@NullMarked
package org.proviso.engine.decide;

import org.jspecify.annotations.NullMarked;
