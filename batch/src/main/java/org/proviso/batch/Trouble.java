package org.proviso.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Counts malformed rows and keeps the first. Belongs to one thread, until it is merged. */
final class Trouble {
  private final int most;
  private final List<Place> first = new ArrayList<>();
  private long count;

  /** A place in a part, whose own place in the file is not known before all are read. */
  record Place(int part, long place, String text) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::part).thenComparingLong(Place::place);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** Keeps so many. */
  Trouble(int most) {
    this.most = most;
  }

  /** One more, in ascending order of places. */
  void add(int part, long place, String reason) {
    count++;
    if (first.size() < most) {
      first.add(new Place(part, place, reason));
    }
  }

  static long count(Collection<Trouble> of) {
    return of.stream().mapToLong(each -> each.count).sum();
  }

  /** The first of all, in the order of the file. */
  static List<Malformed> first(Collection<Trouble> of, int most, Places places) {
    return of.stream()
        .flatMap(each -> each.first.stream())
        .sorted()
        .limit(most)
        .map(place -> new Malformed(places.of(place.part(), place.place()), place.text()))
        .toList();
  }
}
