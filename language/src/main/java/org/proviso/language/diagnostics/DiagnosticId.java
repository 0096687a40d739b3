package org.proviso.language.diagnostics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of diagnostic. The identifier that people see is the constant's name in lower case
 * with hyphens; docs/diagnostics.md explains each with a bad and a good sample.
 */
public enum DiagnosticId {
  // The file.
  NOT_UTF8(Severity.ERROR),
  TOO_LARGE(Severity.ERROR),
  TOO_MANY_PROBLEMS(Severity.ERROR),
  UNREADABLE_FILE(Severity.ERROR),

  // Front matter.
  FRONT_MATTER_MISSING(Severity.ERROR),
  FRONT_MATTER_UNCLOSED(Severity.ERROR),
  FRONT_MATTER_SYNTAX(Severity.ERROR),
  FRONT_MATTER_ALIAS(Severity.ERROR),
  DUPLICATE_KEY(Severity.ERROR),
  UNKNOWN_KEY(Severity.ERROR),
  WRONG_TYPE(Severity.ERROR),
  MISSING_KEY(Severity.ERROR),
  BAD_VALUE(Severity.ERROR),
  MALFORMED_DATE(Severity.ERROR),
  DATES_OUT_OF_ORDER(Severity.ERROR),
  UNKNOWN_SUPPRESSION(Severity.ERROR),
  SUPPRESSION_WITHOUT_REASON(Severity.ERROR),
  ERROR_SUPPRESSED(Severity.ERROR),
  UNUSED_SUPPRESSION(Severity.WARNING),

  // Prose.
  UNCLOSED_FENCE(Severity.ERROR),
  NESTED_FENCE(Severity.ERROR),
  MISSPELLED_FENCE(Severity.WARNING),
  MISSING_NOTICE(Severity.ERROR),
  MISSING_DECISION(Severity.ERROR),
  SHARED_DECIDES(Severity.ERROR),
  MALFORMED_UPDATE(Severity.ERROR),
  UPDATES_OUT_OF_ORDER(Severity.WARNING),
  ANCHOR_WITHOUT_SENTENCE(Severity.ERROR),
  SENTENCE_WITHOUT_CRITERION(Severity.ERROR),
  EMPTY_SENTENCE(Severity.ERROR),
  DUPLICATE_ANCHOR(Severity.ERROR),
  CLAUSE_WITHOUT_ANCHOR(Severity.ERROR),

  // Fences, as text.
  TAB(Severity.ERROR),
  SYNTAX_ERROR(Severity.ERROR),
  UNTERMINATED_STRING(Severity.ERROR),
  UNEVEN_INDENTATION(Severity.ERROR),
  NESTING_TOO_DEEP(Severity.ERROR),
  MIXED_AND_OR(Severity.ERROR),
  MALFORMED_NUMBER(Severity.ERROR),
  MALFORMED_NAME(Severity.ERROR),
  EMPTY_BLOCK(Severity.ERROR),

  // Facts and value sets.
  DUPLICATE_NAME(Severity.ERROR),
  RESERVED_NAME(Severity.ERROR),
  UNKNOWN_TYPE(Severity.ERROR),
  MALFORMED_ENUMERATION(Severity.ERROR),
  UNKNOWN_UNIT(Severity.ERROR),
  EMPTY_RANGE(Severity.ERROR),
  BAD_STEP(Severity.ERROR),
  DUPLICATE_PROPERTY(Severity.ERROR),
  BAD_COST(Severity.ERROR),
  RECURSIVE_DEFINITION(Severity.ERROR),
  DEFINITION_TOO_LARGE(Severity.ERROR),
  UNKNOWN_CODE_SYSTEM(Severity.ERROR),
  MALFORMED_CODE(Severity.ERROR),
  REVERSED_CODE_RANGE(Severity.ERROR),
  UNORDERED_CODE_RANGE(Severity.ERROR),
  RECURSIVE_VALUE_SET(Severity.ERROR),
  VALUE_SET_EXCLUSION(Severity.ERROR),
  VALUE_SET_FILE(Severity.ERROR),
  PATH_OUTSIDE_LIBRARY(Severity.ERROR),
  UNKNOWN_DOCUMENT(Severity.ERROR),
  CIRCULAR_USE(Severity.ERROR),
  USE_OF_UNSHARED(Severity.ERROR),
  BROKEN_DOCUMENT_USED(Severity.ERROR),
  UNUSED_FACT(Severity.WARNING),
  UNUSED_DEFINITION(Severity.WARNING),
  UNUSED_VALUE_SET(Severity.WARNING),

  // Criteria.
  UNKNOWN_NAME(Severity.ERROR),
  UNKNOWN_VALUE(Severity.ERROR),
  UNKNOWN_VALUE_SET(Severity.ERROR),
  UNKNOWN_DECISION(Severity.ERROR),
  UNKNOWN_OUTCOME(Severity.ERROR),
  TYPE_MISMATCH(Severity.ERROR),
  CODE_SYSTEM_MISMATCH(Severity.ERROR),
  UNIT_MISMATCH(Severity.ERROR),
  INEXACT_CONVERSION(Severity.ERROR),
  DIVISION(Severity.ERROR),
  COMPARISON_OUT_OF_RANGE(Severity.WARNING),
  EMPTY_BETWEEN(Severity.ERROR),
  AT_LEAST_COUNT(Severity.ERROR),
  FREQUENCY_COUNT(Severity.ERROR),
  TRIAL_UNIT(Severity.ERROR),
  EMPTY_WINDOW(Severity.ERROR),
  LATEST_WITHIN(Severity.WARNING),
  UNORDERED_BOUNDS(Severity.ERROR),
  DUPLICATE_OTHERWISE(Severity.ERROR),
  CIRCULAR_REFERRAL(Severity.ERROR),
  SIMILAR_DECISIONS(Severity.WARNING),

  // Cases.
  MALFORMED_TABLE(Severity.ERROR),
  DUPLICATE_CASE(Severity.ERROR),
  DUPLICATE_FACT_IN_CASE(Severity.ERROR),
  MALFORMED_VALUE(Severity.ERROR),
  MALFORMED_EXPECTATION(Severity.ERROR),
  UNCONFIRMED_EXPECTATION(Severity.ERROR),
  UNKNOWN_CLAUSE(Severity.ERROR),
  OUTCOME_MISMATCH(Severity.ERROR),
  CASE_OUTSIDE_VERSION(Severity.WARNING),

  // The library.
  DUPLICATE_VERSION(Severity.ERROR),
  OVERLAPPING_VERSIONS(Severity.ERROR),
  FILE_OF_ANOTHER_DATE(Severity.ERROR),

  // The lock of a page.
  NOT_SIGNED(Severity.ERROR),
  PROSE_CHANGED(Severity.ERROR),
  CRITERION_CHANGED(Severity.ERROR),
  BOTH_CHANGED(Severity.ERROR),
  SIGNED_AND_GONE(Severity.ERROR),
  LOCK_OF_ANOTHER_DOCUMENT(Severity.ERROR);

  private final Severity severity;

  DiagnosticId(Severity severity) {
    this.severity = severity;
  }

  /** For example {@code unknown-name}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** The kind that an identifier names. */
  public static Optional<DiagnosticId> ofWord(String word) {
    return Arrays.stream(values()).filter(id -> id.word().equals(word)).findFirst();
  }
}
