package org.proviso.language.model;

/** What the wording of a version rests on. */
public enum Basis {
  /** The published text of that version. */
  PUBLISHED("published"),
  /** Only the guideline's own table of updates; the wording of the version is not known. */
  UPDATE_LOG("update-log");

  private final String word;

  Basis(String word) {
    this.word = word;
  }

  /** How front matter and answers write it. */
  public String word() {
    return word;
  }
}
