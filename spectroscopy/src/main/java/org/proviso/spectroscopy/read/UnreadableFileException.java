package org.proviso.spectroscopy.read;

import org.proviso.spectroscopy.read.Refusal.Reason;

/** Carries a refusal from deep inside a reader to {@link MeasurementReader}, no further. */
final class UnreadableFileException extends Exception {

  private final Reason reason;
  private final String remedy;

  UnreadableFileException(Reason reason, String message, String remedy) {
    super(message);
    this.reason = reason;
    this.remedy = remedy;
  }

  static UnreadableFileException truncated(String message) {
    return new UnreadableFileException(
        Reason.TRUNCATED, message, "Export or copy the file again; this copy is incomplete.");
  }

  static UnreadableFileException inconsistent(String message) {
    return new UnreadableFileException(
        Reason.INCONSISTENT_HEADER,
        message,
        "The header cannot be trusted; export the measurement again from the scanner.");
  }

  static UnreadableFileException missing(String message) {
    return new UnreadableFileException(
        Reason.MISSING_PARAMETER,
        message,
        "Give the file with its full header, or the missing values as parameters.");
  }

  static UnreadableFileException unsupported(String message, String remedy) {
    return new UnreadableFileException(Reason.UNSUPPORTED, message, remedy);
  }

  Refusal refusal(String file) {
    String message = getMessage();
    return new Refusal(reason, file, message == null ? "" : message, remedy);
  }
}
