package org.proviso.language.library;

/** A file of codes cannot be read; the message says where and why, for a person. */
public final class UnreadableValueSetException extends Exception {
  /** An exception with its message. */
  public UnreadableValueSetException(String message) {
    super(message);
  }
}
