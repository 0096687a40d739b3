package org.proviso.language.page;

import java.util.List;
import java.util.stream.Collectors;

/** Writes blocks as Markdown with tables (GitHub Flavored Markdown). */
final class MarkdownWriter {
  private static final String SPECIAL = "\\`*_[]<>|#&";

  private MarkdownWriter() {}

  static String write(List<Block> blocks) {
    var text = new StringBuilder();
    for (Block block : blocks) {
      text.append(text.isEmpty() ? "" : "\n");
      switch (block) {
        case Block.Heading(int level, String heading) ->
            text.repeat('#', level).append(' ').append(escape(heading)).append('\n');
        case Block.Paragraph(String paragraph) -> text.append(escape(paragraph)).append('\n');
        case Block.Table(var header, var rows) -> {
          text.append(row(header));
          text.append("|").repeat(" --- |", header.size()).append('\n');
          rows.forEach(row -> text.append(row(row)));
        }
        case Block.Items(var items) -> items(text, items, 0);
      }
    }
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(MarkdownWriter::escape)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static void items(StringBuilder text, List<Block.Item> items, int depth) {
    for (Block.Item item : items) {
      text.repeat(' ', 2 * depth).append("- ").append(escape(item.text())).append('\n');
      items(text, item.below(), depth + 1);
    }
  }

  private static String escape(String plain) {
    var text = new StringBuilder();
    String line = plain.replaceAll("\\s+", " ").strip();
    for (int index = 0; index < line.length(); index++) {
      char character = line.charAt(index);
      boolean startsList =
          index == 0 && (character == '-' || character == '+' || Character.isDigit(character));
      if (SPECIAL.indexOf(character) >= 0 || (startsList && !Character.isDigit(character))) {
        text.append('\\');
      }
      text.append(character);
    }
    return text.toString();
  }
}
