package org.proviso.cli;

/** How a command ends. Stable: programs rely on it. */
final class ExitCode {
  /** Done; a request is decided; a document is clean; cases pass; a replay agrees. */
  static final int OK = 0;

  /** A document has errors, a case fails, a replay differs, files are not formatted. */
  static final int FINDINGS = 1;

  /** Bad input or bad usage; nothing was decided. */
  static final int BAD_INPUT = 2;

  /** The request is undecided. */
  static final int UNDECIDED = 3;

  /** A spectrum was refused. */
  static final int REFUSED = 4;

  /** No guideline of the library is about the requested service. */
  static final int NO_GUIDELINE = 5;

  /** A defect of Proviso itself. */
  static final int DEFECT = 70;

  private ExitCode() {}
}
