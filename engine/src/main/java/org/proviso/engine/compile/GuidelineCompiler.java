package org.proviso.engine.compile;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.compile.CompiledDecision.Result;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.diagram.Sifting;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Span;

/**
 * Compiles a checked guideline to diagrams and finds what only the diagrams can tell: clauses that
 * contradict each other, patients for whom nothing is decided, clauses that never decide.
 */
public final class GuidelineCompiler {
  /** The most diagram nodes of one guideline. */
  public static final int MOST_NODES = 2_000_000;

  /** With so many nodes and more, a better order of the variables is looked for. */
  private static final int SIFTED_FROM = 1_000;

  private static final long MOST_SIFTING_STEPS = 500_000;

  private final Guideline guideline;
  private final Map<FactName, FactType> types;
  private final Lowering lowering;
  private final Vocabulary vocabulary;
  private final Diagrams diagrams;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private GuidelineCompiler(Guideline guideline, int mostNodes) {
    this.guideline = guideline;
    Distinctions distinctions = Distinctions.of(guideline);
    this.types = distinctions.types();
    this.lowering = distinctions.lowering();
    this.vocabulary = distinctions.vocabulary();
    this.diagrams =
        new Diagrams(
            vocabulary.variables().stream().mapToInt(Variable::cells).toArray(), mostNodes);
  }

  /**
   * What compiling a guideline gives.
   *
   * @param model absent when there is an error among the diagnostics
   */
  public record Outcomes(Optional<CompiledModel> model, List<Diagnostic> diagnostics) {
    public Outcomes {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * Compiles a guideline. The variables of a large one are sifted: they have another order than
   * that of their mention, in which its diagrams have fewer nodes.
   */
  public static Outcomes compile(Guideline guideline) {
    Outcomes outcomes = compile(guideline, MOST_NODES);
    return new Outcomes(outcomes.model().map(GuidelineCompiler::sifted), outcomes.diagnostics());
  }

  private static CompiledModel sifted(CompiledModel model) {
    var roots = new LinkedHashSet<Integer>();
    for (CompiledDecision decision : model.decisions()) {
      roots.add(decision.outcome());
      roots.addAll(decision.decides());
      decision.criteria().forEach(criterion -> collect(criterion, roots));
    }
    if (model.diagrams().size(roots) < SIFTED_FROM) {
      return model;
    }
    Sifting.Result sifted = Sifting.of(model.diagrams(), roots, MOST_SIFTING_STEPS);
    return new CompiledModel(
        model.guideline(),
        model.types(),
        sifted.order().stream().map(model.variables()::get).toList(),
        sifted.diagrams(),
        model.decisions().stream().map(decision -> moved(decision, sifted.nodes())).toList());
  }

  private static void collect(CompiledCriterion criterion, Set<Integer> roots) {
    roots.add(criterion.holds());
    criterion.parts().forEach(part -> collect(part, roots));
  }

  private static CompiledDecision moved(CompiledDecision decision, Map<Integer, Integer> nodes) {
    return new CompiledDecision(
        decision.decision(),
        decision.outcomes(),
        node(decision.outcome(), nodes),
        decision.decides().stream().map(decides -> node(decides, nodes)).toList(),
        decision.criteria().stream().map(criterion -> moved(criterion, nodes)).toList());
  }

  private static CompiledCriterion moved(CompiledCriterion criterion, Map<Integer, Integer> nodes) {
    return new CompiledCriterion(
        criterion.criterion(),
        node(criterion.holds(), nodes),
        criterion.facts(),
        criterion.parts().stream().map(part -> moved(part, nodes)).toList());
  }

  private static int node(int before, Map<Integer, Integer> nodes) {
    return Optional.ofNullable(nodes.get(before)).orElseThrow();
  }

  /**
   * Compiles a guideline with so many diagram nodes at most; its variables are in the order of
   * {@link Distinctions}.
   *
   * @return with the diagnostic {@code too-complex} and no model when they do not suffice
   */
  public static Outcomes compile(Guideline guideline, int mostNodes) {
    try {
      return new GuidelineCompiler(guideline, mostNodes).compile();
    } catch (DiagramLimitException limit) {
      return tooComplex(
          guideline,
          limit.getMessage(),
          "Split the document, or use fewer distinctions of one fact.");
    } catch (DistinctionLimitException limit) {
      return tooComplex(guideline, limit.getMessage(), limit.remedy());
    } catch (ArithmeticException | DateTimeException beyond) {
      DistinctionLimitException limit = DistinctionLimitException.beyond(beyond);
      return tooComplex(guideline, limit.getMessage(), limit.remedy());
    }
  }

  private static Outcomes tooComplex(Guideline guideline, @Nullable String reason, String remedy) {
    return new Outcomes(
        Optional.empty(),
        List.of(
            new Diagnostic(
                "too-complex",
                Severity.ERROR,
                place(guideline),
                "The guideline is too complex to be compiled: " + reason + ".",
                Optional.of(remedy),
                "")));
  }

  private static Span place(Guideline guideline) {
    return guideline.decisions().stream()
        .findFirst()
        .map(Decision::span)
        .orElse(new Span(guideline.file(), 1, 1, 1, 1));
  }

  private Outcomes compile() {
    var decisions = guideline.decisions().stream().map(this::compile).toList();
    boolean failed =
        diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    return new Outcomes(
        failed
            ? Optional.empty()
            : Optional.of(
                new CompiledModel(guideline, types, vocabulary.variables(), diagrams, decisions)),
        diagnostics);
  }

  private CompiledDecision compile(Decision decision) {
    List<CompiledCriterion> criteria =
        decision.clauses().stream().map(clause -> criterion(clause.criterion())).toList();
    List<List<Integer>> groups = groups(decision.clauses());
    int outcome = diagrams.terminal(new Result.Nothing());
    for (List<Integer> group : groups.reversed()) {
      outcome = before(decision.clauses(), group, criteria, outcome);
    }
    List<Integer> decides = decides(groups, criteria);
    findConflicts(decision, criteria);
    findUndecidedEnd(decision, outcome);
    findDeadClauses(decision, decides);
    var outcomes = new LinkedHashSet<Outcome>();
    decision.clauses().forEach(clause -> outcomes.add(clause.outcome()));
    return new CompiledDecision(decision, List.copyOf(outcomes), outcome, decides, criteria);
  }

  private CompiledCriterion criterion(Criterion criterion) {
    Condition condition = criterion.condition();
    var facts = new LinkedHashSet<FactName>();
    collectOwnFacts(condition, facts);
    return new CompiledCriterion(
        criterion,
        vocabulary.diagram(lowering.lower(condition), diagrams),
        List.copyOf(facts),
        parts(condition).stream().map(this::criterion).toList());
  }

  private static List<Criterion> parts(Condition condition) {
    return condition instanceof Condition.Not(Condition negated)
        ? parts(negated)
        : condition.parts();
  }

  private static void collectOwnFacts(Condition condition, Set<FactName> facts) {
    switch (condition) {
      case Condition.Constant _,
          Condition.AllOf _,
          Condition.AnyOf _,
          Condition.NoneOf _,
          Condition.AtLeast _ -> {}
      case Condition.Not(Condition negated) -> collectOwnFacts(negated, facts);
      case Condition.IsYes(FactName fact) -> facts.add(fact);
      case Condition.IsOneOf(FactName fact, var _) -> facts.add(fact);
      case Condition.CompareNumbers(var left, var _, var right) -> {
        Variable.collect(left, facts);
        Variable.collect(right, facts);
      }
      case Condition.CompareDates(DateTerm left, var _, DateTerm right, var _, var _) -> {
        Variable.collect(left, facts);
        Variable.collect(right, facts);
      }
      case Condition.InValueSet(FactName fact, var _) -> facts.add(fact);
      case Condition.InForce(FactName document) -> facts.add(document);
    }
  }

  /** Clauses of equal rank and tier, those that go first in front. */
  private static List<List<Integer>> groups(List<Clause> clauses) {
    var groups = new ArrayList<List<Integer>>();
    for (int index = 0; index < clauses.size(); index++) {
      if (index == 0 || !equalRank(clauses.get(index - 1), clauses.get(index))) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(index);
    }
    return groups;
  }

  private static boolean equalRank(Clause left, Clause right) {
    return left.rank() == right.rank() && left.tier() == right.tier();
  }

  /** What these clauses decide where one of them holds, what was decided so far elsewhere. */
  private int before(
      List<Clause> clauses, List<Integer> group, List<CompiledCriterion> criteria, int otherwise) {
    var regions = new LinkedHashMap<Outcome, Integer>();
    for (int index : group) {
      regions.merge(clauses.get(index).outcome(), criteria.get(index).holds(), diagrams::or);
    }
    Result nothing = new Result.Nothing();
    Result conflict = new Result.Conflict();
    int decided = diagrams.terminal(nothing);
    for (Map.Entry<Outcome, Integer> region : regions.entrySet()) {
      Result outcome = new Result.Decided(region.getKey());
      decided =
          diagrams.apply(
              decided,
              region.getValue(),
              (result, holds) ->
                  holds.equals(false) ? result : result.equals(nothing) ? outcome : conflict);
    }
    return diagrams.apply(
        decided, otherwise, (result, rest) -> result.equals(nothing) ? rest : result);
  }

  /** For each clause where it holds and none of an earlier group does. */
  private List<Integer> decides(List<List<Integer>> groups, List<CompiledCriterion> criteria) {
    var decides = new ArrayList<Integer>();
    int open = diagrams.constant(true);
    for (List<Integer> group : groups) {
      int holding = diagrams.constant(false);
      for (int index : group) {
        decides.add(diagrams.and(open, criteria.get(index).holds()));
        holding = diagrams.or(holding, criteria.get(index).holds());
      }
      open = diagrams.and(open, diagrams.not(holding));
    }
    return decides;
  }

  // Findings

  private void findConflicts(Decision decision, List<CompiledCriterion> criteria) {
    List<Clause> clauses = decision.clauses();
    for (int second = 1; second < clauses.size(); second++) {
      for (int first = 0; first < second; first++) {
        if (equalRank(clauses.get(first), clauses.get(second))
            && !clauses.get(first).outcome().equals(clauses.get(second).outcome())) {
          findConflict(
              clauses.get(first),
              clauses.get(second),
              diagrams.and(criteria.get(first).holds(), criteria.get(second).holds()));
        }
      }
    }
  }

  private void findConflict(Clause first, Clause second, int both) {
    witness(both)
        .ifPresent(
            patient ->
                diagnostics.add(
                    new Diagnostic(
                        "conflicting-clauses",
                        Severity.ERROR,
                        second.criterion().span(),
                        "Clauses "
                            + first.anchor()
                            + " and "
                            + second.anchor()
                            + " have equal rank and different outcomes ("
                            + words(first.outcome())
                            + ", "
                            + words(second.outcome())
                            + "), and both "
                            + (patient.certain() ? "hold" : "may hold")
                            + " for a patient with "
                            + patient.words()
                            + ".",
                        Optional.of(
                            "Make the criteria exclude each other, or join the rules with else"
                                + " so that one goes first."),
                        second.criterion().label())));
  }

  private void findUndecidedEnd(Decision decision, int outcome) {
    int nothing = diagrams.map(outcome, value -> value instanceof Result.Nothing);
    witness(nothing)
        .ifPresent(
            patient ->
                diagnostics.add(
                    new Diagnostic(
                        "undecided-end",
                        Severity.ERROR,
                        decision.span(),
                        "Nothing "
                            + (patient.certain() ? "is" : "may be")
                            + " decided of "
                            + decision.name()
                            + " for a patient with "
                            + patient.words()
                            + ".",
                        Optional.of("Add an otherwise, or a clause that covers this patient."),
                        decision.name())));
  }

  private void findDeadClauses(Decision decision, List<Integer> decides) {
    for (int index = 0; index < decision.clauses().size(); index++) {
      if (witness(decides.get(index)).isEmpty()) {
        Clause dead = decision.clauses().get(index);
        diagnostics.add(
            new Diagnostic(
                "dead-clause",
                Severity.WARNING,
                dead.criterion().span(),
                "Clause "
                    + dead.anchor()
                    + " never decides: it cannot hold, or a clause that goes before it always"
                    + " holds too.",
                Optional.of("Check the criterion and the clauses that go before it."),
                dead.criterion().label()));
      }
    }
  }

  /** An outcome with its target, so that two that refer elsewhere can be told apart. */
  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refer(Outcome.Target.Named(String authority)) ->
          "refer to \"" + authority + "\"";
      case Outcome.Refer(Outcome.Target.OfFact(FactName document)) -> "refer to " + document.text();
      case Outcome.Refer(Outcome.Target.OfDecision(String decision)) -> "refer to " + decision;
      case Outcome.Meets _,
          Outcome.DoesNotMeet _,
          Outcome.Investigational _,
          Outcome.NotAddressed _,
          Outcome.ProviderResponsibility _ ->
          outcome.word();
    };
  }

  /**
   * A patient.
   *
   * @param certain whether there is such a patient for certain: what {@link Situation} leaves
   *     possible is too much for some conditions that depend on the same facts
   */
  private record Witness(String words, boolean certain) {}

  /** A patient for whom a boolean diagram is true. */
  private Optional<Witness> witness(int region) {
    if (region == diagrams.constant(false)) {
      return Optional.empty();
    }
    BitSet support = diagrams.support(region);
    var dateOfService = Days.between(guideline.effective(), guideline.through().orElse(Days.LAST));
    Situation situation = Situation.ofAnyone(vocabulary.variables(), support, dateOfService, types);
    int possible = diagrams.and(region, CompiledModel.feasible(situation, diagrams));
    return diagrams.paths(possible, situation.masks(), value -> value.equals(true), 1).stream()
        .findFirst()
        .map(cells -> new Witness(patient(cells), isCertain(cells)));
  }

  /** Whether no two distinctions that a patient makes hang together in a way only bounded. */
  private boolean isCertain(int[] cells) {
    var seen = new ArrayList<Variable>();
    for (int index = 0; index < cells.length; index++) {
      if (cells[index] >= 0) {
        seen.add(vocabulary.variables().get(index));
      }
    }
    return seen.stream()
        .allMatch(
            variable ->
                variable.isSimple()
                    || seen.stream()
                        .allMatch(
                            other ->
                                other.equals(variable)
                                    || Collections.disjoint(other.facts(), variable.facts())));
  }

  private String patient(int[] cells) {
    var words = new ArrayList<String>();
    for (int index = 0; index < cells.length; index++) {
      if (cells[index] >= 0) {
        Variable variable = vocabulary.variables().get(index);
        words.add(Words.subject(variable) + ": " + Words.cell(variable, cells[index]));
      }
    }
    return words.isEmpty() ? "any facts" : String.join("; ", words);
  }
}
