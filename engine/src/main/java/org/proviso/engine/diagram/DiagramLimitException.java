package org.proviso.engine.diagram;

/** An operation would need more nodes, or more steps, than it was allowed. Nothing is half done. */
public final class DiagramLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * States the limit.
   *
   * @param limit the number that was allowed
   * @param what what was counted, in the plural
   */
  public DiagramLimitException(int limit, String what) {
    super("more than " + limit + " " + what + " would be needed");
  }
}
