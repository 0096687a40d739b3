package org.proviso.fhir;

/**
 * One resource of the record.
 *
 * @param type for example {@code Condition}
 * @param reference how answers name it: {@code Condition/c1}, {@code Condition/c1#m1} when
 *     contained, its full URL, or its location when it has neither
 * @param location a FHIRPath from the root: {@code Bundle.entry[3].resource}
 * @param content its elements, without what facts never need
 * @param modified whether it has a modifier extension anywhere
 */
record Resource(
    String type, String reference, String location, Node.Members content, boolean modified) {}
