package org.proviso.analysis.faults;

import org.proviso.language.model.Guideline;

/**
 * One deliberate fault.
 *
 * @param kind what was done, for example {@code comparison flipped}
 * @param where the clause or value set, and the place in the document
 * @param faulty the document with the fault
 */
public record Fault(String kind, String where, Guideline original, Guideline faulty) {}
