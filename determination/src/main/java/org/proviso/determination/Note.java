package org.proviso.determination;

/**
 * Something about the input that a person should know and that did not stop the determination.
 *
 * @param id a stable identifier, for example {@code code-not-in-force}
 * @param place a resource path, for example {@code Condition/c1 code.coding[0]}
 * @param message what is wrong, and what follows from it
 */
public record Note(String id, String place, String message) {}
