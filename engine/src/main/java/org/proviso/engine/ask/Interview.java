package org.proviso.engine.ask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.engine.answer.Question;
import org.proviso.engine.compile.CompiledDecision;
import org.proviso.engine.compile.CompiledDecision.Result;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.residual.Residual;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;

/**
 * The questions that are left to ask about some undecided decisions, taken together.
 *
 * <p>A state is what is left of the joint diagram. Asking a fact reveals the cells of every
 * variable that depends on no other unknown fact. All possible combinations of cells are equally
 * likely. An interview ends when every decision is decided or when nothing that still matters can
 * be asked. Costs are the facts' declared costs.
 *
 * <p>The least expected cost is found exactly by dynamic programming over states when at most
 * {@value #MOST_EXACT_FACTS} facts can be asked and matter. Beyond that each question is the one
 * with the least expected cost if all later questions were asked in the fixed order of the diagram;
 * that is never worse than this fixed order itself (policy improvement: Bertsekas, Tsitsiklis and
 * Wu 1997).
 */
public final class Interview {
  /** Up to so many facts the search is exact. */
  public static final int MOST_EXACT_FACTS = 12;

  private static final int MOST_EXACT_STATES = 10_000;
  private static final int MOST_GREEDY_STATES = 50;
  private static final Object IMPOSSIBLE = new Result.Impossible();

  private final Diagrams diagrams;
  private final long[] masks;
  private final List<FactDeclaration> askable;
  private final int root;
  private final boolean tied;

  /**
   * For each variable, the askable facts (indices) it still depends on; null where another fact.
   */
  private final List<BitSet> unknowns = new ArrayList<>();

  private final BitSet beyondReach = new BitSet();
  private final Map<State, Double> exact = new HashMap<>();
  private final Map<State, Double> followed = new HashMap<>();
  private final Map<State, Double> greedy = new HashMap<>();

  /**
   * What is left.
   *
   * @param node the joint diagram restricted to what was answered
   * @param asked the facts that were asked and on which, with others, some variable depends
   */
  record State(int node, BitSet asked) {}

  /** A state that an answer leads to, and how likely. */
  record Branch(double probability, State state) {}

  /** Thrown when the search has seen too many states. */
  private static final class TooManyStatesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Interview(
      CompiledModel model,
      Residual residual,
      Set<FactName> settled,
      List<FactDeclaration> askable,
      List<CompiledDecision> undecided) {
    this.diagrams = residual.diagrams();
    this.masks = residual.masks();
    this.root = joint(residual, undecided);
    this.tied = diagrams.reachable(root, masks).contains(IMPOSSIBLE);
    BitSet support = diagrams.support(root);
    this.askable =
        askable.stream()
            .filter(
                fact ->
                    support.stream()
                        .anyMatch(
                            index -> model.variables().get(index).facts().contains(fact.name())))
            .toList();
    for (int index = 0; index < model.variables().size(); index++) {
      var needed = new BitSet();
      for (FactName fact : model.variables().get(index).facts()) {
        if (!settled.contains(fact)) {
          int position = position(fact);
          if (position < 0) {
            beyondReach.set(index);
          } else {
            needed.set(position);
          }
        }
      }
      unknowns.add(needed);
    }
  }

  private int position(FactName fact) {
    for (int index = 0; index < askable.size(); index++) {
      if (askable.get(index).name().equals(fact)) {
        return index;
      }
    }
    return -1;
  }

  private static int joint(Residual residual, List<CompiledDecision> undecided) {
    Diagrams diagrams = residual.diagrams();
    int joint = diagrams.terminal(List.of());
    for (CompiledDecision decision : undecided) {
      joint =
          diagrams.apply(
              joint,
              residual.of(decision.outcome()),
              (list, result) ->
                  list.equals(IMPOSSIBLE) || !(result instanceof Result.Decided)
                      ? IMPOSSIBLE
                      : plus((List<?>) list, result));
    }
    return joint;
  }

  private static List<Object> plus(List<?> list, Object more) {
    var longer = new ArrayList<Object>(list);
    longer.add(more);
    return List.copyOf(longer);
  }

  /**
   * The next question.
   *
   * @param settled the facts of which nothing is left to know
   * @param askable the facts that may be asked, in order of declaration
   * @param undecided the decisions that the questions are to decide
   * @return empty when nothing that matters can be asked
   */
  public static Optional<Question> next(
      CompiledModel model,
      Residual residual,
      Set<FactName> settled,
      List<FactDeclaration> askable,
      List<CompiledDecision> undecided) {
    return new Interview(model, residual, settled, askable, undecided).next();
  }

  State start() {
    return new State(root, new BitSet());
  }

  private Optional<Question> next() {
    State start = start();
    if (isOver(start)) {
      return Optional.empty();
    }
    Optional<Double> optimum = optimum();
    if (optimum.isPresent()) {
      return Optional.of(
          new Question(
              askable.get(best(start, this::leastCost)),
              optimum.get(),
              Question.Method.EXACT,
              optimum));
    }
    int fact = bestGreedy(start);
    return Optional.of(
        new Question(
            askable.get(fact), greedyCost(start), Question.Method.GREEDY, Optional.empty()));
  }

  // States

  /** Whether everything is decided, or nothing that matters can be asked. */
  boolean isOver(State state) {
    var results = diagrams.reachable(state.node(), masks);
    results.remove(IMPOSSIBLE);
    return results.size() <= 1
        || candidates(state).stream().noneMatch(fact -> matters(state, fact));
  }

  /** The facts whose answer can change what is left. */
  BitSet candidates(State state) {
    BitSet support = diagrams.support(state.node());
    var facts = new BitSet();
    support.stream()
        .filter(index -> !beyondReach.get(index))
        .forEach(index -> facts.or(unknowns.get(index)));
    facts.andNot(state.asked());
    return facts;
  }

  /** The facts that can be asked and matter; empty when the interview is over. */
  BitSet mattering(State state) {
    var results = diagrams.reachable(state.node(), masks);
    results.remove(IMPOSSIBLE);
    var facts = new BitSet();
    if (results.size() > 1) {
      candidates(state).stream().filter(fact -> matters(state, fact)).forEach(facts::set);
    }
    return facts;
  }

  /** The least expected cost of all strategies, when it is not too much to search. */
  Optional<Double> optimum() {
    if (askable.size() > MOST_EXACT_FACTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(leastCost(start()));
    } catch (TooManyStatesException _) {
      exact.clear();
      return Optional.empty();
    }
  }

  private boolean matters(State state, int fact) {
    if (!tied) {
      return true;
    }
    var variables = new BitSet();
    for (int index = 0; index < unknowns.size(); index++) {
      if (unknowns.get(index).get(fact)) {
        variables.set(index);
      }
    }
    int sets =
        diagrams.map(state.node(), value -> value.equals(IMPOSSIBLE) ? Set.of() : Set.of(value));
    int either = diagrams.abstracted(sets, variables, masks, Interview::union);
    return diagrams.reachable(either, masks).stream().anyMatch(set -> ((Set<?>) set).size() > 1);
  }

  private static Object union(Object left, Object right) {
    if (left.equals(right)) {
      return left;
    }
    var union = new HashSet<Object>((Set<?>) left);
    union.addAll((Set<?>) right);
    return Set.copyOf(union);
  }

  /** Where the answers to a question lead. */
  List<Branch> branches(State state, int fact) {
    var asked = (BitSet) state.asked().clone();
    asked.set(fact);
    var branches = new ArrayList<Branch>();
    split(state.node(), 1, revealed(asked, fact), 0, shared(asked), branches);
    double total = branches.stream().mapToDouble(Branch::probability).sum();
    return branches.stream()
        .map(branch -> new Branch(branch.probability() / total, branch.state()))
        .toList();
  }

  /** The variables that an answer reveals, all facts that they depend on being asked then. */
  private List<Integer> revealed(BitSet asked, int fact) {
    var revealed = new ArrayList<Integer>();
    for (int index = 0; index < unknowns.size(); index++) {
      BitSet needed = (BitSet) unknowns.get(index).clone();
      if (needed.get(fact) && !beyondReach.get(index)) {
        needed.andNot(asked);
        if (needed.isEmpty()) {
          revealed.add(index);
        }
      }
    }
    return revealed;
  }

  /** Only facts on which a variable depends together with others have to be remembered. */
  private BitSet shared(BitSet asked) {
    var shared = new BitSet();
    unknowns.stream().filter(needed -> needed.cardinality() > 1).forEach(shared::or);
    shared.and(asked);
    return shared;
  }

  private void split(
      int node,
      double weight,
      List<Integer> revealed,
      int position,
      BitSet asked,
      List<Branch> branches) {
    if (position == revealed.size()) {
      double possible = weight * diagrams.measure(node, masks, value -> !value.equals(IMPOSSIBLE));
      if (possible > 0) {
        branches.add(new Branch(possible, new State(node, asked)));
      }
      return;
    }
    int variable = revealed.get(position);
    if (!diagrams.support(node).get(variable)) {
      split(node, weight, revealed, position + 1, asked, branches);
      return;
    }
    long mask = masks[variable];
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      var one = masks.clone();
      one[variable] = Long.lowestOneBit(rest);
      split(
          diagrams.restrict(node, one),
          weight / Long.bitCount(mask),
          revealed,
          position + 1,
          asked,
          branches);
    }
  }

  // Strategies

  /** The least expected cost of all strategies. */
  double leastCost(State state) {
    Double known = exact.get(state);
    if (known != null) {
      return known;
    }
    if (exact.size() >= MOST_EXACT_STATES) {
      throw new TooManyStatesException();
    }
    double least = 0;
    if (!isOver(state)) {
      least = Double.POSITIVE_INFINITY;
      BitSet candidates = candidates(state);
      for (int fact = candidates.nextSetBit(0); fact >= 0; fact = candidates.nextSetBit(fact + 1)) {
        least = Math.min(least, cost(state, fact, least));
      }
    }
    exact.put(state, least);
    return least;
  }

  private double cost(State state, int fact, double bound) {
    double cost = askable.get(fact).cost();
    for (Branch branch : branches(state, fact)) {
      if (cost >= bound) {
        return cost;
      }
      cost += branch.probability() * leastCost(branch.state());
    }
    return cost;
  }

  private interface Cost {
    double of(State state);
  }

  /** The first fact with the least expected cost when what follows costs so much. */
  private int best(State state, Cost rest) {
    BitSet candidates = candidates(state);
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int fact = candidates.nextSetBit(0); fact >= 0; fact = candidates.nextSetBit(fact + 1)) {
      if (!matters(state, fact)) {
        continue;
      }
      double cost = askable.get(fact).cost();
      for (Branch branch : branches(state, fact)) {
        cost += branch.probability() * rest.of(branch.state());
      }
      if (cost < least - 1e-9) {
        least = cost;
        best = fact;
      }
    }
    return best;
  }

  /** The cost when the facts are asked in the order in which the diagram tests them. */
  double followedCost(State state) {
    Double known = followed.get(state);
    if (known != null) {
      return known;
    }
    double cost = 0;
    if (!isOver(state)) {
      int fact = firstTested(state);
      cost = askable.get(fact).cost();
      for (Branch branch : branches(state, fact)) {
        cost += branch.probability() * followedCost(branch.state());
      }
    }
    followed.put(state, cost);
    return cost;
  }

  private int firstTested(State state) {
    BitSet support = diagrams.support(state.node());
    for (int index = support.nextSetBit(0); index >= 0; index = support.nextSetBit(index + 1)) {
      if (!beyondReach.get(index)) {
        BitSet needed = (BitSet) unknowns.get(index).clone();
        needed.andNot(state.asked());
        int fact = needed.nextSetBit(0);
        if (fact >= 0 && matters(state, fact)) {
          return fact;
        }
      }
    }
    return candidates(state).nextSetBit(0);
  }

  int bestGreedy(State state) {
    return best(state, this::followedCost);
  }

  /**
   * The expected cost of asking greedily; beyond a number of states, that of following the diagram
   * from there, which is not less.
   */
  double greedyCost(State state) {
    Double known = greedy.get(state);
    if (known != null) {
      return known;
    }
    if (isOver(state)) {
      return 0;
    }
    if (greedy.size() >= MOST_GREEDY_STATES) {
      return followedCost(state);
    }
    greedy.put(state, followedCost(state));
    int fact = bestGreedy(state);
    double cost = askable.get(fact).cost();
    for (Branch branch : branches(state, fact)) {
      cost += branch.probability() * greedyCost(branch.state());
    }
    greedy.put(state, cost);
    return cost;
  }

  /** The facts that may be asked, in order of declaration. */
  List<FactDeclaration> askable() {
    return askable;
  }
}
