package org.proviso.language.model;

/**
 * A calendar distance: so many days, weeks, months or years. Zero or more; direction is said by the
 * relation that uses it.
 */
public record Duration(int amount, CalendarUnit unit) {
  public Duration {
    if (amount < 0) {
      throw new IllegalArgumentException("a duration is not negative: " + amount);
    }
  }
}
