package org.proviso.batch;

import java.nio.charset.StandardCharsets;
import org.proviso.determination.Refused;
import org.proviso.ground.Problem;

/**
 * Why a row is not decided.
 *
 * @param refusal the identifier of the refusal; empty for a row that cannot be read as one
 * @param reason a sentence
 */
record Fault(String refusal, String reason) {
  /** A row that cannot be read. */
  static Fault unreadable(String reason) {
    return new Fault("", reason);
  }

  /** A request that is refused. */
  static Fault of(Refused refused) {
    Problem first = refused.problems().getFirst();
    return new Fault(first.id(), first.message());
  }

  /** A date of service that is not a date. */
  static Fault notADay(byte[][] bytes, int[] from, int[] until, int column) {
    return new Fault(
        "date-of-service-invalid",
        "date-of-service: `" + text(bytes, from, until, column) + "` is not a day");
  }

  /** The text of a field, without the white space around it. */
  static String text(byte[][] bytes, int[] from, int[] until, int column) {
    return new String(
            bytes[column], from[column], until[column] - from[column], StandardCharsets.UTF_8)
        .strip();
  }

  /** With its identifier, as messages show it. */
  @Override
  public String toString() {
    return refusal.isEmpty() ? reason : refusal + ": " + reason;
  }
}
