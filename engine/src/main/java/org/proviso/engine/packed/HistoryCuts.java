package org.proviso.engine.packed;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.engine.compile.Offset;
import org.proviso.engine.compile.Polynomial;
import org.proviso.engine.compile.Variable;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Window;

/**
 * What a history counts to (at least, when it is not complete), or how long its events last, in a
 * window between days that depend on nothing but the date of service; against cuts. The same
 * figures as {@link org.proviso.engine.compile.KnownTerms} gives, without objects.
 */
final class HistoryCuts {
  private enum Figure {
    COUNT,
    LONGEST,
    TOTAL
  }

  private static final long OPEN_START = Long.MIN_VALUE;
  private static final long OPEN_END = Long.MAX_VALUE;

  private final Figure figure;
  private final Edge from;
  private final Edge until;
  private final NumberCuts cuts;

  private HistoryCuts(Figure figure, Edge from, Edge until, NumberCuts cuts) {
    this.figure = figure;
    this.from = from;
    this.until = until;
    this.cuts = cuts;
  }

  /**
   * One end of a window.
   *
   * @param open whether there is no end
   * @param fixed the day to count from, {@link Long#MIN_VALUE} for the date of service
   */
  private record Edge(boolean open, long fixed, int months, int days) {
    long day(long dateOfService) {
      return EpochDays.plusMonths(fixed == Long.MIN_VALUE ? dateOfService : fixed, months) + days;
    }
  }

  /** Of a variable about one history; empty when it is about more than that. */
  static Optional<HistoryCuts> of(Variable variable, FactName history) {
    if (!(variable instanceof Variable.NumberLine line)
        || line.mayBeAbsent()
        || line.term().terms().size() != 1) {
      return Optional.empty();
    }
    NumberTerm term = line.term().terms().getFirst();
    var alone = new Polynomial.Product(List.of(term));
    if (!line.term().coefficients().equals(Map.of(alone, Rational.ONE))) {
      return Optional.empty();
    }
    return switch (term) {
      case NumberTerm.CountOf(FactName of, Window window) when of.equals(history) ->
          of(Figure.COUNT, window, line);
      case NumberTerm.LongestOf(FactName of, Window window) when of.equals(history) ->
          of(Figure.LONGEST, window, line);
      case NumberTerm.TotalOf(FactName of, Window window) when of.equals(history) ->
          of(Figure.TOTAL, window, line);
      case NumberTerm.CountOf _,
          NumberTerm.LongestOf _,
          NumberTerm.TotalOf _,
          NumberTerm.OfFact _,
          NumberTerm.Constant _,
          NumberTerm.Arithmetic _,
          NumberTerm.Elapsed _ ->
          Optional.empty();
    };
  }

  private static Optional<HistoryCuts> of(Figure figure, Window window, Variable.NumberLine line) {
    Optional<Edge> from = edge(window.from(), 0, 1);
    Optional<Edge> until = edge(window.through(), 1, 0);
    Optional<NumberCuts> cuts = NumberCuts.of(line.cuts());
    return from.isPresent() && until.isPresent() && cuts.isPresent()
        ? Optional.of(new HistoryCuts(figure, from.get(), until.get(), cuts.get()))
        : Optional.empty();
  }

  /** Absent when the end depends on another fact. */
  private static Optional<Edge> edge(Optional<Window.Bound> bound, int inclusive, int exclusive) {
    if (bound.isEmpty()) {
      return Optional.of(new Edge(true, 0, 0, 0));
    }
    Window.Bound end = bound.get();
    Offset offset =
        Offset.of(end.direction(), end.distance())
            .plusDays(end.inclusive() ? inclusive : exclusive);
    return switch (end.date()) {
      case DateTerm.DateOfService _ ->
          Optional.of(new Edge(false, Long.MIN_VALUE, offset.months(), offset.days()));
      case DateTerm.Fixed(LocalDate day) ->
          Optional.of(new Edge(false, day.toEpochDay(), offset.months(), offset.days()));
      case DateTerm.OfFact _, DateTerm.Earliest _, DateTerm.Latest _ -> Optional.empty();
    };
  }

  /**
   * How many cuts a complete history reaches.
   *
   * @param events sorted
   */
  int reachedBy(List<Event> events, long dateOfService) {
    long start = from.open() ? OPEN_START : from.day(dateOfService);
    long end = until.open() ? OPEN_END : until.day(dateOfService);
    long result = 0;
    long covered = Long.MIN_VALUE;
    for (int index = 0; index < events.size(); index++) {
      long first = events.get(index).first().toEpochDay();
      long after = events.get(index).last().toEpochDay() + 1;
      switch (figure) {
        case COUNT -> result += first >= start && first < end ? 1 : 0;
        case LONGEST -> result = Math.max(result, Math.min(after, end) - Math.max(first, start));
        case TOTAL -> {
          long begin = Math.max(Math.max(first, start), covered);
          long stop = Math.min(after, end);
          if (stop > begin) {
            result += stop - begin;
            covered = stop;
          }
        }
      }
    }
    return cuts.reachedBy(result, 0);
  }

  /** How many cuts there are: a history that reaches all of them does so whatever is added. */
  int all() {
    return cuts.count();
  }
}
