package org.proviso.engine.decide;

import java.util.List;

/** A request that cannot be decided because something in it is not a possible value. */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<InvalidFact> problems;

  /**
   * Names the problems.
   *
   * @param problems one or more
   */
  public InvalidRequestException(List<InvalidFact> problems) {
    super(String.join(" ", problems.stream().map(InvalidFact::message).toList()));
    this.problems = List.copyOf(problems);
  }

  /** What cannot be used, one or more. */
  public List<InvalidFact> problems() {
    return problems;
  }
}
