package org.proviso.server;

/** How a command ends; the same numbers as of every other command of Proviso. */
final class ExitCode {
  /** Done; the server has stopped as it was told; the log is whole. */
  static final int OK = 0;

  /** The log is not whole, or a document failed its checks. */
  static final int FINDINGS = 1;

  /** Bad usage or bad settings; nothing was done. */
  static final int BAD_INPUT = 2;

  /** A store or a server that is needed does not do its part. */
  static final int UNAVAILABLE = 69;

  /** A defect of Proviso itself. */
  static final int DEFECT = 70;

  private ExitCode() {}
}
