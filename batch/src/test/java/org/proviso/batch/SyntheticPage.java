package org.proviso.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Documents of any size by seed. Three facts of four are yes/no, the fourth is a number; a clause
 * has four conditions; half of the clauses say {@code meets}, the others {@code does-not-meet}
 * after them.
 *
 * @param facts how many
 * @param clauses how many
 * @param mixed whether the conditions of a clause are about any facts; otherwise about four that
 *     stand side by side, as in published guidelines, where each criterion has facts of its own
 */
record SyntheticPage(int facts, int clauses, boolean mixed, long seed) {
  private static final int CONDITIONS = 4;

  /** The document. */
  String text() {
    return text(false);
  }

  /** The document with one condition of its first clause turned into its opposite. */
  String revisedText() {
    return text(true);
  }

  private String text(boolean revised) {
    var random = new SplittableRandom(seed);
    List<String> criteria = new ArrayList<>();
    for (int clause = 0; clause < clauses; clause++) {
      var conditions = new ArrayList<String>();
      for (int part = 0; part < CONDITIONS; part++) {
        int fact = mixed ? random.nextInt(facts) : (CONDITIONS * clause + part) % facts;
        String condition = condition(fact, random);
        conditions.add(revised && clause == 0 && part == 0 ? opposite(condition) : condition);
      }
      criteria.add("  c" + clause + ": " + String.join(" and ", conditions) + "\n");
    }
    int half = (clauses + 1) / 2;
    var text = new StringBuilder();
    text.append(
        """
        ---
        guideline: growth
        title: Growth
        payer: Nobody
        effective: 2025-01-01
        service: cpt 76390
        ---
        # Growth

        ## Notice

        Nothing is decided by this.

        ## Position statement

        """);
    for (int clause = 0; clause < clauses; clause++) {
      text.append("- [c").append(clause).append("] criterion ").append(clause).append('\n');
    }
    text.append(
        "\n[o] Otherwise nothing is said.\n\n```criteria\nmedical-necessity meets when any of\n");
    criteria.subList(0, half).forEach(text::append);
    if (half < clauses) {
      text.append("else does-not-meet when any of\n");
      criteria.subList(half, clauses).forEach(text::append);
    }
    text.append("otherwise o: not-addressed\n```\n\n```facts\n");
    for (int fact = 0; fact < facts; fact++) {
      text.append(name(fact))
          .append(isNumber(fact) ? " : number in mm from 0 to 100\n" : " : yes/no\n")
          .append("  ask \"What of ")
          .append(fact)
          .append("?\"\n");
    }
    return text.append("```\n").toString();
  }

  private static boolean isNumber(int fact) {
    return fact % 4 == 0;
  }

  private static String name(int fact) {
    return "fact-" + fact;
  }

  private static String condition(int fact, SplittableRandom random) {
    if (isNumber(fact)) {
      return name(fact)
          + (random.nextBoolean() ? " >= " : " < ")
          + 10 * (1 + random.nextInt(9))
          + " mm";
    }
    return (random.nextBoolean() ? "" : "not ") + name(fact);
  }

  private static String opposite(String condition) {
    return condition.contains(" >= ")
        ? condition.replace(" >= ", " < ")
        : condition.contains(" < ")
            ? condition.replace(" < ", " >= ")
            : condition.startsWith("not ") ? condition.substring(4) : "not " + condition;
  }
}
