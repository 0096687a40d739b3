package org.proviso.language.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.proviso.language.model.Span;

/**
 * Gathers the diagnostics of one document. Not safe for use by several threads.
 *
 * <p>The same diagnostic at the same place is kept once. Past {@link #LIMIT} the rest is dropped
 * and one diagnostic says so.
 */
public final class DiagnosticCollector {
  /** How many diagnostics one document can have. */
  public static final int LIMIT = 200;

  private final Function<Span, String> excerpts;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private boolean full;

  /**
   * A collector.
   *
   * @param excerpts gives the first source line of a span
   */
  public DiagnosticCollector(Function<Span, String> excerpts) {
    this.excerpts = excerpts;
  }

  /** Adds a diagnostic that has no advice beyond its message. */
  public void add(DiagnosticId id, Span span, String message) {
    add(id, span, message, Optional.empty());
  }

  /** Adds a diagnostic that says what to write instead. */
  public void add(DiagnosticId id, Span span, String message, String help) {
    add(id, span, message, Optional.of(help));
  }

  /** Adds a diagnostic. */
  public void add(DiagnosticId id, Span span, String message, Optional<String> help) {
    if (full) {
      return;
    }
    boolean known =
        diagnostics.stream()
            .anyMatch(
                other ->
                    other.id().equals(id.word())
                        && other.span().equals(span)
                        && other.message().equals(message));
    if (known) {
      return;
    }
    if (diagnostics.size() == LIMIT) {
      full = true;
      diagnostics.add(
          new Diagnostic(
              DiagnosticId.TOO_MANY_PROBLEMS.word(),
              Severity.ERROR,
              span,
              "there are more than " + LIMIT + " problems; the rest is not shown",
              Optional.of("mend those above first"),
              excerpts.apply(span)));
      return;
    }
    diagnostics.add(
        new Diagnostic(id.word(), id.severity(), span, message, help, excerpts.apply(span)));
  }

  /** Whether a diagnostic so far is an error. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(each -> each.severity() == Severity.ERROR);
  }

  /** What was gathered, by place. */
  public List<Diagnostic> diagnostics() {
    return diagnostics.stream()
        .sorted(
            Comparator.comparingInt((Diagnostic each) -> each.span().startLine())
                .thenComparingInt(each -> each.span().startColumn())
                .thenComparing(Diagnostic::id)
                .thenComparing(Diagnostic::message))
        .toList();
  }
}
