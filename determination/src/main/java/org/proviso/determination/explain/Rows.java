package org.proviso.determination.explain;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines between words. */
final class Rows {
  private Rows() {}

  /** Lines of so many characters at most, unless a word is longer. */
  static List<String> of(String text, int width) {
    var rows = new ArrayList<String>();
    var row = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!row.isEmpty() && row.length() + 1 + word.length() > width) {
        rows.add(row.toString());
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    rows.add(row.toString());
    return rows;
  }
}
