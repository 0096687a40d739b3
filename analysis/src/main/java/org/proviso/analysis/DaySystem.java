package org.proviso.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.proviso.engine.compile.Days;
import org.proviso.engine.compile.Offset;
import org.proviso.engine.compile.Variable;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;

/**
 * Dates that are compared with each other at calendar distances, and whether there are days that
 * fit; exact.
 *
 * <p>A later day leads to no earlier one at any distance, so every comparison says that one date is
 * at least a monotone function of another. The least day of each of two solutions is a solution
 * then, and the earliest one is found by putting dates off until every comparison holds; the latest
 * likewise.
 */
public final class DaySystem {
  /** So often is a day put off at most; only circles of distances of months come near. */
  private static final int MOST_STEPS = 4_000_000;

  /** {@code subject >= offset(anchor)}, or where it is not reached {@code <}. */
  private record Comparison(int subject, int anchor, Offset offset, boolean reached) {}

  private final Map<DateTerm, Integer> places = new LinkedHashMap<>();
  private final List<Days> bounds = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final Days datesOfService;
  private boolean contradictory;

  /** Nothing required yet; the date of service is one of these days. */
  public DaySystem(Days datesOfService) {
    this.datesOfService = datesOfService;
  }

  /**
   * Requires that the comparison of two dates is in some of its cells. Of cells that are no
   * neighbors those between them are allowed too; where one of the dates may not exist, nothing is
   * required.
   */
  public void require(Variable.DateLine line, long mask) {
    int first = Long.numberOfTrailingZeros(mask);
    int last = Long.SIZE - 1 - Long.numberOfLeadingZeros(mask);
    if (last > line.cuts().size()) {
      return;
    }
    int subject = place(line.subject());
    int anchor = place(line.anchor());
    if (first > 0) {
      comparisons.add(new Comparison(subject, anchor, line.cuts().get(first - 1), true));
    }
    if (last < line.cuts().size()) {
      comparisons.add(new Comparison(subject, anchor, line.cuts().get(last), false));
    }
  }

  /** Requires that a date is one day. */
  void require(DateTerm term, LocalDate day) {
    int place = place(term);
    contradictory |=
        day.toEpochDay() < bounds.get(place).least()
            || day.toEpochDay() > bounds.get(place).greatest();
    bounds.set(place, Days.exactly(day));
  }

  private int place(DateTerm term) {
    Integer known = places.get(term);
    if (known != null) {
      return known;
    }
    int place = bounds.size();
    places.put(term, place);
    bounds.add(
        switch (term) {
          case DateTerm.DateOfService _ -> datesOfService;
          case DateTerm.Fixed(LocalDate day) -> Days.exactly(day);
          case DateTerm.OfFact _, DateTerm.Earliest _, DateTerm.Latest _ ->
              new Days(Days.FIRST.toEpochDay(), Days.LAST.toEpochDay(), false, true);
        });
    switch (term) {
      case DateTerm.Earliest(FactName history) ->
          comparisons.add(
              new Comparison(place(new DateTerm.Latest(history)), place, Offset.NONE, true));
      case DateTerm.Latest(FactName history) ->
          comparisons.add(
              new Comparison(place, place(new DateTerm.Earliest(history)), Offset.NONE, true));
      case DateTerm.DateOfService _, DateTerm.Fixed _, DateTerm.OfFact _ -> {}
    }
    return place;
  }

  /** Whether there are such days. True also where it was given up; false is certain. */
  public boolean satisfiable() {
    return earliest().isPresent();
  }

  /** The first day that a date can be; empty where there is none, or the date is not compared. */
  OptionalLong first(DateTerm term) {
    return of(term, earliest());
  }

  /** The last day that a date can be. */
  OptionalLong last(DateTerm term) {
    return of(term, latest());
  }

  private OptionalLong of(DateTerm term, Optional<long[]> days) {
    Integer place = places.get(term);
    return place == null || days.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(days.get()[place]);
  }

  private Optional<long[]> earliest() {
    long[] days = bounds.stream().mapToLong(Days::least).toArray();
    return settle(days, true);
  }

  private Optional<long[]> latest() {
    long[] days = bounds.stream().mapToLong(Days::greatest).toArray();
    return settle(days, false);
  }

  private Optional<long[]> settle(long[] days, boolean earliest) {
    if (contradictory) {
      return Optional.empty();
    }
    int steps = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Comparison comparison : comparisons) {
        boolean toSubject = comparison.reached() == earliest;
        int from = toSubject ? comparison.anchor() : comparison.subject();
        int to = toSubject ? comparison.subject() : comparison.anchor();
        long bound = earliest ? atLeast(comparison, days[from]) : atMost(comparison, days[from]);
        if (earliest ? bound > days[to] : bound < days[to]) {
          Days allowed = bounds.get(to);
          if (earliest ? bound > allowed.greatest() : bound < allowed.least()) {
            return Optional.empty();
          }
          days[to] = bound;
          changed = true;
          if (++steps > MOST_STEPS) {
            return Optional.of(days);
          }
        }
      }
    }
    return Optional.of(days);
  }

  /** What a comparison makes of the earliest day of its anchor, or of its subject. */
  private static long atLeast(Comparison comparison, long day) {
    return comparison.reached()
        ? comparison.offset().from(LocalDate.ofEpochDay(day)).toEpochDay()
        : latestAnchor(day, comparison.offset()) + 1;
  }

  private static long atMost(Comparison comparison, long day) {
    return comparison.reached()
        ? latestAnchor(day, comparison.offset())
        : comparison.offset().from(LocalDate.ofEpochDay(day)).toEpochDay() - 1;
  }

  /** The last day from which the offset leads to the subject or to a day before it. */
  private static long latestAnchor(long subject, Offset offset) {
    if (offset.months() == 0) {
      return subject - offset.days();
    }
    LocalDate anchor =
        LocalDate.ofEpochDay(subject)
            .minusDays(offset.days())
            .minusMonths(offset.months())
            .plusDays(6);
    while (offset.from(anchor).toEpochDay() > subject) {
      anchor = anchor.minusDays(1);
    }
    return anchor.toEpochDay();
  }
}
