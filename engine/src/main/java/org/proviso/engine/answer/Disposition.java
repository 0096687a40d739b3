package org.proviso.engine.answer;

/** What may happen without a person. */
public enum Disposition {
  /**
   * May be approved: medical necessity is met, and every other decision is met too or leaves it to
   * that one.
   */
  APPROVABLE("approvable"),
  /** A person decides. Everything adverse, referred, not addressed or undecided. */
  REVIEW("review");

  private final String word;

  Disposition(String word) {
    this.word = word;
  }

  /** How answers and records write it. */
  public String word() {
    return word;
  }
}
