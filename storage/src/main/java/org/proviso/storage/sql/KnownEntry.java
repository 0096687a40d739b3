package org.proviso.storage.sql;

/**
 * What an append must know of an entry that the log has already.
 *
 * @param requestDigest 64 hexadecimal digits
 */
public record KnownEntry(
    long sequence, String assertionId, String idempotencyKey, String requestDigest) {}
