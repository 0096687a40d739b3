package org.proviso.language.format;

import java.util.ArrayList;
import java.util.List;

/** Aligns the columns of a table of cases. */
final class CaseTableLayout {
  private CaseTableLayout() {}

  /** As many lines as there were; a line that is no whole row stays as it is. */
  static List<String> format(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (String line : lines) {
      List<String> cells = cells(line.strip());
      rows.add(cells);
      for (int column = 0; column < cells.size(); column++) {
        if (column == widths.size()) {
          widths.add(0);
        }
        String cell = cells.get(column);
        int width = isRule(cell) ? 3 : cell.codePointCount(0, cell.length());
        widths.set(column, Math.max(widths.get(column), width));
      }
    }
    List<String> laidOut = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      List<String> cells = rows.get(index);
      laidOut.add(cells.isEmpty() ? lines.get(index).stripTrailing() : row(cells, widths));
    }
    return laidOut;
  }

  private static boolean isRule(String cell) {
    return cell.contains("-") && cell.chars().allMatch(each -> each == '-' || each == ':');
  }

  private static String row(List<String> cells, List<Integer> widths) {
    var text = new StringBuilder("|");
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      int width = widths.get(column);
      text.append(' ');
      if (isRule(cell)) {
        text.repeat('-', width);
      } else {
        text.append(cell).repeat(' ', width - cell.codePointCount(0, cell.length()));
      }
      text.append(" |");
    }
    return text.toString();
  }

  /** The cells of a row without a comment; empty when the line is not such a row. */
  private static List<String> cells(String line) {
    if (line.length() < 2 || line.charAt(0) != '|' || line.charAt(line.length() - 1) != '|') {
      return List.of();
    }
    List<String> cells = new ArrayList<>();
    boolean quoted = false;
    int start = 1;
    for (int index = 1; index < line.length(); index++) {
      char character = line.charAt(index);
      if (character == '"') {
        quoted = !quoted;
      } else if (character == '#' && !quoted && line.charAt(index - 1) == ' ') {
        return List.of();
      } else if (character == '|' && (!quoted || index == line.length() - 1)) {
        cells.add(line.substring(start, index).strip());
        start = index + 1;
      }
    }
    return cells;
  }
}
