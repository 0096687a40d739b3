package org.proviso.language.diagnostics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Diagnostics as a person reads them: place, severity, identifier, reason, the line with a caret
 * under it, and what to write instead.
 */
public final class DiagnosticRenderer {
  /** How much of a long line is shown. */
  private static final int WIDTH = 120;

  private DiagnosticRenderer() {}

  /** All of them, one after another, each ending with a line end. */
  public static String render(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n"));
  }

  /** One of them, ending with a line end. */
  public static String render(Diagnostic diagnostic) {
    var text = new StringBuilder();
    text.append(diagnostic.span())
        .append(": ")
        .append(diagnostic.severity().name().toLowerCase(Locale.ROOT))
        .append(' ')
        .append(diagnostic.id())
        .append(": ")
        .append(diagnostic.message())
        .append('\n');
    if (!diagnostic.excerpt().isBlank()) {
      appendExcerpt(text, diagnostic);
    }
    diagnostic.help().ifPresent(help -> text.append("  help: ").append(help).append('\n'));
    return text.toString();
  }

  private static void appendExcerpt(StringBuilder text, Diagnostic diagnostic) {
    String line = diagnostic.excerpt();
    int column = Math.min(diagnostic.span().startColumn() - 1, line.length());
    int end =
        diagnostic.span().endLine() == diagnostic.span().startLine()
            ? Math.min(diagnostic.span().endColumn() - 1, line.length())
            : line.length();
    int from = boundary(line, Math.max(0, column - WIDTH / 2));
    int to = boundary(line, Math.min(line.length(), from + WIDTH));
    String number = Integer.toString(diagnostic.span().startLine());
    text.append("  ").append(number).append(" | ");
    text.append(line, from, to).append('\n');
    text.repeat(' ', 2 + number.length()).append(" | ");
    for (int index = from; index < column; ) {
      int character = line.codePointAt(index);
      text.append(character == '\t' ? '\t' : ' ');
      index += Character.charCount(character);
    }
    int carets = line.codePointCount(column, Math.clamp(end, column, Math.max(column, to)));
    text.repeat('^', Math.max(1, carets)).append('\n');
  }

  /** The offset itself, or the one before when it would part a surrogate pair. */
  private static int boundary(String line, int offset) {
    return offset > 0
            && offset < line.length()
            && Character.isLowSurrogate(line.charAt(offset))
            && Character.isHighSurrogate(line.charAt(offset - 1))
        ? offset - 1
        : offset;
  }
}
