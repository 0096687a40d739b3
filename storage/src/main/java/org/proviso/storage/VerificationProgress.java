package org.proviso.storage;

/** Is told, now and then, how far verifying has come. */
@FunctionalInterface
public interface VerificationProgress {
  /**
   * So far.
   *
   * @param entries how many entries have been read
   * @param size how many there are
   */
  void verified(long entries, long size);

  /** Tells no one. */
  static VerificationProgress none() {
    return (_, _) -> {};
  }
}
