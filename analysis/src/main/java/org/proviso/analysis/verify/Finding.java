package org.proviso.analysis.verify;

import java.util.Optional;
import org.proviso.analysis.Patient;
import org.proviso.language.model.Span;

/**
 * Something that is wrong with a document, or may be.
 *
 * @param id what kind of thing, for example {@code contradiction}; listed in docs/verify.md
 * @param location where to look
 * @param message what is wrong and what it means
 * @param witness a patient who shows it; empty where there is none to show, as for a clause that
 *     never holds
 */
public record Finding(
    String id, Severity severity, Span location, String message, Optional<Patient> witness) {
  /** How bad it is. */
  public enum Severity {
    /** Somebody gets a wrong answer, or none. */
    ERROR,
    /** Something is written that has no effect. */
    WARNING,
    /** Worth knowing. */
    NOTE
  }
}
