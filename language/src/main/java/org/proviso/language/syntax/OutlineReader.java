package org.proviso.language.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;

/** Reads the lines of a fence into an outline by their indentation. */
final class OutlineReader {
  /** How deep lines can be indented below one another. */
  static final int DEPTH_LIMIT = 200;

  private final Source source;
  private final DiagnosticCollector diagnostics;

  OutlineReader(Source source, DiagnosticCollector diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  /** The outline of some lines, counted from 0, the last exclusive. */
  List<OutlineLine> read(int firstLine, int endLine) {
    List<OutlineLine> top = new ArrayList<>();
    Deque<OutlineLine> open = new ArrayDeque<>();
    for (int index = firstLine; index < endLine; index++) {
      Optional<OutlineLine> read = readLine(index);
      if (read.isEmpty()) {
        continue;
      }
      OutlineLine line = read.get();
      while (!open.isEmpty() && open.peek().indentation() >= line.indentation()) {
        open.pop();
      }
      if (open.size() >= DEPTH_LIMIT) {
        diagnostics.add(
            DiagnosticId.NESTING_TOO_DEEP,
            source.span(line.start(), line.end()),
            "lines are nested more than " + DEPTH_LIMIT + " deep",
            "give a name to a part of it with `define`");
        return top;
      }
      if (open.isEmpty()) {
        top.add(line);
      } else {
        open.peek().children().add(line);
      }
      open.push(line);
    }
    return top;
  }

  private Optional<OutlineLine> readLine(int index) {
    int lineStart = source.lineStart(index);
    int lineEnd = source.lineEnd(index);
    String text = source.text();
    int start = lineStart;
    while (start < lineEnd && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    int end = endOfContent(text, start, lineEnd);
    if (start >= end) {
      return Optional.empty();
    }
    int tab = text.substring(lineStart, end).indexOf('\t');
    if (tab >= 0) {
      diagnostics.add(
          DiagnosticId.TAB,
          source.span(lineStart + tab, lineStart + tab + 1),
          "there is a tab here, and how far a tab indents depends on the reader's editor",
          "use spaces");
    }
    return Optional.of(new OutlineLine(start - lineStart, start, end));
  }

  /** Where the line ends, without its comment and the white space before that. */
  static int endOfContent(String text, int start, int lineEnd) {
    boolean quoted = false;
    int end = lineEnd;
    for (int index = start; index < lineEnd; index++) {
      char character = text.charAt(index);
      if (quoted && character == '\\') {
        index++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == '#' && !quoted && (index == start || isBlank(text, index - 1))) {
        end = index;
        break;
      }
    }
    while (end > start && isBlank(text, end - 1)) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(String text, int index) {
    return text.charAt(index) == ' ' || text.charAt(index) == '\t';
  }
}
