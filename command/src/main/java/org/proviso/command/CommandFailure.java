package org.proviso.command;

import java.util.List;
import org.proviso.ground.Problem;

/** Ends a command: what is wrong, what to do, and the exit code. Not a defect. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final transient List<Problem> problems;

  /** Ends with these problems, one or more. */
  public CommandFailure(int exitCode, List<Problem> problems) {
    super(problems.getFirst().message());
    this.exitCode = exitCode;
    this.problems = List.copyOf(problems);
  }

  /** Ends with one problem. */
  public CommandFailure(int exitCode, String id, String place, String message, String help) {
    this(exitCode, List.of(new Problem(id, place, message, help)));
  }

  /** The same, with what caused it, for whoever looks for the place. */
  public CommandFailure because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** Ends because what was handed in cannot be used. */
  public static CommandFailure badInput(String id, String place, String message, String help) {
    return new CommandFailure(ExitCode.BAD_INPUT, id, place, message, help);
  }

  /** How the command ends, see {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }

  /** What is wrong, one or more. */
  public List<Problem> problems() {
    return problems;
  }
}
