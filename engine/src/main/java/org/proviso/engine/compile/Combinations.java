package org.proviso.engine.compile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;

/**
 * Which combinations of cells some numbers, dates and histories can have together. Where all of
 * them depend on one unknown date, by trying a day between any two at which something changes;
 * elsewhere by trying cell after cell and asking whether what the cells require has a solution.
 */
final class Combinations {
  private static final int MOST = 20_000;

  private final List<Variable> variables;
  private final List<Integer> group;
  private final long[] masks;
  private final KnownTerms known;

  Combinations(List<Variable> variables, List<Integer> group, long[] masks, KnownTerms known) {
    this.variables = variables;
    this.group = group;
    this.masks = masks;
    this.known = known;
  }

  /** Each combination: a cell for each variable of the group, in its order. */
  List<int[]> all() {
    DateTerm only = onlyUnknownDate();
    if (only != null) {
      return alongTime(only);
    }
    var result = new ArrayList<int[]>();
    var terms = new Terms();
    search(0, new int[group.size()], terms, result);
    return result;
  }

  /**
   * Whether the variables may be in the cells of their masks together; the masks are of neighboring
   * cells, or of the cell of no value alone. False is certain.
   */
  boolean mayHave() {
    var first = new int[group.size()];
    var last = new int[group.size()];
    for (int position = 0; position < group.size(); position++) {
      long mask = masks[group.get(position)];
      first[position] = Long.numberOfTrailingZeros(mask);
      last[position] = Long.SIZE - 1 - Long.numberOfLeadingZeros(mask);
    }
    return new Terms().consistent(first, last, group.size());
  }

  private Variable variable(int position) {
    return variables.get(group.get(position));
  }

  // One unknown date

  /**
   * The date that is unknown, when it is the only thing unknown and everything compares with it.
   */
  private @Nullable DateTerm onlyUnknownDate() {
    var unknown = new LinkedHashSet<DateTerm>();
    for (int position = 0; position < group.size(); position++) {
      if (!(variable(position) instanceof Variable.DateLine line)) {
        return null;
      }
      for (DateTerm term : List.of(line.subject(), line.anchor())) {
        if (!known.date(term).isExact()) {
          unknown.add(term);
        }
      }
    }
    return unknown.size() == 1 && unknown.getFirst() instanceof DateTerm.OfFact date ? date : null;
  }

  private List<int[]> alongTime(DateTerm date) {
    Days range = known.date(date);
    var turns = new TreeSet<Long>();
    turns.add(range.least());
    for (int position = 0; position < group.size(); position++) {
      var line = (Variable.DateLine) variable(position);
      for (Offset cut : line.cuts()) {
        if (line.subject().equals(date) && line.anchor().equals(date)) {
          throw new DiagramLimitException(1, "comparisons of a date with itself");
        }
        long turn =
            line.subject().equals(date)
                ? cut.from(LocalDate.ofEpochDay(known.date(line.anchor()).least())).toEpochDay()
                : latestAnchor(known.date(line.subject()).least(), cut) + 1;
        if (turn > range.least() && turn <= range.greatest()) {
          turns.add(turn);
        }
      }
    }
    var result = new LinkedHashMap<List<Integer>, int[]>();
    for (long day : turns) {
      var cells = new ArrayList<Integer>();
      for (int position = 0; position < group.size(); position++) {
        var line = (Variable.DateLine) variable(position);
        boolean isSubject = line.subject().equals(date);
        cells.add(
            Situation.cell(
                line,
                isSubject ? day : known.date(line.subject()).least(),
                isSubject ? known.date(line.anchor()).least() : day));
      }
      result.putIfAbsent(cells, cells.stream().mapToInt(Integer::intValue).toArray());
    }
    return List.copyOf(result.values());
  }

  /** The last day from which the offset leads to the subject or to a day before it. */
  static long latestAnchor(long subject, Offset offset) {
    LocalDate anchor =
        LocalDate.ofEpochDay(subject).minusDays(offset.days()).minusMonths(offset.months());
    anchor = anchor.plusDays(6);
    while (offset.from(anchor).toEpochDay() > subject) {
      anchor = anchor.minusDays(1);
    }
    return anchor.toEpochDay();
  }

  // Everything else

  private void search(int position, int[] cells, Terms terms, List<int[]> result) {
    if (position == group.size()) {
      if (result.size() >= MOST) {
        throw new DiagramLimitException(MOST, "combinations of facts that depend on each other");
      }
      result.add(cells.clone());
      return;
    }
    for (long rest = masks[group.get(position)]; rest != 0; rest &= rest - 1) {
      cells[position] = Long.numberOfTrailingZeros(rest);
      if (agreesWithOpposite(cells, position) && terms.consistent(cells, cells, position + 1)) {
        search(position + 1, cells, terms, result);
      }
    }
  }

  /** Whether a cell of two dates goes with the cells before it of the same dates the other way. */
  private boolean agreesWithOpposite(int[] cells, int position) {
    if (!(variable(position) instanceof Variable.DateLine line)
        || known.date(line.subject()).isExact()
        || known.date(line.anchor()).isExact()
        || cells[position] > line.cuts().size()) {
      return true;
    }
    for (int before = 0; before < position; before++) {
      if (variable(before) instanceof Variable.DateLine other
          && other.subject().equals(line.anchor())
          && other.anchor().equals(line.subject())
          && cells[before] <= other.cuts().size()
          && !new OppositeDates(
                  cut(line, cells[position] - 1),
                  cut(line, cells[position]),
                  cut(other, cells[before] - 1),
                  cut(other, cells[before]))
              .isPossible()) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Offset cut(Variable.DateLine line, int index) {
    return index < 0 || index >= line.cuts().size() ? null : line.cuts().get(index);
  }

  /** What the first cells of a combination require of the terms. */
  private final class Terms {
    private final Set<NumberTerm> numbers = new LinkedHashSet<>();
    private final Set<DateTerm> dates = new LinkedHashSet<>();
    private final List<HistoryTerms> histories = new ArrayList<>();
    private final LinearSystem base = new LinearSystem();

    Terms() {
      for (int position = 0; position < group.size(); position++) {
        switch (variable(position)) {
          case Variable.NumberLine line -> line.term().terms().forEach(this::collect);
          case Variable.DateLine line -> {
            dates.add(line.subject());
            dates.add(line.anchor());
          }
          case Variable.YesNo _,
              Variable.InForce _,
              Variable.Symbols _,
              Variable.CodeBlock _,
              Variable.HasCode _ ->
              throw new IllegalStateException("depends on nothing else");
        }
      }
      var unsettled = new LinkedHashSet<FactName>();
      numbers.forEach(term -> Variable.collect(term, unsettled));
      dates.forEach(term -> Variable.collect(term, unsettled));
      for (FactName fact : unsettled) {
        if (known.types().get(fact) instanceof FactType.History && !known.isSettled(fact)) {
          histories.add(new HistoryTerms(fact, numbers, dates, known));
        }
      }
      numbers.forEach(
          term -> {
            Numbers state = known.number(term);
            if (state.mayExist()) {
              base.require(Map.of(term, Rational.ONE), Rational.ZERO, state.values());
            }
          });
      dates.forEach(
          term -> {
            Days days = known.date(term);
            if (days.mayExist()) {
              base.require(Map.of(term, Rational.ONE), Rational.ZERO, interval(days));
            }
          });
      for (NumberTerm term : numbers) {
        if (term instanceof NumberTerm.Elapsed(CalendarUnit unit, DateTerm from, DateTerm to)
            && unit == CalendarUnit.DAYS) {
          base.require(
              Map.of(term, Rational.ONE, from, Rational.ONE, to, Rational.of(-1)),
              Rational.ZERO,
              Interval.exactly(Rational.ZERO));
        }
      }
      for (int position = 0; position < group.size(); position++) {
        if (variable(position) instanceof Variable.NumberLine line) {
          line.term().coefficients().keySet().forEach(this::requireProduct);
        }
      }
      histories.forEach(history -> history.requireAlways(base));
    }

    private void collect(NumberTerm term) {
      numbers.add(term);
      if (term instanceof NumberTerm.Elapsed(CalendarUnit _, DateTerm from, DateTerm to)) {
        dates.add(from);
        dates.add(to);
      }
    }

    /** A product of several unknown terms is a number of its own, within its bounds. */
    private void requireProduct(Polynomial.Product product) {
      Factors factors = factors(product);
      if (factors.unknown().size() > 1) {
        Interval bounds = Interval.exactly(Rational.ONE);
        for (NumberTerm factor : factors.unknown()) {
          bounds = bounds.times(known.number(factor).values());
        }
        base.require(Map.of(factors.unknown(), Rational.ONE), Rational.ZERO, bounds);
      }
    }

    private record Factors(Rational known, List<NumberTerm> unknown) {}

    private Factors factors(Polynomial.Product product) {
      Rational factor = Rational.ONE;
      var unknown = new ArrayList<NumberTerm>();
      for (NumberTerm term : product.factors()) {
        Numbers numbers = known.number(term);
        Rational value = numbers.values().least();
        if (numbers.isExact() && value != null) {
          factor = factor.times(value);
        } else {
          unknown.add(term);
        }
      }
      return new Factors(factor, List.copyOf(unknown));
    }

    /**
     * Whether the first {@code count} variables can be in some of their cells together, each from
     * its first through its last.
     */
    boolean consistent(int[] first, int[] last, int count) {
      LinearSystem system = base.copy();
      var present = new HashMap<DateTerm, Boolean>();
      var values = new HashMap<NumberTerm, Interval>();
      var days = new HashMap<DateTerm, Days>();
      numbers.forEach(term -> values.put(term, known.number(term).values()));
      dates.forEach(term -> days.put(term, known.date(term)));
      for (int position = 0; position < count; position++) {
        boolean possible =
            switch (variable(position)) {
              case Variable.NumberLine line ->
                  number(line, first[position], last[position], system, present, values);
              case Variable.DateLine line ->
                  date(line, first[position], last[position], system, present, days);
              case Variable.YesNo _,
                  Variable.InForce _,
                  Variable.Symbols _,
                  Variable.CodeBlock _,
                  Variable.HasCode _ ->
                  true;
            };
        if (!possible) {
          return false;
        }
      }
      return histories.stream().allMatch(history -> history.require(system, present, values, days))
          && system.satisfiable();
    }

    private boolean number(
        Variable.NumberLine line,
        int first,
        int last,
        LinearSystem system,
        Map<DateTerm, Boolean> present,
        Map<NumberTerm, Interval> values) {
      var needed = new LinkedHashSet<DateTerm>();
      line.term().terms().forEach(term -> HistoryTerms.mayBeAbsent(term, needed));
      if (line.mayBeAbsent() && first == line.cells() - 1) {
        return absent(needed, present);
      }
      if (!exist(needed, present)) {
        return false;
      }
      Interval interval = Situation.interval(line, first, last);
      var sum = new HashMap<Object, Rational>();
      Rational constant = Rational.ZERO;
      for (var entry : line.term().coefficients().entrySet()) {
        Factors factors = factors(entry.getKey());
        Rational coefficient = entry.getValue().times(factors.known());
        switch (factors.unknown().size()) {
          case 0 -> constant = constant.plus(coefficient);
          case 1 -> sum.merge(factors.unknown().getFirst(), coefficient, Rational::plus);
          default -> sum.merge(factors.unknown(), coefficient, Rational::plus);
        }
      }
      system.require(sum, constant, interval);
      if (sum.size() == 1 && sum.keySet().iterator().next() instanceof NumberTerm only) {
        Rational coefficient = sum.values().iterator().next();
        if (coefficient.signum() != 0) {
          Interval of =
              interval
                  .plus(Interval.exactly(constant.negated()))
                  .times(Rational.ONE.dividedBy(coefficient));
          values.merge(only, of, Interval::intersection);
        }
      }
      return true;
    }

    private boolean date(
        Variable.DateLine line,
        int first,
        int last,
        LinearSystem system,
        Map<DateTerm, Boolean> present,
        Map<DateTerm, Days> days) {
      var needed = new LinkedHashSet<DateTerm>();
      HistoryTerms.mayBeAbsent(line.subject(), needed);
      HistoryTerms.mayBeAbsent(line.anchor(), needed);
      if (line.mayBeAbsent() && first == line.cells() - 1) {
        return absent(needed, present);
      }
      if (!exist(needed, present)) {
        return false;
      }
      if (first > 0) {
        bound(line, line.cuts().get(first - 1), true, system, days);
      }
      if (last < line.cuts().size()) {
        bound(line, line.cuts().get(last), false, system, days);
      }
      return true;
    }

    /** The subject reaches the cut, or does not. */
    private void bound(
        Variable.DateLine line,
        Offset cut,
        boolean reached,
        LinearSystem system,
        Map<DateTerm, Days> days) {
      Days subject = known.date(line.subject());
      Days anchor = known.date(line.anchor());
      if (anchor.isExact()) {
        long day = cut.from(LocalDate.ofEpochDay(anchor.least())).toEpochDay();
        limit(line.subject(), reached ? day : null, reached ? null : day - 1, system, days);
      } else if (subject.isExact()) {
        long day = latestAnchor(subject.least(), cut);
        limit(line.anchor(), reached ? null : day + 1, reached ? day : null, system, days);
      } else {
        var difference = new HashMap<Object, Rational>();
        difference.merge(line.subject(), Rational.ONE, Rational::plus);
        difference.merge(line.anchor(), Rational.of(-1), Rational::plus);
        system.require(
            difference,
            Rational.ZERO,
            reached
                ? Interval.closed(Rational.of(cut.leastDays()), null)
                : Interval.closed(null, Rational.of(cut.mostDays() - 1)));
      }
    }

    private void limit(
        DateTerm term,
        @Nullable Long least,
        @Nullable Long greatest,
        LinearSystem system,
        Map<DateTerm, Days> days) {
      system.require(
          Map.of(term, Rational.ONE),
          Rational.ZERO,
          Interval.closed(
              least == null ? null : Rational.of(least),
              greatest == null ? null : Rational.of(greatest)));
      days.computeIfPresent(
          term,
          (_, range) ->
              new Days(
                  least == null ? range.least() : Math.max(range.least(), least),
                  greatest == null ? range.greatest() : Math.min(range.greatest(), greatest),
                  range.mayBeAbsent(),
                  range.mayExist()));
    }

    /** All of the dates exist. */
    private boolean exist(Set<DateTerm> needed, Map<DateTerm, Boolean> present) {
      for (DateTerm term : needed) {
        if (!known.date(term).mayExist() || !present.merge(term, true, Boolean::logicalAnd)) {
          return false;
        }
      }
      return true;
    }

    /** One of the dates does not exist; where there are several, which one is left open. */
    private boolean absent(Set<DateTerm> needed, Map<DateTerm, Boolean> present) {
      if (needed.size() != 1) {
        return needed.stream().anyMatch(term -> known.date(term).mayBeAbsent());
      }
      DateTerm only = needed.iterator().next();
      return known.date(only).mayBeAbsent() && !present.merge(only, false, Boolean::logicalOr);
    }
  }

  private static Interval interval(Days days) {
    return Interval.closed(Rational.of(days.least()), Rational.of(days.greatest()));
  }
}
