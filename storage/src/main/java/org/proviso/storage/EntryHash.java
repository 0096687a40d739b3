package org.proviso.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.proviso.ground.digest.Sha256;

/**
 * How entries are chained. The hash of an entry is the SHA-256 of these fields in this order, each
 * preceded by its length in bytes as a 32-bit big-endian number:
 *
 * <ol>
 *   <li>{@code proviso-log-2}, or {@code proviso-log-1} for an entry without a caller
 *   <li>the hash of the entry before, 32 bytes
 *   <li>the sequence number, a 64-bit big-endian number
 *   <li>assertion id, idempotency key and the name of the kind, in ASCII
 *   <li>the request digest, 32 bytes
 *   <li>the SHA-256 of the record and the SHA-256 of what was returned, 32 bytes each
 *   <li>the time in microseconds since 1970-01-01T00:00:00Z, a 64-bit big-endian number
 *   <li>the caller, in ASCII; nothing for an entry without one
 * </ol>
 *
 * <p>Contents enter by their own hashes, so that the only work that must be done one entry after
 * the other is small. Because every field has a length, no two different entries encode alike.
 */
public final class EntryHash {
  private static final String FORMAT = "proviso-log-1";
  private static final String FORMAT_WITH_CALLER = "proviso-log-2";

  private EntryHash() {}

  /**
   * What the first entry of a log has for a previous hash: the SHA-256 of {@code proviso-log-1} and
   * the log's own identifier, each with its length. Entries of one log cannot pass for another's.
   */
  public static Sha256 origin(String logId) {
    MessageDigest digest = Sha256.digest();
    text(digest, FORMAT);
    text(digest, logId);
    return Sha256.of(digest);
  }

  /** The hash of an entry. */
  public static Sha256 of(long sequence, NewEntry entry, Sha256 previous) {
    return of(sequence, entry, entry.record().sha256(), entry.returned().sha256(), previous);
  }

  /**
   * The hash of an entry whose contents were hashed before.
   *
   * @param record the SHA-256 of the record
   * @param returned the SHA-256 of what was returned
   */
  public static Sha256 of(
      long sequence, NewEntry entry, Sha256 record, Sha256 returned, Sha256 previous) {
    MessageDigest digest = Sha256.digest();
    text(digest, entry.caller().isEmpty() ? FORMAT : FORMAT_WITH_CALLER);
    field(digest, previous.bytes());
    number(digest, sequence);
    text(digest, entry.assertionId());
    text(digest, entry.idempotencyKey());
    text(digest, entry.kind().name());
    field(digest, entry.requestDigest().bytes());
    field(digest, record.bytes());
    field(digest, returned.bytes());
    number(digest, ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
    if (!entry.caller().isEmpty()) {
      text(digest, entry.caller());
    }
    return Sha256.of(digest);
  }

  private static void text(MessageDigest digest, String text) {
    field(digest, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void number(MessageDigest digest, long number) {
    field(digest, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static void field(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
