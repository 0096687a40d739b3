package org.proviso.language.model;

/** What a document is. */
public enum DocumentKind {
  /** A payer's medical coverage guideline. */
  GUIDELINE("medical coverage guideline"),
  /** A National Coverage Determination of Medicare. */
  NATIONAL_COVERAGE_DETERMINATION("national coverage determination"),
  /** A Local Coverage Determination of a Medicare contractor. */
  LOCAL_COVERAGE_DETERMINATION("local coverage determination"),
  /** Facts, definitions and value sets that other documents use; decides nothing itself. */
  SHARED("shared");

  private final String phrase;

  DocumentKind(String phrase) {
    this.phrase = phrase;
  }

  /** How front matter writes it. */
  public String phrase() {
    return phrase;
  }
}
