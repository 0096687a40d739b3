package org.proviso.server.settings;

import java.util.List;
import org.proviso.ground.Problem;

/** Settings that the server does not start with: everything that is wrong with them at once. */
public final class InvalidSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** With these problems, one or more. */
  public InvalidSettingsException(List<Problem> problems) {
    super(problems.getFirst().message());
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, and what to set. */
  public List<Problem> problems() {
    return problems;
  }
}
