package org.proviso.engine.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Situation;
import org.proviso.engine.compile.Tie;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.FactName;

/**
 * The variables of one diagram in parts that have no fact in common, and what each part can be when
 * only some of its facts are known. What one part is says nothing of another.
 */
final class Parts {
  private final CompiledModel model;
  private final LocalDate dateOfService;
  private final Map<FactName, Knowledge> knowledge;
  private final Situation present;
  private final Map<Object, List<int[]>> solved;
  private final List<Part> parts;
  private final Map<Known, List<Block>> possible = new HashMap<>();

  /**
   * Some variables and the facts they depend on.
   *
   * @param facts in order of declaration
   */
  record Part(Set<FactName> facts, BitSet variables) {}

  /**
   * Variables whose cells are tied to each other, and which combinations are possible; a variable
   * that is not tied is a block of its own.
   *
   * @param rows a cell for each of the variables, in ascending order
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Block(int[] variables, int[][] rows) {
    boolean isTied() {
      return variables.length > 1;
    }
  }

  private record Known(int part, Set<FactName> facts) {}

  /**
   * The parts of a diagram.
   *
   * @param declared the facts that the diagram depends on, in order of declaration
   * @param support the variables that the diagram tests
   * @param present what is possible with everything that is known
   */
  Parts(
      CompiledModel model,
      LocalDate dateOfService,
      Map<FactName, Knowledge> knowledge,
      List<FactName> declared,
      BitSet support,
      Situation present,
      Map<Object, List<int[]>> solved) {
    this.model = model;
    this.dateOfService = dateOfService;
    this.knowledge = knowledge;
    this.present = present;
    this.solved = solved;
    this.parts = parts(model, declared, support);
  }

  private static List<Part> parts(CompiledModel model, List<FactName> declared, BitSet support) {
    var parts = new ArrayList<Part>();
    support.stream()
        .forEach(
            variable -> {
              var facts = new TreeSet<>(model.variables().get(variable).facts());
              var variables = new BitSet();
              variables.set(variable);
              int place = parts.size();
              for (int index = parts.size() - 1; index >= 0; index--) {
                if (parts.get(index).facts().stream().anyMatch(facts::contains)) {
                  Part joined = parts.remove(index);
                  facts.addAll(joined.facts());
                  variables.or(joined.variables());
                  place = index;
                }
              }
              parts.add(Math.min(place, parts.size()), new Part(facts, variables));
            });
    return parts.stream()
        .map(part -> new Part(ordered(declared, part.facts()), part.variables()))
        .toList();
  }

  private static Set<FactName> ordered(List<FactName> declared, Set<FactName> facts) {
    var ordered = new LinkedHashSet<>(declared);
    ordered.retainAll(facts);
    return ordered;
  }

  /** The parts, ordered by their first variables. */
  List<Part> parts() {
    return parts;
  }

  /** The facts of a part of which something is known. */
  Set<FactName> known(int part) {
    var known = new LinkedHashSet<>(parts.get(part).facts());
    known.retainAll(knowledge.keySet());
    return known;
  }

  /** What a part can be when only these of its facts are known as far as they are. */
  List<Block> possible(int part, Set<FactName> known) {
    return possible.computeIfAbsent(new Known(part, known), this::solve);
  }

  private List<Block> solve(Known only) {
    BitSet variables = parts.get(only.part()).variables();
    Situation situation =
        only.facts().equals(known(only.part()))
            ? present
            : model.situation(
                dateOfService, Decider.only(knowledge, only.facts()), variables, solved);
    var blocks = new ArrayList<Block>();
    var tied = new BitSet();
    for (Tie tie : situation.ties()) {
      int[] positions = positions(tie.variables(), variables);
      if (positions.length > 0) {
        Block block = block(tie, positions);
        blocks.add(block);
        for (int variable : block.variables()) {
          tied.set(variable);
        }
      }
    }
    long[] masks = situation.masks();
    variables.stream()
        .filter(variable -> !tied.get(variable))
        .forEach(variable -> blocks.add(block(variable, masks[variable])));
    return blocks;
  }

  private static int[] positions(List<Integer> tied, BitSet variables) {
    var positions = new ArrayList<Integer>();
    for (int position = 0; position < tied.size(); position++) {
      if (variables.get(tied.get(position))) {
        positions.add(position);
      }
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Block block(Tie tie, int[] positions) {
    var rows = new LinkedHashSet<List<Integer>>();
    for (List<Integer> combination : tie.combinations()) {
      var row = new ArrayList<Integer>(positions.length);
      for (int position : positions) {
        row.add(combination.get(position));
      }
      rows.add(row);
    }
    var variables = new int[positions.length];
    for (int index = 0; index < positions.length; index++) {
      variables[index] = tie.variables().get(positions[index]);
    }
    return new Block(
        variables,
        rows.stream()
            .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  private static Block block(int variable, long mask) {
    var rows = new int[Long.bitCount(mask)][];
    int index = 0;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      rows[index++] = new int[] {Long.numberOfTrailingZeros(rest)};
    }
    return new Block(new int[] {variable}, rows);
  }
}
