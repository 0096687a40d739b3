package org.proviso.language.model;

import java.util.Optional;

/** Where a fact comes from, besides a direct answer to its question. */
public sealed interface FactSource {
  /**
   * Resources of the request's record. Written {@code from [PICK] RESOURCE[.ELEMENT] [in
   * VALUE-SET], WINDOW, complete}.
   *
   * @param pick which of several matching values is meant
   * @param resource a FHIR R4 resource type, for example {@code Procedure}
   * @param element an element of it to read instead of the resource's own code and date, for
   *     example {@code reasonCode}
   * @param valueSet only resources (or elements) whose code is in this value set
   * @param symbol the enumerated value that a match stands for; for enumerated facts only
   * @param window only those whose date falls within it
   * @param complete whether the absence of a match means there is none, rather than not known
   */
  record Resources(
      Pick pick,
      String resource,
      Optional<String> element,
      Optional<String> valueSet,
      Optional<String> symbol,
      Window window,
      boolean complete)
      implements FactSource {}

  /**
   * An item of a QuestionnaireResponse. Every fact may be answered by the item that has its own
   * name; this names another. Written {@code from answer "LINK-ID"}.
   */
  record QuestionnaireItem(String linkId) implements FactSource {}

  /** Which of several values of a record counts. */
  enum Pick {
    LATEST,
    EARLIEST,
    HIGHEST,
    LOWEST
  }
}
