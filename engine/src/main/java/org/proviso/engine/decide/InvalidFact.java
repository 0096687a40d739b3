package org.proviso.engine.decide;

/**
 * Something in a request that cannot be used.
 *
 * @param subject the fact's name, or {@code date-of-service}
 * @param message what is wrong and what is expected instead, as a sentence
 */
public record InvalidFact(String subject, String message) {}
