package org.proviso.language.page;

/**
 * What a sentence and its criterion say, as hashes.
 *
 * @param prose SHA-256, in lower-case hexadecimal, of the sentence's words
 * @param criterion SHA-256, in lower-case hexadecimal, of the criterion's {@link CanonicalText}
 */
public record Fingerprint(String prose, String criterion) {}
