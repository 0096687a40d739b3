package org.proviso.command;

/** How a command ends. Stable: programs rely on it. */
public final class ExitCode {
  /**
   * Done: a request is decided, a document is clean, cases pass, a replay agrees, the log is whole,
   * the server has stopped as it was told.
   */
  public static final int OK = 0;

  /**
   * A document has errors, a case fails, a replay differs, files are not formatted, the log is not
   * whole.
   */
  public static final int FINDINGS = 1;

  /** Bad input, usage or settings; nothing was decided. */
  public static final int BAD_INPUT = 2;

  /** The request is undecided. */
  public static final int UNDECIDED = 3;

  /** A spectrum was refused. */
  public static final int REFUSED = 4;

  /** No guideline of the library is about the requested service. */
  public static final int NO_GUIDELINE = 5;

  /** A store or a server that is needed does not do its part. */
  public static final int UNAVAILABLE = 69;

  /** A defect of Proviso itself. */
  public static final int DEFECT = 70;

  /** The output could not be written, or only a part of it. */
  public static final int UNWRITABLE = 74;

  private ExitCode() {}
}
