package org.proviso.batch;

/** A file of requests cannot be used at all. */
public final class HistoryFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String help;

  HistoryFormatException(String message, String help) {
    super(message);
    this.help = help;
  }

  /** What to do about it, as a sentence. */
  public String help() {
    return help;
  }
}
