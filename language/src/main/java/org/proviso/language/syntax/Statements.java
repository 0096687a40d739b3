package org.proviso.language.syntax;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;

/** What the readers of the fences share: going on after a mistake, and even blocks. */
final class Statements {
  private Statements() {}

  /**
   * Reads one statement; a mistake in it is reported and ends this statement only.
   *
   * @return whether it could be read
   */
  static boolean attempt(DiagnosticCollector diagnostics, Runnable statement) {
    try {
      statement.run();
      return true;
    } catch (SyntaxProblem problem) {
      diagnostics.add(problem.id(), problem.span(), problem.reason(), problem.help());
      return false;
    }
  }

  /** The name that a statement, which cannot be read, seems to declare. */
  static Optional<String> declaredName(Source source, OutlineLine line) {
    var cursor = new Cursor(source, List.of(line));
    cursor.acceptPhrase("define");
    return cursor.acceptIdentifier().map(word -> word.text().toLowerCase(Locale.ROOT));
  }

  /** Reports the lines of a block that are not indented like its first. */
  static void checkIndentation(
      Source source, DiagnosticCollector diagnostics, List<OutlineLine> block) {
    for (OutlineLine line : block) {
      if (line.indentation() != block.getFirst().indentation()) {
        diagnostics.add(
            DiagnosticId.UNEVEN_INDENTATION,
            source.span(line.start(), line.end()),
            "the lines of one block are indented equally, and this one is not",
            "indent it by " + block.getFirst().indentation() + " spaces");
      }
    }
  }
}
