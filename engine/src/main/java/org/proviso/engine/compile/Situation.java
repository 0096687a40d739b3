package org.proviso.engine.compile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * What knowledge leaves possible: for each variable the cells that are still possible, and for
 * variables that depend on the same facts which combinations of them are.
 *
 * <p>It never leaves out what is possible. It is exact, that is, every combination it leaves has
 * facts that realise it, where each variable that is still open depends on one fact that is not
 * known, and that fact is a yes/no, an enumeration, a document, a code or a list of codes; a number
 * in linear terms; a date, compared with the date of service, with fixed days and with known dates;
 * or a history of which events are counted. Beyond that it is exact for linear terms of several
 * numbers that are not whole, and for dates compared with each other by days. It may leave too much
 *
 * <ul>
 *   <li>for products of two unknown numbers (bounded by the products of their bounds),
 *   <li>for linear terms of several unknown whole numbers whose coefficients are not all 1,
 *   <li>for several unknown dates compared at distances of months (a month is 28 to 31 days; but of
 *       two dates compared with each other both ways, what no calendar has is left out),
 *   <li>for elapsed times in arithmetic with other terms while a date is unknown,
 *   <li>for windows that begin or end at unknown dates, and
 *   <li>for longest and total durations of an unknown history in several windows, or together with
 *       counts and with the dates of its first and last event.
 * </ul>
 */
public final class Situation {
  private final long[] masks;
  private final List<Tie> ties;

  private Situation(long[] masks, List<Tie> ties) {
    this.masks = masks;
    this.ties = List.copyOf(ties);
  }

  /** For each variable its possible cells; a variable that was not asked for has all. */
  public long[] masks() {
    return masks.clone();
  }

  /**
   * The combinations that are possible, where the masks alone do not say; each variable at most
   * once.
   */
  public List<Tie> ties() {
    return ties;
  }

  /** Every cell possible. */
  static Situation anything(List<Variable> variables) {
    var masks = new long[variables.size()];
    Arrays.setAll(masks, index -> Diagrams.fullMask(variables.get(index).cells()));
    return new Situation(masks, List.of());
  }

  /**
   * What is possible at a date of service.
   *
   * @param asked the variables that matter
   * @param solved what was found before for the same date of service and the same knowledge, some
   *     of it possibly left out; is added to
   * @throws org.proviso.engine.diagram.DiagramLimitException when too many combinations are
   *     possible
   */
  static Situation of(
      List<Variable> variables,
      BitSet asked,
      LocalDate dateOfService,
      Map<FactName, FactType> types,
      Map<FactName, Knowledge> facts,
      Map<Object, List<int[]>> solved) {
    var known = new KnownTerms(Days.exactly(dateOfService), types, facts);
    return of(variables, asked, known, solved);
  }

  /** What is possible at any date of service of a range, for any patient. */
  static Situation ofAnyone(
      List<Variable> variables, BitSet asked, Days dateOfService, Map<FactName, FactType> types) {
    return of(variables, asked, new KnownTerms(dateOfService, types, Map.of()), new HashMap<>());
  }

  private static Situation of(
      List<Variable> variables, BitSet asked, KnownTerms known, Map<Object, List<int[]>> solved) {
    long[] masks = anything(variables).masks;
    for (int index = asked.nextSetBit(0); index >= 0; index = asked.nextSetBit(index + 1)) {
      masks[index] &= possible(variables.get(index), known);
    }
    var ties = new ArrayList<Tie>();
    for (List<Integer> group : groups(variables, asked, masks, known)) {
      var facts = new TreeSet<FactName>();
      group.forEach(index -> facts.addAll(variables.get(index).facts()));
      facts.removeIf(fact -> !known.isKnown(fact));
      List<int[]> combinations =
          solved.computeIfAbsent(
              List.of(group, facts), _ -> new Combinations(variables, group, masks, known).all());
      narrow(group, combinations, masks);
      List<Integer> open = group.stream().filter(index -> Long.bitCount(masks[index]) > 1).toList();
      List<List<Integer>> distinct = project(group, open, combinations);
      long free = 1;
      for (int index : open) {
        free = Math.min(free * Long.bitCount(masks[index]), Integer.MAX_VALUE);
      }
      if (distinct.size() < free) {
        ties.add(new Tie(open, distinct));
      }
    }
    return new Situation(masks, ties);
  }

  private static void narrow(List<Integer> group, List<int[]> combinations, long[] masks) {
    for (int position = 0; position < group.size(); position++) {
      long seen = 0;
      for (int[] combination : combinations) {
        seen |= 1L << combination[position];
      }
      masks[group.get(position)] = seen;
    }
  }

  private static List<List<Integer>> project(
      List<Integer> group, List<Integer> open, List<int[]> combinations) {
    var distinct = new LinkedHashSet<List<Integer>>();
    for (int[] combination : combinations) {
      distinct.add(open.stream().map(index -> combination[group.indexOf(index)]).toList());
    }
    return List.copyOf(distinct);
  }

  /**
   * Open variables over numbers, dates and histories, those together that depend on one and the
   * same unknown fact. A single variable is a group of its own only where its cells may be empty.
   */
  private static List<List<Integer>> groups(
      List<Variable> variables, BitSet asked, long[] masks, KnownTerms known) {
    var open = (BitSet) asked.clone();
    asked.stream().filter(index -> Long.bitCount(masks[index]) <= 1).forEach(open::clear);
    return connected(variables, open, known);
  }

  /** Variables over numbers, dates and histories, in groups that have no unknown in common. */
  static List<List<Integer>> connected(List<Variable> variables, BitSet asked, KnownTerms known) {
    var groups = new ArrayList<List<Integer>>();
    var unknownsOfGroup = new ArrayList<Set<String>>();
    for (int index = asked.nextSetBit(0); index >= 0; index = asked.nextSetBit(index + 1)) {
      Variable variable = variables.get(index);
      if (!isOrdered(variable)) {
        continue;
      }
      var members = new TreeSet<Integer>(List.of(index));
      Set<String> unknowns = unknowns(variable, known);
      for (int other = groups.size() - 1; other >= 0; other--) {
        if (!Collections.disjoint(unknownsOfGroup.get(other), unknowns)) {
          members.addAll(groups.remove(other));
          unknowns.addAll(unknownsOfGroup.remove(other));
        }
      }
      groups.add(List.copyOf(members));
      unknownsOfGroup.add(unknowns);
    }
    return groups;
  }

  private static boolean isOrdered(Variable variable) {
    return switch (variable) {
      case Variable.NumberLine _, Variable.DateLine _ -> true;
      case Variable.YesNo _,
          Variable.InForce _,
          Variable.Symbols _,
          Variable.CodeBlock _,
          Variable.HasCode _ ->
          false;
    };
  }

  /**
   * The facts that a variable depends on and that are not settled. The date of service, while it is
   * not fixed, counts only where fixed days are compared with: against dates that are compared with
   * it alone, its own value says nothing.
   */
  private static Set<String> unknowns(Variable variable, KnownTerms known) {
    var unknowns = new TreeSet<String>();
    variable.facts().stream()
        .filter(fact -> !known.isSettled(fact))
        .forEach(fact -> unknowns.add(fact.text()));
    boolean anyDate = !known.date(new DateTerm.DateOfService()).isExact();
    if (anyDate
        && variable instanceof Variable.DateLine line
        && (line.anchor() instanceof DateTerm.Fixed || line.subject() instanceof DateTerm.Fixed)) {
      unknowns.add("date of service");
    }
    return unknowns;
  }

  // One variable

  private static long possible(Variable variable, KnownTerms known) {
    long all = Diagrams.fullMask(variable.cells());
    return switch (variable) {
      case Variable.YesNo(FactName fact) ->
          known.value(fact).orElse(null) instanceof Value.YesNo(boolean yes)
              ? 1L << (yes ? 1 : 0)
              : all;
      case Variable.InForce(FactName document) ->
          known.value(document).orElse(null) instanceof Value.InForce(boolean inForce)
              ? 1L << (inForce ? 1 : 0)
              : all;
      case Variable.Symbols symbols -> possible(symbols, known);
      case Variable.CodeBlock(FactName fact, CodePartition partition) ->
          known.value(fact).orElse(null) instanceof Value.OneCode(Code code)
              ? 1L << partition.block(code).orElseThrow()
              : all;
      case Variable.HasCode(FactName fact, CodePartition partition, int block) ->
          known.value(fact).orElse(null) instanceof Value.Codes codes
              ? possible(codes, partition, block)
              : all;
      case Variable.NumberLine line -> possible(line, known);
      case Variable.DateLine line -> possible(line, known);
    };
  }

  private static long possible(Variable.Symbols symbols, KnownTerms known) {
    Set<String> names =
        known.value(symbols.fact()).orElse(null) instanceof Value.Symbol(String name)
            ? Set.of(name)
            : known.range(symbols.fact()).orElse(null)
                    instanceof Knowledge.Range.Symbols(Set<String> several)
                ? several
                : Set.of();
    if (names.isEmpty()) {
      return Diagrams.fullMask(symbols.cells());
    }
    long mask = 0;
    for (int cell = 0; cell < symbols.cells(); cell++) {
      if (symbols.blocks().get(cell).stream().anyMatch(names::contains)) {
        mask |= 1L << cell;
      }
    }
    return mask;
  }

  private static long possible(Value.Codes codes, CodePartition partition, int block) {
    boolean listed =
        codes.codes().stream().anyMatch(code -> partition.block(code).orElseThrow() == block);
    return listed ? 0b10 : codes.complete() ? 0b01 : 0b11;
  }

  /** The cells that the bounds of the terms allow. */
  private static long possible(Variable.NumberLine line, KnownTerms known) {
    boolean mayBeAbsent = false;
    boolean mayExist = true;
    Interval sum = Interval.exactly(Rational.ZERO);
    for (var entry : line.term().coefficients().entrySet()) {
      Interval product = Interval.exactly(Rational.ONE);
      for (NumberTerm factor : entry.getKey().factors()) {
        Numbers numbers = known.number(factor);
        mayBeAbsent |= numbers.mayBeAbsent();
        mayExist &= numbers.mayExist();
        product = product.times(numbers.values());
      }
      sum = sum.plus(product.times(entry.getValue()));
    }
    long mask = mayBeAbsent && line.mayBeAbsent() ? 1L << (line.cells() - 1) : 0;
    if (mayExist) {
      for (int cell = 0; cell <= line.cuts().size(); cell++) {
        Interval both = sum.intersection(interval(line, cell));
        if (!(line.whole() ? both.whole() : both).isEmpty()) {
          mask |= 1L << cell;
        }
      }
    }
    return mask;
  }

  /** The numbers of a cell. */
  static Interval interval(Variable.NumberLine line, int cell) {
    return interval(line, cell, cell);
  }

  /** The numbers of neighboring cells, from the first through the last. */
  static Interval interval(Variable.NumberLine line, int first, int last) {
    NumberCut from = first == 0 ? null : line.cuts().get(first - 1);
    NumberCut until = last == line.cuts().size() ? null : line.cuts().get(last);
    var interval =
        new Interval(
            from == null ? null : from.at(),
            from != null && from.inclusive(),
            until == null ? null : until.at(),
            until != null && !until.inclusive());
    return line.whole() ? interval.whole() : interval;
  }

  /** The cells between those of the extreme days. */
  private static long possible(Variable.DateLine line, KnownTerms known) {
    Days subject = known.date(line.subject());
    Days anchor = known.date(line.anchor());
    boolean mayBeAbsent = subject.mayBeAbsent() || anchor.mayBeAbsent();
    long mask = mayBeAbsent && line.mayBeAbsent() ? 1L << (line.cells() - 1) : 0;
    if (subject.mayExist() && anchor.mayExist()) {
      int first = cell(line, subject.least(), anchor.greatest());
      int last = cell(line, subject.greatest(), anchor.least());
      mask |= Diagrams.fullMask(last + 1) & ~(first == 0 ? 0 : Diagrams.fullMask(first));
    }
    return mask;
  }

  /** The cell of two days. */
  static int cell(Variable.DateLine line, long subject, long anchor) {
    LocalDate anchorDay = LocalDate.ofEpochDay(anchor);
    int cell = 0;
    for (Offset cut : line.cuts()) {
      if (subject >= cut.from(anchorDay).toEpochDay()) {
        cell++;
      }
    }
    return cell;
  }
}
