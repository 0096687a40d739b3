package org.proviso.language.syntax;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Span;

/** A value set as a {@code codes} fence writes it. */
public record ValueSetSyntax(Word name, Optional<String> title, List<Entry> entries, Span span) {
  public ValueSetSyntax {
    entries = List.copyOf(entries);
  }

  /** One line of a value set. */
  public sealed interface Entry {
    /** Where it stands. */
    Span span();

    /** {@code [excluding] SYSTEM PATTERN, ...}. */
    record Codes(boolean excluding, Word system, List<Pattern> patterns, Span span)
        implements Entry {
      public Codes {
        patterns = List.copyOf(patterns);
      }
    }

    /** {@code [excluding] set NAME}. */
    record OtherSet(boolean excluding, Word name, Span span) implements Entry {}

    /** {@code file "PATH"}. */
    record File(Word path, Span span) implements Entry {}
  }

  /**
   * {@code CODE}, {@code CODE.*} or {@code CODE..CODE}.
   *
   * @param below whether everything below the code is meant too
   */
  public record Pattern(Word first, boolean below, Optional<Word> last, Span span) {}
}
