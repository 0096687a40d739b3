package org.proviso.engine.decide;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.Change;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.CriterionStatus.Status;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Disposition;
import org.proviso.engine.answer.Question;
import org.proviso.engine.ask.Interview;
import org.proviso.engine.compile.CompiledDecision;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.compile.CompiledDecision.Result;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Situation;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.residual.Residual;
import org.proviso.language.model.Clause;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/**
 * Decides one request. Every question is put to the diagrams restricted to what is known:
 *
 * <ul>
 *   <li><em>reachable</em>: the outcomes at the terminals that are still reachable.
 *   <li><em>missing</em>: the facts that are not fully known and that matter: there are two
 *       possible completions of what is known that differ only in what depends on that fact and
 *       have different outcomes. (What depends on two facts, such as the days from one date to
 *       another, may differ when either is meant.) Facts themselves are never tied to each other,
 *       so that an undecided decision has such a fact; where the engine's notion of what is
 *       possible is too wide to see it ({@link org.proviso.engine.compile.Situation}), all facts
 *       that the remaining diagram still tests are named instead, so that the list is never empty.
 *   <li><em>criteria</em>: met, not met or unknown according to whether the criterion holds in
 *       every, in no or only in some possible completion.
 *   <li><em>because</em>: a set of known facts that alone reaches no other outcome; smallest, or,
 *       when that is too much to search, such that none can be left out.
 *   <li><em>would change</em>: for another outcome the fewest facts, known or not, that have to be
 *       otherwise (or learnt) so that it is decided with all the other knowledge as it is.
 * </ul>
 */
public final class Decider {
  private final CompiledModel model;
  private final Request request;
  private final Detail detail;
  private final Map<FactName, Knowledge> knowledge;
  private final Set<FactName> settled;
  private final Map<FactName, BitSet> variablesOfFacts;
  private final Situation situation;
  private @Nullable Residual residual;

  /** What was found of facts that depend on each other, for this request alone. */
  private final Map<Object, List<int[]>> solved = new HashMap<>();

  private Decider(
      CompiledModel model, Request request, Detail detail, Map<FactName, BitSet> variablesOfFacts) {
    this.detail = detail;
    this.model = model;
    this.request = request;
    this.knowledge = usable(request);
    this.variablesOfFacts = variablesOfFacts;
    this.settled = model.settled(request.dateOfService(), knowledge, variablesOfFacts.keySet());
    this.situation = model.situation(request.dateOfService(), knowledge, solved);
  }

  private Residual residual() {
    if (residual == null) {
      residual = new Residual(model, situation);
    }
    return residual;
  }

  /**
   * Decides a request.
   *
   * @throws InvalidRequestException when a value is impossible, a fact is not declared, or the
   *     version does not apply
   */
  public static Answer decide(CompiledModel model, Request request, Detail detail) {
    return decide(model, request, detail, null);
  }

  /**
   * Decides a request in full detail, or finds it decided.
   *
   * @param recent answers of the same model; is read and added to
   * @throws InvalidRequestException when a value is impossible, a fact is not declared, or the
   *     version does not apply
   */
  public static Answer decide(CompiledModel model, Request request, RecentAnswers recent) {
    return decide(model, request, Detail.FULL, recent);
  }

  private static Answer decide(
      CompiledModel model, Request request, Detail detail, @Nullable RecentAnswers recent) {
    List<InvalidFact> problems = RequestCheck.check(model, request);
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(problems);
    }
    try {
      Map<FactName, BitSet> variablesOfFacts =
          recent == null ? model.variablesOfFacts() : recent.variablesOfFacts();
      return new Decider(model, request, detail, variablesOfFacts).answer(recent);
    } catch (DiagramLimitException limit) {
      return failed(model, request, "It is too complex: " + limit.getMessage() + ".");
    } catch (RuntimeException error) {
      return failed(model, request, "The engine failed: " + error + ".");
    }
  }

  /** Knowledge that narrows a fact; what is not asked, unanswerable or disputed does not. */
  private static Map<FactName, Knowledge> usable(Request request) {
    var usable = new TreeMap<FactName, Knowledge>();
    request
        .facts()
        .forEach(
            (fact, known) -> {
              boolean narrows =
                  switch (known) {
                    case Knowledge.Known _, Knowledge.Narrowed _ -> true;
                    case Knowledge.NotAsked _, Knowledge.Unanswerable _, Knowledge.Contradicted _ ->
                        false;
                  };
              if (narrows) {
                usable.put(fact, known);
              }
            });
    return usable;
  }

  private Answer answer(@Nullable RecentAnswers recent) {
    RecentAnswers.Worked worked =
        recent == null
            ? worked()
            : recent.get(recent.circumstances(request, settled, situation.masks()), this::worked);
    return new Answer(
        model.guideline(),
        request.dateOfService(),
        worked.decisions(),
        worked.ask(),
        Disposition.of(worked.decisions()),
        Optional.empty());
  }

  private RecentAnswers.Worked worked() {
    var answers = new ArrayList<DecisionAnswer>();
    var undecided = new ArrayList<CompiledDecision>();
    for (CompiledDecision decision : model.decisions()) {
      DecisionAnswer answer = answer(decision);
      answers.add(answer);
      if (answer.outcome().isEmpty()) {
        undecided.add(decision);
      }
    }
    Optional<Question> ask =
        undecided.isEmpty() || detail == Detail.OUTCOME
            ? Optional.empty()
            : Interview.next(model, residual(), settled, askable(), undecided);
    return new RecentAnswers.Worked(answers, ask);
  }

  /** The facts that can be asked: with a question, and not asked before. */
  private List<FactDeclaration> askable() {
    return model.guideline().facts().stream()
        .filter(fact -> fact.question().isPresent())
        .filter(
            fact ->
                switch (request.knowledge(fact.name())) {
                  case Knowledge.Known _, Knowledge.Narrowed _, Knowledge.NotAsked _ ->
                      !settled.contains(fact.name());
                  case Knowledge.Unanswerable _, Knowledge.Contradicted _ -> false;
                })
        .toList();
  }

  private static Answer failed(CompiledModel model, Request request, String reason) {
    List<FactName> unknown =
        model.variablesOfFacts().keySet().stream()
            .filter(fact -> !(request.knowledge(fact) instanceof Knowledge.Known))
            .toList();
    List<DecisionAnswer> answers =
        model.decisions().stream()
            .map(
                decision ->
                    new DecisionAnswer(
                        decision.decision().name(),
                        Optional.empty(),
                        decision.outcomes(),
                        List.of(),
                        unknown,
                        unanswerable(request, unknown),
                        contradicted(request, unknown),
                        decision.criteria().stream().map(Decider::unknown).toList(),
                        List.of(),
                        List.of()))
            .toList();
    return new Answer(
        model.guideline(),
        request.dateOfService(),
        answers,
        Optional.empty(),
        Disposition.REVIEW,
        Optional.of(reason));
  }

  private static CriterionStatus unknown(CompiledCriterion criterion) {
    return new CriterionStatus(
        criterion.criterion(),
        Status.UNKNOWN,
        criterion.facts(),
        criterion.parts().stream().map(Decider::unknown).toList());
  }

  private static List<FactName> unanswerable(Request request, List<FactName> facts) {
    return facts.stream()
        .filter(fact -> request.knowledge(fact) instanceof Knowledge.Unanswerable)
        .toList();
  }

  private static List<FactName> contradicted(Request request, List<FactName> facts) {
    return facts.stream()
        .filter(fact -> request.knowledge(fact) instanceof Knowledge.Contradicted)
        .toList();
  }

  // One decision

  private DecisionAnswer answer(CompiledDecision decision) {
    List<Outcome> reachable = outcomes(decision, residual());
    boolean decided = reachable.size() == 1;
    List<FactName> missing = decided ? List.of() : missing(decision);
    Explanation.Because because = Explanation.Because.NOTHING;
    List<Change> changes = List.of();
    if (detail == Detail.FULL) {
      var explanation =
          new Explanation(
              model, request.dateOfService(), knowledge, settled, situation, decision, solved);
      because = decided ? explanation.because(reachable.getFirst()) : because;
      changes = explanation.changes(decided ? Optional.of(reachable.getFirst()) : Optional.empty());
    }
    return new DecisionAnswer(
        decision.decision().name(),
        decided ? Optional.of(reachable.getFirst()) : Optional.empty(),
        reachable,
        decided ? clauses(decision) : List.of(),
        missing,
        unanswerable(request, missing),
        contradicted(request, missing),
        decision.criteria().stream().map(this::status).toList(),
        because.facts(),
        changes,
        because.smallest());
  }

  /**
   * The outcomes that can be reached, in the order of the clauses. That nothing is decided, or that
   * clauses contradict each other, was shown to be impossible when the guideline was compiled.
   */
  static List<Outcome> outcomes(CompiledDecision decision, Residual residual) {
    var found = new HashSet<Outcome>();
    for (Object result : residual.reachable(decision.outcome())) {
      if (result instanceof Result.Decided(Outcome outcome)) {
        found.add(outcome);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("a decision has an outcome");
    }
    return decision.outcomes().stream().filter(found::contains).toList();
  }

  /** The clauses that decide in every completion, or in some where none does in every. */
  private List<Clause> clauses(CompiledDecision decision) {
    var always = new BitSet();
    var sometimes = new BitSet();
    for (int index = 0; index < decision.decides().size(); index++) {
      Set<Object> reachable = residual().reachable(decision.decides().get(index));
      always.set(index, !reachable.contains(false));
      sometimes.set(index, reachable.contains(true));
    }
    return (always.isEmpty() ? sometimes : always)
        .stream().mapToObj(index -> decision.clauses().get(index)).toList();
  }

  private CriterionStatus status(CompiledCriterion criterion) {
    Set<Object> reachable = residual().reachable(criterion.holds());
    Status status =
        !reachable.contains(false)
            ? Status.MET
            : !reachable.contains(true) ? Status.NOT_MET : Status.UNKNOWN;
    return new CriterionStatus(
        criterion.criterion(),
        status,
        criterion.facts(),
        criterion.parts().stream().map(this::status).toList());
  }

  /** The facts that matter, those first that matter for most completions. */
  private List<FactName> missing(CompiledDecision decision) {
    Residual residual = residual();
    Diagrams diagrams = residual.diagrams();
    int sets = diagrams.map(residual.of(decision.outcome()), Decider::asSet);
    BitSet support = diagrams.support(sets);
    var influence = new HashMap<FactName, Double>();
    var tested = new LinkedHashMap<FactName, Double>();
    for (Map.Entry<FactName, BitSet> entry : variablesOfFacts.entrySet()) {
      if (settled.contains(entry.getKey()) || !entry.getValue().intersects(support)) {
        continue;
      }
      tested.put(entry.getKey(), 0.0);
      int either = diagrams.abstracted(sets, entry.getValue(), residual.masks(), Decider::union);
      double share = diagrams.measure(either, residual.masks(), set -> ((Set<?>) set).size() > 1);
      if (share > 0) {
        influence.put(entry.getKey(), share);
      }
    }
    Map<FactName, Double> mattering = influence.isEmpty() ? tested : influence;
    List<FactName> declared =
        model.guideline().facts().stream().map(FactDeclaration::name).toList();
    return mattering.keySet().stream()
        .sorted(
            Comparator.comparingDouble((FactName fact) -> -mattering.getOrDefault(fact, 0.0))
                .thenComparingInt(declared::indexOf))
        .toList();
  }

  /** The outcome as a set of one; of what is impossible, none. */
  static Object asSet(Object result) {
    return result instanceof Result.Decided(Outcome outcome) ? Set.of(outcome) : Set.<Outcome>of();
  }

  static Object union(Object left, Object right) {
    if (left.equals(right)) {
      return left;
    }
    var union = new HashSet<Object>((Set<?>) left);
    union.addAll((Set<?>) right);
    return Set.copyOf(union);
  }

  /** The knowledge of some facts only. */
  static Map<FactName, Knowledge> only(Map<FactName, Knowledge> knowledge, Set<FactName> facts) {
    var some = new TreeMap<>(knowledge);
    some.keySet().retainAll(facts);
    return some;
  }
}
