package org.proviso.ground.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The candidate nearest to what was written, when it is near: at most a third of its letters
   * differ (Damerau 1964: insertion, deletion, substitution, or transposition of neighbours).
   */
  public static Optional<String> nearest(String written, Collection<String> candidates) {
    record Scored(String candidate, int distance) {}
    return candidates.stream()
        .filter(candidate -> !candidate.equals(written))
        .filter(candidate -> Math.abs(candidate.length() - written.length()) <= limit(written))
        .map(candidate -> new Scored(candidate, distance(written, candidate)))
        .filter(scored -> scored.distance() <= limit(written))
        .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::candidate))
        .map(Scored::candidate);
  }

  /** {@code did you mean "x"?}, when there is a near candidate. */
  public static Optional<String> help(String written, Collection<String> candidates) {
    return nearest(written, candidates).map(name -> "did you mean `" + name + "`?");
  }

  /**
   * Whether one name is probably a slip of the other: names of five letters or more that differ in
   * one, or from ten letters on in two.
   */
  public static boolean isSlip(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int most = shorter < 5 ? 0 : shorter < 10 ? 1 : 2;
    return !one.equals(other)
        && Math.abs(one.length() - other.length()) <= most
        && distance(one, other) <= most;
  }

  /** A name of one or two letters is near to nearly every other, so near to none. */
  private static int limit(String written) {
    return written.length() < 3 ? 0 : Math.max(1, written.length() / 3);
  }

  /** How many slips two names are apart; what a slip is says {@link #nearest}. */
  public static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[left.length()][right.length()];
  }
}
