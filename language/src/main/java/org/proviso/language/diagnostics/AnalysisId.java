package org.proviso.language.diagnostics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What analysing a sound document can find. The language knows of it only so that a document can
 * suppress it by name, as it can its own warnings; docs/verify.md explains each.
 */
public enum AnalysisId {
  CONTRADICTION(Severity.ERROR),
  GAP(Severity.ERROR),
  IMPOSSIBLE_CASE(Severity.ERROR),
  WRONG_EXPECTATION(Severity.ERROR),
  UPDATE_CONTRADICTED(Severity.ERROR),
  DEAD_CLAUSE(Severity.WARNING),
  SHADOWED_ELSE(Severity.WARNING),
  UNREACHABLE_OTHERWISE(Severity.WARNING),
  ALWAYS_MET(Severity.WARNING),
  NEVER_MET(Severity.WARNING),
  REDUNDANT_CRITERION(Severity.WARNING),
  FACT_NEVER_MATTERS(Severity.WARNING),
  TOO_COMPLEX(Severity.WARNING),
  REDUNDANT_CLAUSE(Severity.WARNING),
  REDUNDANT_BY_ORDER(Severity.WARNING);

  private final Severity severity;

  AnalysisId(Severity severity) {
    this.severity = severity;
  }

  /** For example {@code dead-clause}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Errors cannot be suppressed; notes count as warnings here. */
  public Severity severity() {
    return severity;
  }

  /** The kind that an identifier names. */
  public static Optional<AnalysisId> ofWord(String word) {
    return Arrays.stream(values()).filter(id -> id.word().equals(word)).findFirst();
  }
}
