package org.proviso.language.page;

import java.util.List;
import org.proviso.ground.text.Html;

/** Writes blocks as one HTML page that needs nothing else: no script, no picture, no other file. */
final class HtmlWriter {
  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { border: 1px solid #999; padding: .3rem .5rem; text-align: left; vertical-align: top; }
      :root { color-scheme: light dark; }
      """;

  private HtmlWriter() {}

  static String write(String title, List<Block> blocks) {
    var text =
        new StringBuilder(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    text.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    text.append(Html.escape(title)).append("</title>\n<style>\n").append(STYLE);
    text.append("</style>\n</head>\n<body>\n");
    for (Block block : blocks) {
      switch (block) {
        case Block.Heading(int level, String heading) -> element(text, "h" + level, heading);
        case Block.Paragraph(String paragraph) -> element(text, "p", paragraph);
        case Block.Table(var header, var rows) -> table(text, header, rows);
        case Block.Items(var items) -> items(text, items);
      }
    }
    return text.append("</body>\n</html>\n").toString();
  }

  private static void table(StringBuilder text, List<String> header, List<List<String>> rows) {
    text.append("<table>\n<thead><tr>");
    header.forEach(
        cell -> text.append("<th scope=\"col\">").append(Html.escape(cell)).append("</th>"));
    text.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      text.append("<tr>");
      row.forEach(cell -> text.append("<td>").append(Html.escape(cell)).append("</td>"));
      text.append("</tr>\n");
    }
    text.append("</tbody>\n</table>\n");
  }

  private static void items(StringBuilder text, List<Block.Item> items) {
    text.append("<ul>\n");
    for (Block.Item item : items) {
      text.append("<li>").append(Html.escape(item.text()));
      if (!item.below().isEmpty()) {
        text.append('\n');
        items(text, item.below());
      }
      text.append("</li>\n");
    }
    text.append("</ul>\n");
  }

  private static void element(StringBuilder text, String name, String content) {
    text.append('<').append(name).append('>').append(Html.escape(content));
    text.append("</").append(name).append(">\n");
  }
}
