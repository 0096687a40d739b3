package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;

/** Reads a {@code cases} fence: a Markdown table, its separating row optional. */
final class CasesParser {
  private final Source source;
  private final DiagnosticCollector diagnostics;

  CasesParser(Source source, DiagnosticCollector diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  /** The table in some lines, counted from 0, the last exclusive. */
  Optional<CaseTable> parse(int firstLine, int endLine) {
    List<CaseTable.Row> rows = new ArrayList<>();
    for (int index = firstLine; index < endLine; index++) {
      row(index).ifPresent(rows::add);
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    CaseTable.Row header = rows.removeFirst();
    if (!rows.isEmpty() && isSeparator(rows.getFirst())) {
      rows.removeFirst();
    }
    List<CaseTable.Row> complete = new ArrayList<>();
    for (CaseTable.Row row : rows) {
      if (row.cells().size() == header.cells().size()) {
        complete.add(row);
      } else {
        diagnostics.add(
            DiagnosticId.MALFORMED_TABLE,
            row.span(),
            "this row has "
                + row.cells().size()
                + " cells, and the table has "
                + header.cells().size()
                + " columns",
            "write one cell for each column; `?` or nothing for what is not asked");
      }
    }
    return Optional.of(new CaseTable(header.cells(), complete, header.span()));
  }

  private static boolean isSeparator(CaseTable.Row row) {
    return row.cells().stream()
        .allMatch(
            cell ->
                cell.text().contains("-")
                    && cell.text().chars().allMatch(each -> each == '-' || each == ':'));
  }

  private Optional<CaseTable.Row> row(int index) {
    String text = source.text();
    int start = source.lineStart(index);
    int lineEnd = source.lineEnd(index);
    while (start < lineEnd && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    int end = OutlineReader.endOfContent(text, start, lineEnd);
    if (start >= end) {
      return Optional.empty();
    }
    if (text.charAt(start) != '|' || text.charAt(end - 1) != '|' || end - start < 2) {
      diagnostics.add(
          DiagnosticId.MALFORMED_TABLE,
          source.span(start, end),
          "a row of the table begins and ends with `|`",
          "write `| case | a-fact | expect |`");
      return Optional.empty();
    }
    List<Word> cells = new ArrayList<>();
    int cellStart = start + 1;
    boolean quoted = false;
    for (int at = start + 1; at < end; at++) {
      char character = text.charAt(at);
      if (character == '"') {
        quoted = !quoted;
      } else if (character == '|' && (!quoted || at == end - 1)) {
        cells.add(cell(cellStart, at));
        cellStart = at + 1;
      }
    }
    return Optional.of(new CaseTable.Row(cells, source.span(start, end)));
  }

  private Word cell(int start, int end) {
    String text = source.text();
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return from == to
        ? new Word("", source.span(start, Math.max(end, start + 1)))
        : new Word(text.substring(from, to), source.span(from, to));
  }
}
