package org.proviso.language.page;

import java.time.LocalDate;

/**
 * A person has read a sentence beside its criterion and found that they say the same.
 *
 * @param fingerprint what both said then
 * @param person who read them
 * @param date on which day
 */
public record Signature(Fingerprint fingerprint, Person person, LocalDate date) {}
