package org.proviso.spectroscopy.read;

/**
 * Why a file was not read.
 *
 * @param reason the kind of reason
 * @param file the file, as given
 * @param message what is wrong and where, for a person
 * @param remedy what to do next
 */
public record Refusal(Reason reason, String file, String message, String remedy) {

  /** Kinds of reasons, for programs. */
  public enum Reason {
    /** No known format matches the content. */
    UNKNOWN_FORMAT,
    /** A known format that holds something else than a spectroscopy signal. */
    NOT_A_MEASUREMENT,
    /** The file ends before its own header says. */
    TRUNCATED,
    /** A signal value is not a number, or infinite. */
    NOT_FINITE,
    /** Values no receiver can give: the byte order or the number format is not the one named. */
    WRONG_BYTE_ORDER,
    /** Two header values contradict each other or the file. */
    INCONSISTENT_HEADER,
    /** A value without which nothing can be computed is in no header. */
    MISSING_PARAMETER,
    /** The format comes in two files and the second is not there. */
    MISSING_COMPANION,
    /** Well-formed, but of a kind this system does not read. */
    UNSUPPORTED,
    /** Larger than the bound on memory. */
    TOO_LARGE,
    /** The file system did not give the file. */
    INACCESSIBLE
  }

  /** The whole refusal in one line. */
  public String text() {
    return file + ": " + message + " " + remedy;
  }

  /** The refusal for a reader who knows the file. */
  public String sentences() {
    return message.isEmpty()
        ? remedy
        : Character.toUpperCase(message.charAt(0)) + message.substring(1) + " " + remedy;
  }
}
