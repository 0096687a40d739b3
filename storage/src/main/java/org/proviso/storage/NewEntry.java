package org.proviso.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.proviso.ground.digest.Sha256;

/**
 * An entry to append. Identifiers are 1 to 200 printable ASCII characters without spaces, and never
 * patient data: they appear in errors and logs, the contents do not.
 *
 * @param assertionId what the entry is found by, unique in the log; for an answer its
 *     coverage-assertion-id
 * @param idempotencyKey what makes a repeated request the same request, unique in the log
 * @param requestDigest SHA-256 of the request; a key used again with another digest is refused
 * @param record the record of the decision, canonical JSON
 * @param returned what was returned to the client
 * @param at when, by the clock of the server that appends; kept to the microsecond. The order of
 *     entries is that of their sequence numbers, whatever the clocks say.
 * @param caller who sent the request, as the server names its clients; empty only for an entry of a
 *     log of format 1, which did not name them
 */
public record NewEntry(
    String assertionId,
    String idempotencyKey,
    EntryKind kind,
    Sha256 requestDigest,
    Content record,
    Content returned,
    Instant at,
    String caller) {
  /** The caller of what a program on the log's own machine appends, such as the command line. */
  public static final String LOCAL_CALLER = "local";

  /** The most bytes that record and returned have together. */
  public static final int SIZE_LIMIT = 64 * 1024 * 1024;

  private static final Pattern IDENTIFIER = Pattern.compile("[!-~]{1,200}");
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * An entry to append.
   *
   * @throws IllegalArgumentException if an identifier is not as described, the contents are larger
   *     than {@link #SIZE_LIMIT}, or the time is not between the years 1900 and 9999
   */
  public NewEntry {
    requireIdentifier("assertion id", assertionId);
    requireIdentifier("idempotency key", idempotencyKey);
    if (!caller.isEmpty()) {
      requireIdentifier("caller", caller);
    }
    if ((long) record.size() + returned.size() > SIZE_LIMIT) {
      throw new IllegalArgumentException(
          "an entry has at most %d bytes, and this one %d"
              .formatted(SIZE_LIMIT, (long) record.size() + returned.size()));
    }
    if (at.isBefore(FIRST) || at.isAfter(LAST)) {
      throw new IllegalArgumentException("the time of an entry lies between 1900 and 9999");
    }
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether some text can be an assertion id, an idempotency key or a caller. */
  public static boolean isIdentifier(String text) {
    return IDENTIFIER.matcher(text).matches();
  }

  private static void requireIdentifier(String what, String text) {
    if (!isIdentifier(text)) {
      throw new IllegalArgumentException(
          "%s: 1 to 200 printable ASCII characters without spaces are needed, and this has %d characters"
              .formatted(what, text.length()));
    }
  }
}
