/**
 * Questions about all patients, put to a SAT solver: is there one for whom this holds? What a
 * solver cannot see (calendars, arithmetic, events in windows) is checked on each of its answers,
 * and an answer that no patient can have teaches it a clause.
 *
 * <p>Depends on the engine's distinctions and on Sat4j. Start reading at {@link
 * org.proviso.analysis.proof.Prover}; why it is done so is in {@code docs/decisions/0015}.
 */
@NullMarked
package org.proviso.analysis.proof;

import org.jspecify.annotations.NullMarked;
