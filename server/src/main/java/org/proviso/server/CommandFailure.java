package org.proviso.server;

import java.util.List;
import org.proviso.ground.Problem;

/** Ends a command: what is wrong, what to do, and the exit code. Not a defect. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final transient List<Problem> problems;

  CommandFailure(int exitCode, List<Problem> problems) {
    super(problems.getFirst().message());
    this.exitCode = exitCode;
    this.problems = List.copyOf(problems);
  }

  CommandFailure(int exitCode, String id, String place, String message, String help) {
    this(exitCode, List.of(new Problem(id, place, message, help)));
  }

  /** The same, with what caused it, for whoever looks for the place. */
  CommandFailure because(Throwable cause) {
    initCause(cause);
    return this;
  }

  int exitCode() {
    return exitCode;
  }

  List<Problem> problems() {
    return problems;
  }
}
