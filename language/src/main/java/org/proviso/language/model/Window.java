package org.proviso.language.model;

import java.util.Optional;

/**
 * The days from one bound to another, both inclusive; an absent bound is open. An event of a
 * history falls within a window when its first day does (for counting), and counts only the days
 * inside it (for durations).
 */
public record Window(Optional<Bound> from, Optional<Bound> through) {
  /** Every day. */
  public static final Window ANY_TIME = new Window(Optional.empty(), Optional.empty());

  /**
   * A day at a distance from a date.
   *
   * @param direction which way the distance goes
   * @param inclusive whether the day itself belongs to the window
   */
  public record Bound(DateTerm date, Direction direction, Duration distance, boolean inclusive) {}

  /** Towards the past or towards the future. */
  public enum Direction {
    BEFORE,
    AFTER
  }
}
