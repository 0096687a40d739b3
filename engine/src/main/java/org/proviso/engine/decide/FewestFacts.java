package org.proviso.engine.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.compile.CompiledDecision.Result;
import org.proviso.engine.decide.Parts.Block;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/**
 * The fewest facts that, chosen, force an outcome: what is left open may be what it can be, the
 * outcome is the same.
 *
 * <p>In each part of the facts some are chosen. A choice says what the part can be then, and which
 * of its variables may be picked; the others are open. A state of the search is the set of diagram
 * nodes that the open variables of the parts so far can lead to; it is good when all its nodes are
 * the outcome. Parts are taken one after the other, so that states form layers, and of two ways to
 * the same state the one with fewer chosen facts goes on, or the one whose facts are declared
 * earlier. States that cannot keep within a bound are cut: a node needs at least as many choices as
 * when later choices could depend on the open variables (which is a shortest path). The bound grows
 * from the least that the root needs. This is A* by layers (Hart, Nilsson and Raphael 1968) over
 * the subset construction (Rabin and Scott 1959).
 */
final class FewestFacts {
  /** How many states are made before the search is given up. */
  private static final int MOST_STATES = 20_000;

  /** Up to so many facts of one part every set of them is a choice. */
  private static final int MOST_JOINT_FACTS = 6;

  /** Of more facts sets up to this size, and all. */
  private static final int MOST_CHOSEN_OF_MANY = 2;

  private static final BitSet NOTHING = new BitSet();
  private static final double ENDLESS = Double.POSITIVE_INFINITY;
  private static final double TOLERANCE = 1e-6;

  private final Diagrams diagrams;
  private final int root;
  private final Parts parts;
  private final Choices choices;
  private final List<FactName> declared;
  private final int[] partOfVariable;
  private final Map<Long, Integer> cofactors = new HashMap<>();
  private final Map<Integer, BitSet> supports = new HashMap<>();
  private final List<List<Choice>> choicesOfPart = new ArrayList<>();
  private final Scope[] withoutChoice;
  private final Scope[] withChoice;
  private final double[] price;

  /** What choosing facts means. */
  interface Choices {
    /** The facts of a part that can be chosen. */
    Set<FactName> of(int part);

    /** What a part can be when some of its facts are chosen. */
    List<Block> possible(int part, Set<FactName> chosen);

    /** The variables of a part that may be picked when some of its facts are chosen. */
    BitSet picked(int part, Set<FactName> chosen);
  }

  /** Some facts of a part. */
  private record Choice(int part, Set<FactName> facts) {}

  /**
   * What was found.
   *
   * @param facts in order of declaration
   * @param cells for each variable the cell picked, or -1
   * @param fewest whether no fewer facts do
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Found(Set<FactName> facts, int[] cells, boolean fewest) {}

  /** Thrown when there are too many states. */
  private static final class TooManyStatesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A search in a diagram.
   *
   * @param diagrams a store of its own, which grows
   * @param root a diagram of that store, to {@link Result}
   * @param declared the facts that the diagram depends on, in order of declaration
   */
  FewestFacts(Diagrams diagrams, int root, Parts parts, List<FactName> declared, Choices choices) {
    this.diagrams = diagrams;
    this.root = root;
    this.parts = parts;
    this.choices = choices;
    this.declared = declared;
    this.partOfVariable = new int[diagrams.variableCount()];
    this.price = new double[diagrams.variableCount()];
    this.withoutChoice = new Scope[diagrams.variableCount()];
    this.withChoice = new Scope[diagrams.variableCount()];
    for (int part = 0; part < parts.parts().size(); part++) {
      choicesOfPart.add(choices(part));
      BitSet variables = parts.parts().get(part).variables();
      for (int index = variables.nextSetBit(0);
          index >= 0;
          index = variables.nextSetBit(index + 1)) {
        partOfVariable[index] = part;
        price[index] = 1.0 / variables.cardinality();
      }
      addScopes(part, Set.of(), withoutChoice);
      addScopes(part, choices.of(part), withChoice);
    }
  }

  /** Where cells are tied to others, which of them come together is left aside. */
  private void addScopes(int part, Set<FactName> chosen, Scope[] scopes) {
    BitSet picked = choices.picked(part, chosen);
    for (Block block : choices.possible(part, chosen)) {
      for (int index = 0; index < block.variables().length; index++) {
        long mask = 0;
        for (int[] row : block.rows()) {
          mask |= 1L << row[index];
        }
        int variable = block.variables()[index];
        scopes[variable] = new Scope(mask, block.isTied() || picked.get(variable));
      }
    }
  }

  private List<Choice> choices(int part) {
    List<FactName> facts = List.copyOf(choices.of(part));
    var sets = new ArrayList<Set<FactName>>();
    int largest = facts.size() <= MOST_JOINT_FACTS ? facts.size() : MOST_CHOSEN_OF_MANY;
    for (int size = 0; size <= largest; size++) {
      subsets(facts, 0, size, new ArrayList<>(), sets);
    }
    if (largest < facts.size()) {
      sets.add(new LinkedHashSet<>(facts));
    }
    return sets.stream().map(set -> new Choice(part, set)).toList();
  }

  private static void subsets(
      List<FactName> facts,
      int from,
      int size,
      List<FactName> chosen,
      List<Set<FactName>> subsets) {
    if (size == 0) {
      subsets.add(new LinkedHashSet<>(chosen));
      return;
    }
    for (int index = from; index + size <= facts.size(); index++) {
      chosen.addLast(facts.get(index));
      subsets(facts, index + 1, size - 1, chosen, subsets);
      chosen.removeLast();
    }
  }

  /** Whether every set of facts up to this size is among the choices. */
  private boolean isEveryChoice(int size) {
    return size <= MOST_CHOSEN_OF_MANY
        || choicesOfPart.stream().allMatch(of -> of.getLast().facts().size() <= MOST_JOINT_FACTS);
  }

  /**
   * Searches for an outcome.
   *
   * @return empty when no choice forces it
   */
  Optional<Found> search(Outcome outcome) {
    int wanted = diagrams.terminal(new Result.Decided(outcome));
    var least = new Least(wanted);
    double bound = least.of(root);
    if (bound == ENDLESS) {
      return Optional.empty();
    }
    int most = choicesOfPart.stream().mapToInt(of -> of.getLast().facts().size()).sum();
    var made = new Made(MOST_STATES);
    try {
      for (int cost = rounded(bound); cost <= most; cost++) {
        Optional<State> state = within(new Limit(cost, least, made));
        if (state.isPresent()) {
          return Optional.of(found(state.get(), wanted, isEveryChoice(cost - 1)));
        }
      }
      return Optional.empty();
    } catch (TooManyStatesException _) {
      return settling(least).map(state -> found(state, wanted, false));
    }
  }

  private static int rounded(double cost) {
    return (int) Math.ceil(cost - TOLERANCE);
  }

  // States

  /** Sorted node numbers. */
  private record Nodes(List<Integer> sorted) {
    static Nodes of(Set<Integer> nodes) {
      return new Nodes(nodes.stream().sorted().toList());
    }
  }

  /**
   * A set of nodes, and the best way to it.
   *
   * @param preference a bit for each chosen fact, the first declared highest
   * @param picked variables and their cells in turn, of this step
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record State(
      Nodes nodes, int cost, long preference, @Nullable State before, Choice choice, int[] picked) {
    boolean isBetterThan(State other) {
      return cost != other.cost
          ? cost < other.cost
          : Long.compareUnsigned(preference, other.preference) > 0;
    }
  }

  /** Counts the states that are made. */
  private static final class Made {
    private final int most;
    private int states;

    Made(int most) {
      this.most = most;
    }

    void one() {
      if (++states > most) {
        throw new TooManyStatesException();
      }
    }
  }

  /** What states have to keep within. */
  private record Limit(double cost, Least least, Made made) {
    boolean allows(double spent, Nodes nodes) {
      return spent + least.of(nodes) <= cost + TOLERANCE;
    }
  }

  private Map<Nodes, State> start() {
    var nodes = new Nodes(List.of(root));
    return Map.of(nodes, new State(nodes, 0, 0, null, new Choice(-1, Set.of()), new int[0]));
  }

  private Optional<State> within(Limit limit) {
    Map<Nodes, State> layer = start();
    for (List<Choice> of : choicesOfPart) {
      var next = new LinkedHashMap<Nodes, State>();
      for (State state : layer.values()) {
        if (limit.allows(state.cost(), state.nodes())) {
          for (Choice choice : of) {
            if (state.cost() + choice.facts().size() <= limit.cost()) {
              step(state, choice, limit, next);
            }
          }
        }
      }
      layer = next;
    }
    return best(layer);
  }

  private void step(State from, Choice choice, Limit limit, Map<Nodes, State> next) {
    int cost = from.cost() + choice.facts().size();
    long preference = from.preference() | preference(choice.facts());
    if (!isTested(from.nodes(), choice.part())) {
      if (choice.facts().isEmpty()) {
        keep(new State(from.nodes(), cost, preference, from, choice, new int[0]), next);
      }
      return;
    }
    BitSet picked = choices.picked(choice.part(), choice.facts());
    List<Reached> reached = List.of(new Reached(from.nodes(), new int[0]));
    for (Block block : choices.possible(choice.part(), choice.facts())) {
      var further = new ArrayList<Reached>();
      for (Reached here : reached) {
        for (Reached there : take(here, block, picked)) {
          // What the rest of this part needs is paid for with its choice.
          boolean paid = !choice.facts().isEmpty() && isTested(there.nodes(), choice.part());
          if (limit.allows(paid ? cost - 1 : cost, there.nodes())) {
            limit.made().one();
            further.add(there);
          }
        }
      }
      reached = further;
    }
    for (Reached there : reached) {
      keep(new State(there.nodes(), cost, preference, from, choice, there.picked()), next);
    }
  }

  private static void keep(State state, Map<Nodes, State> states) {
    State known = states.get(state.nodes());
    if (known == null || state.isBetterThan(known)) {
      states.put(state.nodes(), state);
    }
  }

  private long preference(Set<FactName> facts) {
    long preference = 0;
    for (FactName fact : facts) {
      int index = declared.indexOf(fact);
      preference |= index < Long.SIZE ? 1L << (Long.SIZE - 1 - index) : 0;
    }
    return preference;
  }

  /** Nodes, and the variables picked on the way with their cells. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Reached(Nodes nodes, int[] picked) {}

  /** Every way to pick cells of a block, and where its open cells lead then. */
  private List<Reached> take(Reached from, Block block, BitSet picked) {
    BitSet support = support(from.nodes());
    int[] tested = Arrays.stream(block.variables()).filter(support::get).toArray();
    if (tested.length == 0) {
      return List.of(from);
    }
    var ways = new LinkedHashMap<List<Integer>, Set<List<Integer>>>();
    for (int[] row : block.rows()) {
      var pick = new ArrayList<Integer>();
      var cells = new ArrayList<Integer>();
      for (int index = 0; index < row.length; index++) {
        int variable = block.variables()[index];
        if (support.get(variable)) {
          cells.add(row[index]);
          if (picked.get(variable)) {
            pick.add(variable);
            pick.add(row[index]);
          }
        }
      }
      ways.computeIfAbsent(pick, _ -> new LinkedHashSet<>()).add(cells);
    }
    var reached = new ArrayList<Reached>();
    ways.forEach(
        (pick, rows) -> {
          var nodes = new LinkedHashSet<Integer>();
          for (List<Integer> cells : rows) {
            for (int node : from.nodes().sorted()) {
              nodes.add(cofactor(node, tested, cells));
            }
          }
          reached.add(new Reached(Nodes.of(nodes), joined(from.picked(), pick)));
        });
    return reached;
  }

  private static int[] joined(int[] picked, List<Integer> more) {
    int[] joined = Arrays.copyOf(picked, picked.length + more.size());
    for (int index = 0; index < more.size(); index++) {
      joined[picked.length + index] = more.get(index);
    }
    return joined;
  }

  private int cofactor(int node, int[] variables, List<Integer> cells) {
    int result = node;
    for (int index = 0; index < variables.length; index++) {
      result = cofactor(result, variables[index], cells.get(index));
    }
    return result;
  }

  private int cofactor(int node, int variable, int cell) {
    if (diagrams.isTerminal(node) || !support(node).get(variable)) {
      return node;
    }
    if (diagrams.variable(node) == variable) {
      return diagrams.child(node, cell);
    }
    long key = ((long) node * diagrams.variableCount() + variable) * Diagrams.MOST_CELLS + cell;
    Integer known = cofactors.get(key);
    if (known == null) {
      long[] masks = diagrams.everything();
      masks[variable] = 1L << cell;
      known = diagrams.restrict(node, masks);
      cofactors.put(key, known);
    }
    return known;
  }

  private BitSet support(int node) {
    return supports.computeIfAbsent(node, diagrams::support);
  }

  private BitSet support(Nodes nodes) {
    if (nodes.sorted().size() == 1) {
      return support(nodes.sorted().getFirst());
    }
    var support = new BitSet();
    nodes.sorted().forEach(node -> support.or(support(node)));
    return support;
  }

  private boolean isTested(Nodes nodes, int part) {
    BitSet variables = parts.parts().get(part).variables();
    return nodes.sorted().stream().anyMatch(node -> support(node).intersects(variables));
  }

  // Found

  /** What a choice comes to, without picked cells that do not matter. */
  private Found found(State last, int wanted, boolean fewest) {
    var cells = new int[diagrams.variableCount()];
    Arrays.fill(cells, -1);
    var chosen = new ArrayList<Set<FactName>>();
    for (State state = last; state != null && state.choice().part() >= 0; state = state.before()) {
      chosen.addFirst(state.choice().facts());
      for (int index = 0; index < state.picked().length; index += 2) {
        cells[state.picked()[index]] = state.picked()[index + 1];
      }
    }
    if (!fewest) {
      leaveOutNeedless(chosen, cells, wanted);
    }
    for (int variable = 0; variable < cells.length; variable++) {
      int cell = cells[variable];
      if (cell >= 0 && parts.parts().get(partOfVariable[variable]).variables().cardinality() > 1) {
        cells[variable] = -1;
        if (!forces(chosen, cells, wanted)) {
          cells[variable] = cell;
        }
      }
    }
    var facts = new LinkedHashSet<>(declared);
    facts.removeIf(fact -> chosen.stream().noneMatch(some -> some.contains(fact)));
    return new Found(facts, cells, fewest);
  }

  private void leaveOutNeedless(List<Set<FactName>> chosen, int[] cells, int wanted) {
    for (int part = 0; part < chosen.size(); part++) {
      for (FactName fact : List.copyOf(chosen.get(part))) {
        Set<FactName> before = chosen.get(part);
        int[] picked = cells.clone();
        var fewer = new LinkedHashSet<>(before);
        fewer.remove(fact);
        chosen.set(part, fewer);
        BitSet left = choices.picked(part, fewer);
        parts.parts().get(part).variables().stream()
            .filter(variable -> !left.get(variable))
            .forEach(variable -> cells[variable] = -1);
        if (!forces(chosen, cells, wanted)) {
          chosen.set(part, before);
          System.arraycopy(picked, 0, cells, 0, cells.length);
        }
      }
    }
  }

  /** Whether a choice for each part, with some cells picked, leads to the wanted node alone. */
  private boolean forces(List<Set<FactName>> chosen, int[] cells, int wanted) {
    Nodes nodes = new Nodes(List.of(root));
    for (int part = 0; part < chosen.size(); part++) {
      for (Block block : choices.possible(part, chosen.get(part))) {
        int[][] rows =
            Arrays.stream(block.rows())
                .filter(row -> agrees(block.variables(), row, cells))
                .toArray(int[][]::new);
        if (rows.length == 0) {
          return false;
        }
        nodes =
            take(new Reached(nodes, new int[0]), new Block(block.variables(), rows), NOTHING)
                .getFirst()
                .nodes();
      }
    }
    return nodes.sorted().equals(List.of(wanted));
  }

  private static boolean agrees(int[] variables, int[] row, int[] cells) {
    for (int index = 0; index < row.length; index++) {
      if (cells[variables[index]] >= 0 && cells[variables[index]] != row[index]) {
        return false;
      }
    }
    return true;
  }

  /** A choice that forces the outcome whatever it costs, most facts being chosen. */
  private Optional<State> settling(Least least) {
    var endless = new Limit(Double.MAX_VALUE, least, new Made(Integer.MAX_VALUE));
    Map<Nodes, State> layer = start();
    for (List<Choice> of : choicesOfPart) {
      var next = new LinkedHashMap<Nodes, State>();
      for (State state : layer.values()) {
        step(state, of.getLast(), endless, next);
        if (of.size() > 1) {
          var without = new LinkedHashMap<Nodes, State>();
          step(state, of.getFirst(), endless, without);
          without.values().removeIf(reached -> reached.nodes().sorted().size() > 1);
          without.values().forEach(reached -> keep(reached, next));
        }
      }
      layer = next;
    }
    return best(layer);
  }

  private static Optional<State> best(Map<Nodes, State> layer) {
    return layer.values().stream().reduce((best, state) -> state.isBetterThan(best) ? state : best);
  }

  // How much a node needs at least

  /** What a choice of one part lets one of its variables be. */
  private record Scope(long mask, boolean any) {}

  /**
   * A lower bound of the choices that a node needs: each variable by itself, what is open being met
   * by later choices that may depend on it. The price of a part's choice is shared out among its
   * variables, so that it is never counted twice.
   */
  private final class Least {
    private final int wanted;
    private final Map<Integer, Double> known = new HashMap<>();

    Least(int wanted) {
      this.wanted = wanted;
    }

    double of(Nodes nodes) {
      double most = 0;
      for (int node : nodes.sorted()) {
        most = Math.max(most, of(node));
      }
      return most;
    }

    double of(int node) {
      if (diagrams.isTerminal(node)) {
        return node == wanted ? 0 : ENDLESS;
      }
      Double before = known.get(node);
      if (before != null) {
        return before;
      }
      int variable = diagrams.variable(node);
      double least =
          Math.min(
              of(node, withoutChoice[variable]), price[variable] + of(node, withChoice[variable]));
      known.put(node, least);
      return least;
    }

    private double of(int node, Scope scope) {
      double least = ENDLESS;
      double most = 0;
      for (long rest = scope.mask(); rest != 0; rest &= rest - 1) {
        double cost = of(diagrams.child(node, Long.numberOfTrailingZeros(rest)));
        least = Math.min(least, cost);
        most = Math.max(most, cost);
      }
      return scope.any() ? least : most;
    }
  }
}
