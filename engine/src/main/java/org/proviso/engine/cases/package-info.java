/**
 * Runs a document's own cases and says which clauses and criteria they exercise.
 *
 * <p>Start reading at {@link org.proviso.engine.cases.CaseRunner}.
 */
@NullMarked
package org.proviso.engine.cases;

import org.jspecify.annotations.NullMarked;
