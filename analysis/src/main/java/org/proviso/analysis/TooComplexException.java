package org.proviso.analysis;

/** An analysis that does not fit into its budget. The message says of what there was too much. */
public final class TooComplexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooComplexException(String message) {
    super(message);
  }
}
