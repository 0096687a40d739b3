package org.proviso.analysis.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.proviso.analysis.Box;
import org.proviso.analysis.DaySystem;
import org.proviso.analysis.WitnessSearch;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.FactName;

/**
 * Whether cells of numbers, dates and histories go together: what a solver that knows cells alone
 * cannot tell.
 */
final class Theory {
  /** What is found of a box. */
  sealed interface Verdict {
    /** Somebody is in it. */
    record Inhabited() implements Verdict {}

    /** Nobody is in it, because nobody has these cells of it together. */
    record Empty(Box core) implements Verdict {}

    /** Neither is shown. */
    record Open() implements Verdict {}
  }

  private final Distinctions distinctions;
  private final List<Variable> variables;
  private final WitnessSearch witnesses;
  private final Map<SortedMap<Integer, Long>, Verdict> known = new HashMap<>();

  Theory(Distinctions distinctions) {
    this.distinctions = distinctions;
    this.variables = distinctions.variables();
    this.witnesses = new WitnessSearch(distinctions);
  }

  WitnessSearch witnesses() {
    return witnesses;
  }

  /**
   * Judges a box.
   *
   * @param box of numbers and dates neighboring cells, or the cell of no value alone
   */
  Verdict judge(Box box) {
    var tied = new TreeMap<Integer, Long>();
    for (List<Integer> group : groups(box.cells().keySet())) {
      if (group.size() > 1 || !isFree(variables.get(group.getFirst()))) {
        group.forEach(index -> tied.put(index, box.cells().get(index)));
      }
    }
    return tied.isEmpty() ? new Verdict.Inhabited() : known.computeIfAbsent(tied, this::judgeTied);
  }

  private Verdict judgeTied(SortedMap<Integer, Long> cells) {
    if (!mayHave(cells)) {
      return new Verdict.Empty(core(cells));
    }
    Optional<?> somebody =
        witnesses.find(
            List.of(new Box(cells)),
            distinctions.guideline().effective(),
            List.of(false),
            Optional::of);
    return somebody.isPresent() ? new Verdict.Inhabited() : new Verdict.Open();
  }

  /**
   * Whether somebody has a value in each cell of the variable, whatever else is known of others.
   */
  private static boolean isFree(Variable variable) {
    return switch (variable) {
      case Variable.NumberLine line -> line.isSimple();
      case Variable.DateLine _ -> false;
      case Variable.YesNo _,
          Variable.InForce _,
          Variable.Symbols _,
          Variable.CodeBlock _,
          Variable.HasCode _ ->
          true;
    };
  }

  /** Numbers, dates and histories, those together that share facts. */
  private List<List<Integer>> groups(Set<Integer> of) {
    var groupOf = new HashMap<FactName, List<Integer>>();
    var result = new ArrayList<List<Integer>>();
    for (int index : of) {
      Variable variable = variables.get(index);
      if (!(variable instanceof Variable.NumberLine || variable instanceof Variable.DateLine)) {
        continue;
      }
      var members = new ArrayList<Integer>();
      members.add(index);
      var merged = new HashSet<List<Integer>>();
      for (FactName fact : variable.facts()) {
        List<Integer> other = groupOf.get(fact);
        if (other != null) {
          merged.add(other);
        }
      }
      for (List<Integer> other : merged) {
        members.addAll(other);
        result.remove(other);
      }
      members.sort(null);
      List<Integer> group = List.copyOf(members);
      for (int member : group) {
        variables.get(member).facts().forEach(fact -> groupOf.put(fact, group));
      }
      result.add(group);
    }
    return result;
  }

  private boolean mayHave(SortedMap<Integer, Long> cells) {
    var days = new DaySystem(distinctions.datesOfService());
    cells.forEach(
        (index, mask) -> {
          if (variables.get(index) instanceof Variable.DateLine line) {
            days.require(line, mask);
          }
        });
    return days.satisfiable() && distinctions.mayHave(cells);
  }

  /** One end of a stretch of cells. */
  private record Bound(int variable, long mask) {}

  /** Cells of the box that nobody has together, and of which none is too many. */
  private Box core(SortedMap<Integer, Long> cells) {
    var bounds = new ArrayList<Bound>();
    cells.forEach((index, mask) -> bounds.addAll(bounds(index, mask)));
    for (int chunk = Math.max(1, bounds.size() / 2); chunk >= 1; chunk /= 2) {
      for (int start = 0; start < bounds.size(); ) {
        var fewer = new ArrayList<>(bounds);
        fewer.subList(start, Math.min(start + chunk, fewer.size())).clear();
        if (mayHave(cells(fewer))) {
          start += chunk;
        } else {
          bounds.clear();
          bounds.addAll(fewer);
        }
      }
    }
    return new Box(cells(bounds));
  }

  private List<Bound> bounds(int index, long mask) {
    int cuts =
        switch (variables.get(index)) {
          case Variable.NumberLine line -> line.cuts().size();
          case Variable.DateLine line -> line.cuts().size();
          case Variable.YesNo _,
              Variable.InForce _,
              Variable.Symbols _,
              Variable.CodeBlock _,
              Variable.HasCode _ ->
              throw new IllegalStateException("not ordered");
        };
    long present = Diagrams.fullMask(cuts + 1);
    if ((mask & present) == 0) {
      return List.of(new Bound(index, mask));
    }
    long low = Long.lowestOneBit(mask);
    long high = Long.highestOneBit(mask & present);
    return List.of(new Bound(index, present & -low), new Bound(index, high | (high - 1)));
  }

  private static SortedMap<Integer, Long> cells(List<Bound> bounds) {
    var cells = new TreeMap<Integer, Long>();
    bounds.forEach(
        bound -> cells.merge(bound.variable(), bound.mask(), (left, right) -> left & right));
    return cells;
  }
}
