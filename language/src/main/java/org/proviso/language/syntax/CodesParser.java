package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Span;

/** Reads a {@code codes} fence. */
final class CodesParser {
  private final Source source;
  private final DiagnosticCollector diagnostics;
  private final List<String> unreadable = new ArrayList<>();

  CodesParser(Source source, DiagnosticCollector diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  List<ValueSetSyntax> parse(List<OutlineLine> lines) {
    List<ValueSetSyntax> valueSets = new ArrayList<>();
    for (OutlineLine line : lines) {
      if (!Statements.attempt(diagnostics, () -> valueSets.add(valueSet(line)))) {
        Statements.declaredName(source, line).ifPresent(unreadable::add);
      }
    }
    return valueSets;
  }

  /** The names whose statements hold mistakes. */
  List<String> unreadable() {
    return unreadable;
  }

  private ValueSetSyntax valueSet(OutlineLine line) {
    var cursor = new Cursor(source, List.of(line));
    int start = cursor.offset();
    Word name = cursor.name("the name of a value set");
    if (!cursor.acceptSymbol("=")) {
      throw cursor.expected("`=`", Optional.of("write `" + name.text() + " = \"A title\"`"));
    }
    Optional<String> title =
        cursor.atEnd() ? Optional.empty() : Optional.of(cursor.string("a title"));
    cursor.expectEnd("the title");
    Span span = cursor.spanFrom(start);
    if (line.children().isEmpty()) {
      throw new SyntaxProblem(
          DiagnosticId.EMPTY_BLOCK,
          span,
          "the value set `" + name.text() + "` lists nothing",
          Optional.of("list codes below it, indented: `  icd10cm C71.*`"));
    }
    List<ValueSetSyntax.Entry> entries = new ArrayList<>();
    Statements.checkIndentation(source, diagnostics, line.children());
    for (OutlineLine child : line.children()) {
      Statements.attempt(diagnostics, () -> entries.add(entry(child)));
    }
    return new ValueSetSyntax(name, title, entries, span);
  }

  private ValueSetSyntax.Entry entry(OutlineLine line) {
    List<OutlineLine> lines = new ArrayList<>();
    line.collect(lines);
    var cursor = new Cursor(source, lines);
    int start = cursor.offset();
    boolean excluding = cursor.acceptPhrase("excluding");
    if (!excluding && cursor.acceptPhrase("file")) {
      int pathStart = cursor.offset();
      var path = new Word(cursor.string("a path"), cursor.spanFrom(pathStart));
      cursor.expectEnd("the path");
      return new ValueSetSyntax.Entry.File(path, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("set")) {
      Word name = cursor.name("the name of a value set");
      cursor.expectEnd("the name");
      return new ValueSetSyntax.Entry.OtherSet(excluding, name, cursor.spanFrom(start));
    }
    Word system = cursor.name("a code system, `set` or `file`");
    List<ValueSetSyntax.Pattern> patterns = new ArrayList<>();
    do {
      patterns.add(pattern(cursor));
    } while (cursor.acceptSymbol(","));
    cursor.expectEnd("the codes");
    return new ValueSetSyntax.Entry.Codes(excluding, system, patterns, cursor.spanFrom(start));
  }

  private ValueSetSyntax.Pattern pattern(Cursor cursor) {
    int start = cursor.offset();
    Word run = cursor.acceptRun().orElseThrow(() -> cursor.expected("a code"));
    int range = run.text().indexOf("..");
    if (range >= 0) {
      Word first = part(start, 0, range, run);
      Word last = part(start, range + 2, run.text().length(), run);
      return new ValueSetSyntax.Pattern(first, false, Optional.of(last), run.span());
    }
    if (run.text().endsWith(".*")) {
      Word first = part(start, 0, run.text().length() - 2, run);
      return new ValueSetSyntax.Pattern(first, true, Optional.empty(), run.span());
    }
    return new ValueSetSyntax.Pattern(run, false, Optional.empty(), run.span());
  }

  private Word part(int start, int from, int to, Word run) {
    return new Word(run.text().substring(from, to), source.span(start + from, start + to));
  }
}
