package org.proviso.language.syntax;

import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Span;

/**
 * Ends the reading of one statement. The parser reports it and goes on with the next statement; it
 * never leaves this package.
 */
final class SyntaxProblem extends RuntimeException {
  private final DiagnosticId id;
  private final Span span;
  private final String reason;
  private final Optional<String> help;

  SyntaxProblem(DiagnosticId id, Span span, String reason, Optional<String> help) {
    super(reason, null, false, false);
    this.id = id;
    this.span = span;
    this.reason = reason;
    this.help = help;
  }

  DiagnosticId id() {
    return id;
  }

  Span span() {
    return span;
  }

  String reason() {
    return reason;
  }

  Optional<String> help() {
    return help;
  }
}
