package org.proviso.language.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.language.syntax.Layout;
import org.proviso.language.syntax.Source;

/**
 * Lays out the fences and trims the front matter. Prose stays byte for byte as it is, comments are
 * kept, line ends stay of their kind, and formatting twice changes nothing more.
 */
public final class Formatter {
  private static final int STEP = 2;

  private Formatter() {}

  /** The document laid out. A fence that cannot be read is left as it is. */
  public static String format(String text) {
    var source = new Source("", text);
    List<String> lines = new ArrayList<>();
    for (int index = 0; index < source.lineCount(); index++) {
      lines.add(source.line(index));
    }
    List<Optional<String>> formatted = new ArrayList<>();
    lines.forEach(line -> formatted.add(Optional.of(line)));
    int after = Layout.firstLineAfterFrontMatter(source);
    for (Layout.Fence fence : Layout.fences(source, after)) {
      if (!fence.readable()) {
        continue;
      }
      List<String> body = lines.subList(fence.firstLine(), fence.endLine());
      List<String> laidOut =
          fence.info().equals("cases")
              ? CaseTableLayout.format(body)
              : OutlineLayout.format(body, STEP);
      for (int index = 0; index < laidOut.size(); index++) {
        formatted.set(fence.firstLine() + index, Optional.of(laidOut.get(index)));
      }
    }
    return join(source, formatted);
  }

  private static String join(Source source, List<Optional<String>> lines) {
    var text = new StringBuilder(source.hasByteOrderMark() ? "\uFEFF" : "");
    for (int index = 0; index < lines.size(); index++) {
      int lineEnd = source.lineEnd(index);
      int next =
          index + 1 < source.lineCount() ? source.lineStart(index + 1) : source.text().length();
      lines.get(index).ifPresent(text::append);
      text.append(source.text(), lineEnd, next);
    }
    return text.toString();
  }
}
