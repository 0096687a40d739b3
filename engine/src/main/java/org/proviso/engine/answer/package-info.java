/**
 * What the engine answers: outcomes with the clauses that decide them, what is missing, what to ask
 * next, and why.
 *
 * <p>Start reading at {@link org.proviso.engine.answer.Answer}.
 */
@NullMarked
package org.proviso.engine.answer;

import org.jspecify.annotations.NullMarked;
