package org.proviso.engine.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * The variables of a guideline, the fewest cells for each that its atoms can tell apart, in the
 * order in which the facts are first mentioned; and for each atom where it holds.
 */
final class Vocabulary {
  private final Map<FactName, FactType> types;
  private final Map<String, ValueSet> valueSets;
  private final Lowering lowering;
  private final List<Variable> variables = new ArrayList<>();
  private final Map<FactName, Integer> simple = new HashMap<>();
  private final Map<FactName, CodePartition> partitions = new HashMap<>();
  private final Map<FactName, List<Integer>> hasCode = new HashMap<>();
  private final Map<Polynomial, Integer> numbers = new HashMap<>();
  private final Map<Atom.DateReaches, Integer> dates = new HashMap<>();

  private record DatePair(DateTerm subject, DateTerm anchor) {}

  /** What the atoms ask, collected before any variable is made. */
  private static final class Asked {
    final Set<Object> order = new LinkedHashSet<>();
    final Map<FactName, Set<Set<String>>> symbols = new HashMap<>();
    final Map<FactName, Set<String>> codes = new HashMap<>();
    final Map<Polynomial, Set<NumberCut>> numbers = new HashMap<>();
    final Map<DatePair, Set<Offset>> dates = new HashMap<>();
  }

  Vocabulary(
      Map<FactName, FactType> types,
      Map<String, ValueSet> valueSets,
      Lowering lowering,
      List<Formula> formulas) {
    this.types = types;
    this.valueSets = valueSets;
    this.lowering = lowering;
    var asked = new Asked();
    formulas.forEach(formula -> formula.forEachAtom(atom -> collect(atom, asked)));
    for (Object subject : asked.order) {
      switch (subject) {
        case FactName fact -> addFact(fact, asked);
        case Polynomial term -> addNumber(term, asked);
        case DatePair pair -> addDates(pair, asked);
        default -> throw new IllegalStateException("not a subject: " + subject);
      }
    }
  }

  List<Variable> variables() {
    return List.copyOf(variables);
  }

  private static void collect(Atom atom, Asked asked) {
    switch (atom) {
      case Atom.Yes(FactName fact) -> asked.order.add(fact);
      case Atom.InForce(FactName document) -> asked.order.add(document);
      case Atom.SymbolIn(FactName fact, Set<String> values) -> {
        asked.order.add(fact);
        asked.symbols.computeIfAbsent(fact, _ -> new LinkedHashSet<>()).add(values);
      }
      case Atom.CodeIn(FactName fact, String valueSet) -> {
        asked.order.add(fact);
        asked.codes.computeIfAbsent(fact, _ -> new TreeSet<>()).add(valueSet);
      }
      case Atom.NumberReaches(Polynomial term, NumberCut cut, boolean _) -> {
        asked.order.add(term);
        asked.numbers.computeIfAbsent(term, _ -> new TreeSet<>()).add(cut);
      }
      case Atom.DateReaches(DateTerm subject, DateTerm anchor, Offset offset, boolean _) -> {
        var pair = new DatePair(subject, anchor);
        asked.order.add(pair);
        asked.dates.computeIfAbsent(pair, _ -> new LinkedHashSet<>()).add(offset);
      }
    }
  }

  private void addFact(FactName fact, Asked asked) {
    switch (type(fact)) {
      case FactType.YesNo _ -> simple.put(fact, add(new Variable.YesNo(fact)));
      case FactType.Document _ -> simple.put(fact, add(new Variable.InForce(fact)));
      case FactType.Enumeration(List<String> values) ->
          simple.put(
              fact,
              add(
                  new Variable.Symbols(
                      fact, blocks(values, asked.symbols.getOrDefault(fact, Set.of())))));
      case FactType.SingleCode(Set<CodeSystem> systems) -> {
        CodePartition partition = partition(fact, systems, asked);
        simple.put(fact, add(new Variable.CodeBlock(fact, partition)));
      }
      case FactType.CodeList(Set<CodeSystem> systems) -> {
        CodePartition partition = partition(fact, systems, asked);
        var indices = new ArrayList<Integer>();
        for (int block = 0; block < partition.blocks().size(); block++) {
          indices.add(
              partition.isInAny(block) ? add(new Variable.HasCode(fact, partition, block)) : -1);
        }
        hasCode.put(fact, indices);
      }
      case FactType.Quantity _, FactType.Count _, FactType.Date _, FactType.History _ ->
          throw new IllegalStateException("not compared by itself: " + fact);
    }
  }

  private FactType type(FactName fact) {
    return Optional.ofNullable(types.get(fact))
        .orElseThrow(() -> new IllegalStateException("not declared: " + fact));
  }

  private CodePartition partition(FactName fact, Set<CodeSystem> systems, Asked asked) {
    List<ValueSet> sets =
        asked.codes.getOrDefault(fact, Set.of()).stream()
            .map(
                name ->
                    Optional.ofNullable(valueSets.get(name))
                        .orElseThrow(() -> new IllegalStateException("no value set " + name)))
            .toList();
    CodePartition partition = CodePartition.of(sets, systems);
    if (partition.blocks().size() > Diagrams.MOST_CELLS) {
      throw DistinctionLimitException.tooManyCells(fact.text(), partition.blocks().size());
    }
    partitions.put(fact, partition);
    return partition;
  }

  /** Values that are in the same sets share a block. */
  private static List<List<String>> blocks(List<String> values, Set<Set<String>> sets) {
    var blocks = new LinkedHashMap<List<Boolean>, List<String>>();
    for (String value : values) {
      List<Boolean> memberships = sets.stream().map(set -> set.contains(value)).toList();
      blocks.computeIfAbsent(memberships, _ -> new ArrayList<>()).add(value);
    }
    return blocks.values().stream().map(List::copyOf).toList();
  }

  private void addNumber(Polynomial term, Asked asked) {
    Interval range = Ranges.of(term, this::type);
    List<NumberCut> cuts =
        asked.numbers.getOrDefault(term, Set.of()).stream()
            .filter(cut -> !alwaysReached(range, cut) && !neverReached(range, cut))
            .toList();
    boolean mayBeAbsent = term.terms().stream().anyMatch(Lowering::mayBeAbsent);
    numbers.put(
        term, add(new Variable.NumberLine(term, lowering.isWhole(term), cuts, mayBeAbsent)));
  }

  private static boolean alwaysReached(Interval range, NumberCut cut) {
    Rational least = range.least();
    return least != null
        && (cut.reachedBy(least) || (!range.leastInclusive() && least.equals(cut.at())));
  }

  private static boolean neverReached(Interval range, NumberCut cut) {
    Rational greatest = range.greatest();
    return greatest != null
        && (!cut.reachedBy(greatest) || (!range.greatestInclusive() && greatest.equals(cut.at())));
  }

  /** Cuts whose order depends on the anchor go to different variables. */
  private void addDates(DatePair pair, Asked asked) {
    var chains = new ArrayList<List<Offset>>();
    for (Offset offset : asked.dates.getOrDefault(pair, Set.of())) {
      chains.stream()
          .filter(chain -> chain.stream().allMatch(other -> other.order(offset).isPresent()))
          .findFirst()
          .orElseGet(
              () -> {
                var chain = new ArrayList<Offset>();
                chains.add(chain);
                return chain;
              })
          .add(offset);
    }
    boolean mayBeAbsent =
        Lowering.mayBeAbsent(pair.subject()) || Lowering.mayBeAbsent(pair.anchor());
    for (List<Offset> chain : chains) {
      chain.sort((left, right) -> left.order(right).orElseThrow());
      int variable = add(new Variable.DateLine(pair.subject(), pair.anchor(), chain, mayBeAbsent));
      for (Offset offset : chain) {
        dates.put(new Atom.DateReaches(pair.subject(), pair.anchor(), offset, true), variable);
      }
    }
  }

  private int add(Variable variable) {
    if (variable.cells() > Diagrams.MOST_CELLS) {
      throw DistinctionLimitException.tooManyCells(
          variable.facts().isEmpty() ? "date-of-service" : variable.facts().toString(),
          variable.cells());
    }
    variables.add(variable);
    return variables.size() - 1;
  }

  // Where formulas hold

  /** Where a formula holds, in terms of the cells of these variables. */
  CellFormula cells(Formula formula) {
    return switch (formula) {
      case Formula.Constant(boolean value) -> new CellFormula.Constant(value);
      case Formula.Not(Formula negated) -> new CellFormula.Not(cells(negated));
      case Formula.AtLeast(int count, List<Formula> parts) ->
          new CellFormula.AtLeast(count, parts.stream().map(this::cells).toList());
      case Formula.Literal(Atom atom) -> literal(atom);
    };
  }

  /** Where a formula holds, as a boolean diagram over these variables. */
  int diagram(Formula formula, Diagrams diagrams) {
    return diagram(cells(formula), diagrams);
  }

  private static int diagram(CellFormula formula, Diagrams diagrams) {
    return switch (formula) {
      case CellFormula.Constant(boolean value) -> diagrams.constant(value);
      case CellFormula.Not(CellFormula negated) -> diagrams.not(diagram(negated, diagrams));
      case CellFormula.AtLeast(int count, List<CellFormula> parts) ->
          atLeast(count, parts.stream().map(part -> diagram(part, diagrams)).toList(), diagrams);
      case CellFormula.In(int variable, long mask) -> diagrams.literal(variable, mask);
    };
  }

  /** Counts as it goes: after each part, where at least so many of the parts so far hold. */
  private static int atLeast(int count, List<Integer> parts, Diagrams diagrams) {
    var reached = new int[count + 1];
    reached[0] = diagrams.constant(true);
    for (int index = 1; index <= count; index++) {
      reached[index] = diagrams.constant(false);
    }
    for (int part : parts) {
      for (int index = count; index >= 1; index--) {
        reached[index] = diagrams.or(reached[index], diagrams.and(reached[index - 1], part));
      }
    }
    return reached[count];
  }

  private CellFormula literal(Atom atom) {
    return switch (atom) {
      case Atom.Yes(FactName fact) -> new CellFormula.In(simple(fact), 0b10);
      case Atom.InForce(FactName document) -> new CellFormula.In(simple(document), 0b10);
      case Atom.SymbolIn(FactName fact, Set<String> values) -> {
        int index = simple(fact);
        var symbols = (Variable.Symbols) variables.get(index);
        long mask = 0;
        for (int cell = 0; cell < symbols.cells(); cell++) {
          if (values.contains(symbols.blocks().get(cell).getFirst())) {
            mask |= 1L << cell;
          }
        }
        yield new CellFormula.In(index, mask);
      }
      case Atom.CodeIn(FactName fact, String valueSet) -> codes(fact, valueSet);
      case Atom.NumberReaches(Polynomial term, NumberCut cut, boolean reached) -> {
        int index = Optional.ofNullable(numbers.get(term)).orElseThrow();
        var line = (Variable.NumberLine) variables.get(index);
        Interval range = Ranges.of(term, this::type);
        int first = line.cuts().indexOf(cut) + 1;
        if (first == 0) {
          first = alwaysReached(range, cut) ? 0 : line.cuts().size() + 1;
        }
        yield new CellFormula.In(index, mask(first, line.cuts().size() + 1, reached));
      }
      case Atom.DateReaches(DateTerm subject, DateTerm anchor, Offset offset, boolean reached) -> {
        int index =
            Optional.ofNullable(dates.get(new Atom.DateReaches(subject, anchor, offset, true)))
                .orElseThrow();
        var line = (Variable.DateLine) variables.get(index);
        int first = line.cuts().indexOf(offset) + 1;
        yield new CellFormula.In(index, mask(first, line.cuts().size() + 1, reached));
      }
    };
  }

  /** The cells from {@code first} to {@code end}, or those before {@code first}. */
  private static long mask(int first, int end, boolean reached) {
    long below = first == 0 ? 0 : Diagrams.fullMask(first);
    return reached ? Diagrams.fullMask(end) & ~below : below;
  }

  private CellFormula codes(FactName fact, String valueSet) {
    CodePartition partition = Optional.ofNullable(partitions.get(fact)).orElseThrow();
    long inside = partition.inside(valueSet);
    List<Integer> flags = hasCode.get(fact);
    if (flags == null) {
      return new CellFormula.In(simple(fact), inside);
    }
    var listed = new ArrayList<CellFormula>();
    for (int block = 0; block < flags.size(); block++) {
      if ((inside >>> block & 1) != 0) {
        listed.add(new CellFormula.In(flags.get(block), 0b10));
      }
    }
    return new CellFormula.AtLeast(1, listed);
  }

  private int simple(FactName fact) {
    return Optional.ofNullable(simple.get(fact)).orElseThrow();
  }

  /** The values that a number can take by the declared types of its facts. */
  static final class Ranges {
    private Ranges() {}

    static Interval of(Polynomial term, java.util.function.Function<FactName, FactType> types) {
      Interval sum = Interval.exactly(term.constant());
      for (var entry : term.coefficients().entrySet()) {
        Interval product = Interval.exactly(Rational.ONE);
        for (NumberTerm factor : entry.getKey().factors()) {
          product = product.times(of(factor, types));
        }
        sum = sum.plus(product.times(entry.getValue()));
      }
      return sum;
    }

    static Interval of(NumberTerm term, java.util.function.Function<FactName, FactType> types) {
      return switch (term) {
        case NumberTerm.OfFact(FactName fact) -> of(types.apply(fact));
        case NumberTerm.CountOf _, NumberTerm.LongestOf _, NumberTerm.TotalOf _ ->
            Interval.closed(Rational.ZERO, null);
        case NumberTerm.Elapsed _ -> Interval.ALL;
        case NumberTerm.Constant(var value) -> Interval.exactly(Rational.of(value));
        case NumberTerm.Arithmetic _ -> Interval.ALL;
      };
    }

    static Interval of(FactType type) {
      return switch (type) {
        case FactType.Quantity(var _, var least, var greatest) ->
            Interval.closed(
                least.map(Rational::of).orElse(null), greatest.map(Rational::of).orElse(null));
        case FactType.Count(var greatest) ->
            Interval.closed(Rational.ZERO, greatest.map(Rational::of).orElse(null));
        case FactType.YesNo _,
            FactType.Enumeration _,
            FactType.Date _,
            FactType.SingleCode _,
            FactType.CodeList _,
            FactType.History _,
            FactType.Document _ ->
            Interval.ALL;
      };
    }
  }
}
