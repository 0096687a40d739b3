package org.proviso.language.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lays out the lines of an outline: even indentation, one space between words. */
final class OutlineLayout {
  private OutlineLayout() {}

  /** As many lines as there were. */
  static List<String> format(List<String> lines, int step) {
    List<String> laidOut = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (String line : lines) {
      String content = line.strip();
      if (content.isEmpty()) {
        laidOut.add("");
        continue;
      }
      int indentation = indentation(line);
      if (content.startsWith("#")) {
        // A comment has no place in the outline; it stays where it is put.
        laidOut.add(" ".repeat(indentation) + content);
        continue;
      }
      while (!open.isEmpty() && open.peek() >= indentation) {
        open.pop();
      }
      laidOut.add(" ".repeat(step * open.size()) + words(content));
      open.push(indentation);
    }
    return laidOut;
  }

  private static int indentation(String line) {
    int index = 0;
    while (index < line.length() && line.charAt(index) == ' ') {
      index++;
    }
    return index;
  }

  /** The line with one space between words; texts and comments as they are. */
  private static String words(String content) {
    var text = new StringBuilder();
    boolean quoted = false;
    for (int index = 0; index < content.length(); index++) {
      char character = content.charAt(index);
      boolean blank = character == ' ';
      if (!quoted && blank) {
        if (text.charAt(text.length() - 1) != ' ') {
          text.append(' ');
        }
        continue;
      }
      if (!quoted && character == '#' && text.charAt(text.length() - 1) == ' ') {
        return text + content.substring(index);
      }
      text.append(character);
      if (quoted && character == '\\' && index + 1 < content.length()) {
        index++;
        text.append(content.charAt(index));
      } else if (character == '"') {
        quoted = !quoted;
      }
    }
    return text.toString();
  }
}
