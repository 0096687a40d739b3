package org.proviso.fhir;

/**
 * One resource of the record.
 *
 * @param type for example {@code Condition}
 * @param reference how answers name it: {@code Condition/c1}, {@code Condition/c1#m1} when
 *     contained, its full URL, or its location when it has neither
 * @param location a FHIRPath from the root: {@code Bundle.entry[3].resource}
 * @param content its elements, without what facts never need
 * @param fullUrl of its entry, or of the entry that contains it; empty when it has none that is
 *     well formed
 * @param modified whether it has a modifier extension anywhere
 * @param chosenTwice a choice of types that it makes twice, for example {@code value}; empty when
 *     it makes none twice
 */
record Resource(
    String type,
    String reference,
    String location,
    Node.Members content,
    String fullUrl,
    boolean modified,
    String chosenTwice) {}
