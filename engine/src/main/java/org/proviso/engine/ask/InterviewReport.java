package org.proviso.engine.ask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.residual.Residual;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;

/**
 * How many questions an interview about a request takes on average over all complete patients,
 * every possible combination of cells being equally likely: with the strategy that answers use,
 * with the best order of questions fixed in advance, and with the best strategy there is.
 *
 * <p>A fixed order skips questions whose answer does not matter any more and stops when everything
 * is decided; it is the strongest form of a fixed questionnaire. The best of all orders is found by
 * trying all when at most {@value #MOST_PERMUTED_FACTS} facts can be asked; beyond, by moving one
 * question at a time until no move helps.
 *
 * @param facts the facts that can be asked and may matter, in order of declaration
 * @param strategy the average cost of our strategy
 * @param fixedOrder the order of the best questionnaire found
 * @param fixed the average cost of that order
 * @param fixedIsBest whether no other fixed order is better
 * @param optimum the least possible average cost, when it could be computed; it is {@code strategy}
 *     then
 */
public record InterviewReport(
    List<FactName> facts,
    double strategy,
    List<FactName> fixedOrder,
    double fixed,
    boolean fixedIsBest,
    Optional<Double> optimum) {
  /** Up to so many facts all orders are tried. */
  public static final int MOST_PERMUTED_FACTS = 8;

  public InterviewReport {
    facts = List.copyOf(facts);
    fixedOrder = List.copyOf(fixedOrder);
  }

  /**
   * The report for what a request leaves open; for a request without facts, over all patients.
   *
   * @param request a date of service, and what is known before the interview begins
   * @throws org.proviso.engine.diagram.DiagramLimitException when there are too many states
   */
  public static InterviewReport of(CompiledModel model, Request request) {
    Map<FactName, Knowledge> known = new HashMap<>(request.facts());
    known
        .values()
        .removeIf(
            knowledge ->
                !(knowledge instanceof Knowledge.Known || knowledge instanceof Knowledge.Narrowed));
    known.keySet().retainAll(model.types().keySet());
    Set<FactName> settled = model.settled(request.dateOfService(), known);
    List<FactDeclaration> askable =
        model.guideline().facts().stream()
            .filter(fact -> fact.question().isPresent() && !settled.contains(fact.name()))
            .filter(
                fact ->
                    switch (request.knowledge(fact.name())) {
                      case Knowledge.Known _, Knowledge.Narrowed _, Knowledge.NotAsked _ -> true;
                      case Knowledge.Unanswerable _, Knowledge.Contradicted _ -> false;
                    })
            .toList();
    var residual = new Residual(model, model.situation(request.dateOfService(), known));
    var interview = new Interview(model, residual, settled, askable, model.decisions());
    Optional<Double> optimum = interview.optimum();
    var search = new FixedOrders(interview);
    boolean all = interview.askable().size() <= MOST_PERMUTED_FACTS;
    List<Integer> order = all ? search.bestOfAll() : search.bestByMoving();
    return new InterviewReport(
        names(interview, ascending(interview.askable().size())),
        optimum.orElseGet(() -> interview.greedyCost(interview.start())),
        names(interview, order),
        search.cost(order),
        all,
        optimum);
  }

  private static List<Integer> ascending(int size) {
    var result = new ArrayList<Integer>();
    for (int index = 0; index < size; index++) {
      result.add(index);
    }
    return result;
  }

  private static List<FactName> names(Interview interview, List<Integer> order) {
    return order.stream().map(index -> interview.askable().get(index).name()).toList();
  }

  /** The search for the best order that is fixed in advance. */
  private static final class FixedOrders {
    private final Interview interview;
    private final Map<Interview.State, BitSet> mattering = new HashMap<>();
    private final Map<Asked, List<Interview.Branch>> branches = new HashMap<>();

    private record Asked(Interview.State state, int fact) {}

    FixedOrders(Interview interview) {
      this.interview = interview;
    }

    /** The average cost of asking in an order, leaving out what does not matter any more. */
    double cost(List<Integer> order) {
      return cost(interview.start(), order, 0, new HashMap<>());
    }

    private record Step(Interview.State state, int position) {}

    private double cost(
        Interview.State state, List<Integer> order, int position, Map<Step, Double> memo) {
      BitSet open = mattering.computeIfAbsent(state, interview::mattering);
      int next = position;
      while (next < order.size() && !open.get(order.get(next))) {
        next++;
      }
      if (open.isEmpty()) {
        return 0;
      }
      if (next == order.size()) {
        return cost(state, order, 0, memo);
      }
      Double known = memo.get(new Step(state, next));
      if (known != null) {
        return known;
      }
      int fact = order.get(next);
      double cost = interview.askable().get(fact).cost();
      for (Interview.Branch branch :
          branches.computeIfAbsent(new Asked(state, fact), _ -> interview.branches(state, fact))) {
        cost += branch.probability() * cost(branch.state(), order, next + 1, memo);
      }
      memo.put(new Step(state, next), cost);
      return cost;
    }

    List<Integer> bestOfAll() {
      List<Integer> order = ascending(interview.askable().size());
      var best = new ArrayList<>(order);
      permute(order, 0, best, new double[] {cost(order)});
      return best;
    }

    private void permute(List<Integer> order, int position, List<Integer> best, double[] least) {
      if (position == order.size()) {
        double cost = cost(order);
        if (cost < least[0] - 1e-9) {
          least[0] = cost;
          best.clear();
          best.addAll(order);
        }
        return;
      }
      for (int index = position; index < order.size(); index++) {
        java.util.Collections.swap(order, position, index);
        permute(order, position + 1, best, least);
        java.util.Collections.swap(order, position, index);
      }
    }

    List<Integer> bestByMoving() {
      List<Integer> order = ascending(interview.askable().size());
      double least = cost(order);
      boolean better = true;
      while (better) {
        better = false;
        for (int from = 0; from < order.size(); from++) {
          for (int to = 0; to < order.size(); to++) {
            var moved = new ArrayList<>(order);
            moved.add(to, moved.remove(/* index */ from));
            double cost = cost(moved);
            if (cost < least - 1e-9) {
              order = moved;
              least = cost;
              better = true;
            }
          }
        }
      }
      return order;
    }
  }
}
