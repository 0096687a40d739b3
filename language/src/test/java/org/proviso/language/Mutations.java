package org.proviso.language;

import java.util.List;
import java.util.Random;

/** Random changes to the text of a document. */
final class Mutations {
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "\"",
          "`",
          "```",
          "\n",
          "  ",
          "\t",
          "|",
          ":",
          "->",
          " and ",
          " not ",
          "..",
          "{",
          "}",
          "[p1]",
          "# ",
          "---\n",
          "0",
          "99999999999",
          "é",
          "🧠",
          "\u0000",
          "at least ");
  private static final List<String> LAYOUT =
      List.of(
          " ", "   ", "\n", "\r", " # note\n", "  # a  \"note\n", "\\", "  |", " \n ", "\u00a0");

  private Mutations() {}

  /** One to four changes of any kind; the result is seldom a document. */
  static String mutate(String seed, Random random) {
    var text = new StringBuilder(seed);
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes && !text.isEmpty(); change++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
        default -> {
          int end = Math.min(text.length(), at + random.nextInt(80));
          text.insert(random.nextInt(text.length()), text.substring(at, end));
        }
      }
    }
    return text.toString();
  }

  /** One to six changes of white space and comments where some stands; often still a document. */
  static String mutateLayout(String seed, Random random) {
    var text = new StringBuilder(seed);
    int changes = 1 + random.nextInt(6);
    for (int change = 0; change < changes; change++) {
      int from = random.nextInt(text.length());
      int blank = text.indexOf(random.nextInt(3) == 0 ? "\n" : " ", from);
      if (blank >= 0) {
        text.insert(blank, LAYOUT.get(random.nextInt(LAYOUT.size())));
      }
    }
    return text.toString();
  }
}
