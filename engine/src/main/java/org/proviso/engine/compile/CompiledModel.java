package org.proviso.engine.compile;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.NumberTerm;

/**
 * A guideline as diagrams. Nothing in it changes any more, and its diagrams are only read, so that
 * any number of threads may use it.
 *
 * @param types the type of each declared fact
 * @param variables what the variables of the diagrams stand for
 */
public record CompiledModel(
    Guideline guideline,
    Map<FactName, FactType> types,
    List<Variable> variables,
    Diagrams diagrams,
    List<CompiledDecision> decisions) {
  public CompiledModel {
    types = Map.copyOf(types);
    variables = List.copyOf(variables);
    decisions = List.copyOf(decisions);
  }

  /** What is possible at a date of service when the facts are known as far as they are. */
  public Situation situation(LocalDate dateOfService, Map<FactName, Knowledge> facts) {
    return situation(dateOfService, facts, new HashMap<>());
  }

  /**
   * The same, with what was found before.
   *
   * @param solved belongs to one date of service and to one knowledge of which {@code facts} may
   *     leave some out; is read and added to
   */
  public Situation situation(
      LocalDate dateOfService, Map<FactName, Knowledge> facts, Map<Object, List<int[]>> solved) {
    var asked = new BitSet();
    asked.set(0, variables.size());
    return situation(dateOfService, facts, asked, solved);
  }

  /** The same for some variables only; nothing is said of the others. */
  public Situation situation(
      LocalDate dateOfService,
      Map<FactName, Knowledge> facts,
      BitSet asked,
      Map<Object, List<int[]>> solved) {
    return Situation.of(variables, asked, dateOfService, types, facts, solved);
  }

  /**
   * What is possible for anyone, at any date of service to which the guideline applies.
   *
   * @param asked the variables that matter; the others are left open
   */
  public Situation anyone(BitSet asked) {
    var dateOfService = Days.between(guideline.effective(), guideline.through().orElse(Days.LAST));
    return Situation.ofAnyone(variables, asked, dateOfService, types);
  }

  /** Whether a number fact can have a value when the facts are known so far. */
  public boolean hasNumber(FactName fact, Map<FactName, Knowledge> facts) {
    var known = new KnownTerms(Days.exactly(guideline.effective()), types, facts);
    return !known.number(new NumberTerm.OfFact(fact)).values().isEmpty();
  }

  /** The facts, of those that variables depend on, of which nothing is left to know. */
  public Set<FactName> settled(LocalDate dateOfService, Map<FactName, Knowledge> facts) {
    return settled(dateOfService, facts, variablesOfFacts().keySet());
  }

  /** The facts, of some, of which nothing is left to know. */
  public Set<FactName> settled(
      LocalDate dateOfService, Map<FactName, Knowledge> facts, Set<FactName> some) {
    var known = new KnownTerms(Days.exactly(dateOfService), types, facts);
    return some.stream().filter(known::isSettled).collect(Collectors.toUnmodifiableSet());
  }

  /** The variables that depend on each fact. */
  public Map<FactName, BitSet> variablesOfFacts() {
    var result = new TreeMap<FactName, BitSet>();
    for (int index = 0; index < variables.size(); index++) {
      for (FactName fact : variables.get(index).facts()) {
        result.computeIfAbsent(fact, _ -> new BitSet()).set(index);
      }
    }
    return result;
  }

  /** The number of cells of each variable. */
  public int[] cellCounts() {
    return variables.stream().mapToInt(Variable::cells).toArray();
  }

  /**
   * Where the combinations that a situation leaves are possible, as a boolean diagram.
   *
   * @param diagrams a store with the same variables
   */
  public static int feasible(Situation situation, Diagrams diagrams) {
    int result = diagrams.constant(true);
    for (Tie tie : situation.ties()) {
      result = diagrams.and(result, union(tie.variables(), tie.combinations(), 0, diagrams));
    }
    return result;
  }

  /** The combinations as a diagram, from the given position on. */
  private static int union(
      List<Integer> variables, List<List<Integer>> rows, int position, Diagrams diagrams) {
    if (position == variables.size()) {
      return diagrams.constant(!rows.isEmpty());
    }
    if (rows.isEmpty()) {
      return diagrams.constant(false);
    }
    int variable = variables.get(position);
    var branches = new int[diagrams.cellCount(variable)];
    for (int cell = 0; cell < branches.length; cell++) {
      int wanted = cell;
      branches[cell] =
          union(
              variables,
              rows.stream().filter(row -> row.get(position) == wanted).toList(),
              position + 1,
              diagrams);
    }
    return diagrams.node(variable, branches);
  }
}
