package org.proviso.terminology;

/**
 * A file of codes that cannot be used. The message says which file, where, what is wrong, and what
 * to write instead.
 */
public final class TerminologyFileException extends Exception {
  private final String file;
  private final int line;
  private final String problem;
  private final String help;

  /**
   * @param file its name
   * @param line from 1; 0 when no line is at fault
   * @param problem what is wrong
   * @param help what to write instead
   */
  public TerminologyFileException(String file, int line, String problem, String help) {
    super(file + (line > 0 ? ":" + line : "") + ": " + problem + "; " + help);
    this.file = file;
    this.line = line;
    this.problem = problem;
    this.help = help;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** The line from 1, or 0 when no line is at fault. */
  public int line() {
    return line;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** What to write instead. */
  public String help() {
    return help;
  }
}
