package org.proviso.language.page;

/** A lock file cannot be read; the message says what is wrong, for a person. */
public final class LockFileException extends Exception {
  private final int line;
  private final String help;

  /**
   * An exception.
   *
   * @param line from 1
   * @param message what is wrong
   * @param help what to do
   */
  public LockFileException(int line, String message, String help) {
    super(message);
    this.line = line;
    this.help = help;
  }

  /** The line from 1. */
  public int line() {
    return line;
  }

  /** What to do. */
  public String help() {
    return help;
  }
}
