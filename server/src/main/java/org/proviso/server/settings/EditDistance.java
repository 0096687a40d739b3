package org.proviso.server.settings;

/** How many letters two words are apart (Levenshtein 1966). */
final class EditDistance {
  private EditDistance() {}

  /** The fewest insertions, removals and replacements that make one text the other. */
  static int between(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= other.length(); column++) {
        int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[other.length()];
  }
}
