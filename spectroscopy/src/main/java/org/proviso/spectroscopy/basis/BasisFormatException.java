package org.proviso.spectroscopy.basis;

/** A basis file that cannot be read; the message says where, why and what to do. */
public final class BasisFormatException extends Exception {

  private static final long serialVersionUID = 1;

  /** Creates the exception. */
  public BasisFormatException(String message) {
    super(message);
  }
}
