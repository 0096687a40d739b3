package org.proviso.language.model;

import java.time.LocalDate;
import java.util.Comparator;

/** One dated event of a history, from its first to its last day, both inclusive. */
public record Event(LocalDate first, LocalDate last) implements Comparable<Event> {
  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::first).thenComparing(Event::last);

  public Event {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("an event ends on or after its first day");
    }
  }

  @Override
  public int compareTo(Event other) {
    return ORDER.compare(this, other);
  }
}
