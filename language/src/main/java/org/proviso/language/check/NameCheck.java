package org.proviso.language.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.syntax.Word;

/** Facts, definitions and value sets share one space of names, in which each name stands once. */
final class NameCheck {
  /** Words that a condition could mistake for the language's own. */
  private static final Set<String> RESERVED =
      Set.of(
          "after",
          "always",
          "and",
          "at",
          "before",
          "between",
          "count",
          "date-of-service",
          "define",
          "earliest",
          "else",
          "in",
          "is",
          "latest",
          "longest",
          "never",
          "not",
          "on",
          "or",
          "otherwise",
          "total",
          "when",
          "within");

  private final DiagnosticCollector diagnostics;
  private final Set<String> seen;

  NameCheck(Scope used, DiagnosticCollector diagnostics) {
    this.diagnostics = diagnostics;
    this.seen = new HashSet<>(used.names());
  }

  /** Those whose names are new and free. */
  <T> List<T> keepNew(List<T> items, Function<T, Word> nameOf) {
    List<T> kept = new ArrayList<>();
    for (T item : items) {
      Word name = nameOf.apply(item);
      if (RESERVED.contains(name.text())) {
        diagnostics.add(
            DiagnosticId.RESERVED_NAME,
            name.span(),
            "`" + name.text() + "` is a word of the language",
            "choose another name, for example `" + name.text() + "-value`");
      } else if (!seen.add(name.text())) {
        diagnostics.add(
            DiagnosticId.DUPLICATE_NAME,
            name.span(),
            "the name `" + name.text() + "` is taken, here or in a document that this one uses",
            "choose another name, or remove one of the two");
      } else {
        kept.add(item);
      }
    }
    return kept;
  }
}
