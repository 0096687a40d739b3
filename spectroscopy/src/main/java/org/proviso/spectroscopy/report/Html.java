package org.proviso.spectroscopy.report;

import java.util.List;

/** Builds HTML text; every text that goes in is escaped. */
final class Html {

  private final StringBuilder out = new StringBuilder();

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return safe.toString();
  }

  /** Markup written as it is. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  Html heading(String text) {
    return raw("<h2>").text(text).raw("</h2>\n");
  }

  Html paragraph(String text) {
    return raw("<p>").text(text).raw("</p>\n");
  }

  /** A table; the first row holds the headings. */
  Html table(List<List<String>> rows) {
    raw("<div class=\"scroll\"><table>\n<thead><tr>");
    for (String cell : rows.getFirst()) {
      raw("<th scope=\"col\">").text(cell).raw("</th>");
    }
    raw("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows.subList(1, rows.size())) {
      raw("<tr>");
      for (String cell : row) {
        raw("<td>").text(cell).raw("</td>");
      }
      raw("</tr>\n");
    }
    return raw("</tbody></table></div>\n");
  }

  Html list(List<String> items) {
    raw("<ul>\n");
    for (String item : items) {
      raw("<li>").text(item).raw("</li>\n");
    }
    return raw("</ul>\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
