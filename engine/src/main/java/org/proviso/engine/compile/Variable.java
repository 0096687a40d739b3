package org.proviso.engine.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Window;

/**
 * One distinction that a guideline makes of its facts: what one variable of the diagrams stands
 * for. Each of its cells is a set of values that the guideline never tells apart.
 */
public sealed interface Variable {
  /** How many cells it has. */
  int cells();

  /** The facts it depends on, besides the date of service; sorted by nothing but first mention. */
  Set<FactName> facts();

  /**
   * Whether any combination of its cells with those of other simple variables that {@link
   * Situation} leaves is had by some patient: all but products, sums of several terms, elapsed
   * times in arithmetic, windows and distances of months that depend on unknown dates, and
   * durations of histories.
   */
  default boolean isSimple() {
    return switch (this) {
      case YesNo _, InForce _, Symbols _, CodeBlock _, HasCode _ -> true;
      case NumberLine line ->
          line.term().terms().size() == 1
              && switch (line.term().terms().getFirst()) {
                case NumberTerm.OfFact _ -> line.term().isLinear();
                case NumberTerm.Constant _,
                    NumberTerm.Arithmetic _,
                    NumberTerm.Elapsed _,
                    NumberTerm.CountOf _,
                    NumberTerm.LongestOf _,
                    NumberTerm.TotalOf _ ->
                    false;
              };
      case DateLine line -> line.cuts().stream().allMatch(cut -> cut.months() == 0);
    };
  }

  /** A yes/no fact. Cell 0 is no, cell 1 is yes. */
  record YesNo(FactName fact) implements Variable {
    @Override
    public int cells() {
      return 2;
    }

    @Override
    public Set<FactName> facts() {
      return Set.of(fact);
    }
  }

  /** A document of the library. Cell 0 is not in force, cell 1 is in force. */
  record InForce(FactName document) implements Variable {
    @Override
    public int cells() {
      return 2;
    }

    @Override
    public Set<FactName> facts() {
      return Set.of(document);
    }
  }

  /** An enumerated fact; each cell is some of its values, in order of declaration. */
  record Symbols(FactName fact, List<List<String>> blocks) implements Variable {
    public Symbols {
      blocks = List.copyOf(blocks);
    }

    @Override
    public int cells() {
      return blocks.size();
    }

    @Override
    public Set<FactName> facts() {
      return Set.of(fact);
    }
  }

  /** A code; each cell is a block of the partition. */
  record CodeBlock(FactName fact, CodePartition partition) implements Variable {
    @Override
    public int cells() {
      return partition.blocks().size();
    }

    @Override
    public Set<FactName> facts() {
      return Set.of(fact);
    }
  }

  /** Whether a list of codes has a code of one block. Cell 0 is no, cell 1 is yes. */
  record HasCode(FactName fact, CodePartition partition, int block) implements Variable {
    @Override
    public int cells() {
      return 2;
    }

    @Override
    public Set<FactName> facts() {
      return Set.of(fact);
    }
  }

  /**
   * A number. Cell {@code c} is where {@code c} of the cuts are reached; when the term may have no
   * value, one more cell, the last, stands for that.
   *
   * @param term without constant, normalised
   * @param whole whether it has whole values only
   * @param cuts ascending
   * @param mayBeAbsent whether it may have no value
   */
  record NumberLine(Polynomial term, boolean whole, List<NumberCut> cuts, boolean mayBeAbsent)
      implements Variable {
    public NumberLine {
      cuts = List.copyOf(cuts);
    }

    @Override
    public int cells() {
      return cuts.size() + 1 + (mayBeAbsent ? 1 : 0);
    }

    @Override
    public Set<FactName> facts() {
      var facts = new LinkedHashSet<FactName>();
      term.terms().forEach(part -> collect(part, facts));
      return facts;
    }
  }

  /**
   * A date against another. Cell {@code c} is where {@code c} of the cuts are reached; when one of
   * the dates may not exist, one more cell, the last, stands for that.
   *
   * @param cuts distances from the anchor, ascending for whatever anchor
   */
  record DateLine(DateTerm subject, DateTerm anchor, List<Offset> cuts, boolean mayBeAbsent)
      implements Variable {
    public DateLine {
      cuts = List.copyOf(cuts);
    }

    @Override
    public int cells() {
      return cuts.size() + 1 + (mayBeAbsent ? 1 : 0);
    }

    @Override
    public Set<FactName> facts() {
      var facts = new LinkedHashSet<FactName>();
      collect(subject, facts);
      collect(anchor, facts);
      return facts;
    }
  }

  /** Adds the facts that a number depends on. */
  static void collect(NumberTerm term, Set<FactName> facts) {
    switch (term) {
      case NumberTerm.Constant _ -> {}
      case NumberTerm.OfFact(FactName fact) -> facts.add(fact);
      case NumberTerm.Arithmetic(var left, var _, var right) -> {
        collect(left, facts);
        collect(right, facts);
      }
      case NumberTerm.Elapsed(var _, var from, var to) -> {
        collect(from, facts);
        collect(to, facts);
      }
      case NumberTerm.CountOf(FactName history, Window window) -> collect(history, window, facts);
      case NumberTerm.LongestOf(FactName history, Window window) -> collect(history, window, facts);
      case NumberTerm.TotalOf(FactName history, Window window) -> collect(history, window, facts);
    }
  }

  /** Adds the facts that a date depends on. */
  static void collect(DateTerm term, Set<FactName> facts) {
    switch (term) {
      case DateTerm.DateOfService _, DateTerm.Fixed _ -> {}
      case DateTerm.OfFact(FactName fact) -> facts.add(fact);
      case DateTerm.Earliest(FactName history) -> facts.add(history);
      case DateTerm.Latest(FactName history) -> facts.add(history);
    }
  }

  private static void collect(FactName history, Window window, Set<FactName> facts) {
    facts.add(history);
    window.from().ifPresent(bound -> collect(bound.date(), facts));
    window.through().ifPresent(bound -> collect(bound.date(), facts));
  }
}
