package org.proviso.engine.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.Change;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.CriterionStatus.Status;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Question;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * Puts random partial knowledge to the engine and compares every part of its answer with the law,
 * evaluated patient by patient over all completions.
 *
 * <p>Where the engine promises to be exact, everything has to agree. Elsewhere the engine may leave
 * more open than the patients tried do, never less.
 */
public final class OracleCheck {
  private static final int MOST_COMPLETIONS = 600;
  private static final int MOST_PATIENTS = 2_000_000;

  private final Guideline guideline;
  private final LocalDate dateOfService;
  private final CompiledGuideline compiled;
  private final boolean exact;
  private final List<FactDeclaration> facts;
  private final List<Representatives.Candidates> candidates;
  private final List<Criterion> criteria = new ArrayList<>();
  private final RandomGenerator random;
  private final Representatives representatives;
  private final Map<Long, Patient> patients = new HashMap<>();
  private final Map<Patient, Patient> kinds = new HashMap<>();
  private final List<Outcome> outcomes;
  private final Patient[] table;
  private long complete;
  private long partial;
  private long completions;
  private long explanations;
  private long questions;

  /**
   * What the law says of one patient: the deciding clauses of each decision, and which criteria
   * hold.
   */
  private record Patient(List<List<Clause>> deciding, List<Integer> outcomes, BitSet holds) {}

  /**
   * What was compared.
   *
   * @param exact whether everything had to agree
   * @param completeAssignments how many complete assignments were compared
   * @param allCompleteAssignments how many there are
   * @param explanations answers whose explanations were found sufficient and smallest
   * @param questions answers whose next question was found to have the least expected cost
   */
  public record Report(
      String guideline,
      boolean exact,
      long completeAssignments,
      long allCompleteAssignments,
      long partialAssignments,
      long completions,
      long explanations,
      long questions) {}

  private OracleCheck(
      Guideline guideline, LocalDate dateOfService, CompiledGuideline compiled, long seed) {
    this.guideline = guideline;
    this.dateOfService = dateOfService;
    this.compiled = compiled;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.representatives = new Representatives(guideline, dateOfService);
    this.exact = representatives.isSeparable();
    this.facts = representatives.facts();
    this.candidates = facts.stream().map(representatives::candidates).toList();
    var found = new LinkedHashSet<Outcome>();
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        collect(clause.criterion());
        found.add(clause.outcome());
      }
    }
    this.outcomes = List.copyOf(found);
    this.table = new Patient[allComplete() <= MOST_PATIENTS ? (int) allComplete() : 0];
  }

  /** How many complete assignments there are. */
  private long allComplete() {
    long all = 1;
    for (Representatives.Candidates of : candidates) {
      all = Math.min(all * of.classes().size(), Long.MAX_VALUE / 1000);
    }
    return all;
  }

  private void collect(Criterion criterion) {
    criteria.add(criterion);
    parts(criterion.condition()).forEach(this::collect);
  }

  private static List<Criterion> parts(Condition condition) {
    return switch (condition) {
      case Condition.AllOf(var parts) -> parts;
      case Condition.AnyOf(var parts) -> parts;
      case Condition.NoneOf(var parts) -> parts;
      case Condition.AtLeast(int _, var parts) -> parts;
      case Condition.Not(Condition negated) -> parts(negated);
      case Condition.Constant _,
          Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.CompareNumbers _,
          Condition.CompareDates _,
          Condition.InValueSet _,
          Condition.InForce _ ->
          List.of();
    };
  }

  /**
   * Compares the engine with the law on so many random partial assignments.
   *
   * @throws AssertionError at the first disagreement, with everything needed to repeat it
   */
  public static Report run(Guideline guideline, long seed, long partialAssignments) {
    return run(guideline, guideline.effective(), seed, 0, partialAssignments, 16);
  }

  /**
   * The same at a date of service, and for complete assignments.
   *
   * @param mostComplete every complete assignment is compared when there are not more, otherwise so
   *     many random ones
   * @param explainEvery explanations and questions are compared for one partial assignment in so
   *     many
   */
  public static Report run(
      Guideline guideline,
      LocalDate dateOfService,
      long seed,
      long mostComplete,
      long partialAssignments,
      long explainEvery) {
    if (!(Engine.compile(guideline) instanceof Compilation.Compiled(var compiled, var _))) {
      throw new IllegalArgumentException("the guideline does not compile: " + guideline.id());
    }
    var check = new OracleCheck(guideline, dateOfService, compiled, seed);
    if (mostComplete > 0) {
      check.checkComplete(mostComplete);
    }
    for (long index = 0; index < partialAssignments; index++) {
      check.checkOne(index % explainEvery == 0);
    }
    return new Report(
        guideline.id() + " " + guideline.version(),
        check.exact,
        check.complete,
        check.allComplete(),
        check.partial,
        check.completions,
        check.explanations,
        check.questions);
  }

  // Patients

  private Patient patient(int[] classes) {
    long key = 0;
    for (int index = 0; index < classes.length; index++) {
      key = key * candidates.get(index).classes().size() + classes[index];
    }
    Patient known = table.length > 0 ? table[(int) key] : patients.get(key);
    if (known != null) {
      return known;
    }
    var values = new HashMap<FactName, Value>();
    for (int index = 0; index < classes.length; index++) {
      values.put(facts.get(index).name(), candidates.get(index).classes().get(classes[index]));
    }
    var law = new Law(dateOfService, values, guideline.valueSets());
    var holds = new BitSet();
    for (int index = 0; index < criteria.size(); index++) {
      holds.set(index, law.holds(criteria.get(index).condition()));
    }
    List<List<Clause>> deciding = guideline.decisions().stream().map(law::deciding).toList();
    var found =
        new Patient(
            deciding,
            deciding.stream()
                .map(clauses -> outcomes.indexOf(clauses.getFirst().outcome()))
                .toList(),
            holds);
    Patient patient = kinds.computeIfAbsent(found, same -> same);
    if (table.length > 0) {
      table[(int) key] = patient;
      return patient;
    }
    if (patients.size() >= MOST_PATIENTS) {
      patients.clear();
    }
    patients.put(key, patient);
    return patient;
  }

  /** Visits every completion: a class for each fact out of those that are possible. */
  private void forEach(List<int[]> possible, java.util.function.Consumer<int[]> visitor) {
    var at = new int[possible.size()];
    var classes = new int[possible.size()];
    while (true) {
      for (int index = 0; index < at.length; index++) {
        classes[index] = possible.get(index)[at[index]];
      }
      visitor.accept(classes);
      int position = at.length - 1;
      while (position >= 0 && ++at[position] == possible.get(position).length) {
        at[position--] = 0;
      }
      if (position < 0) {
        return;
      }
    }
  }

  private static long size(List<int[]> possible) {
    long size = 1;
    for (int[] classes : possible) {
      size = Math.min(size * classes.length, Integer.MAX_VALUE);
    }
    return size;
  }

  private Set<Outcome> outcomes(List<int[]> possible, int decision) {
    var found = new long[1];
    forEach(possible, classes -> found[0] |= 1L << patient(classes).outcomes().get(decision));
    var set = new HashSet<Outcome>();
    for (int index = 0; index < outcomes.size(); index++) {
      if ((found[0] >>> index & 1) != 0) {
        set.add(outcomes.get(index));
      }
    }
    return set;
  }

  // Knowledge

  private int[] everything(int fact) {
    var all = new int[candidates.get(fact).classes().size()];
    Arrays.setAll(all, index -> index);
    return all;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(Knowledge knowledge, int[] possible) {}

  private Known unknown(int fact) {
    int[] all = everything(fact);
    return switch (random.nextInt(6)) {
      case 0 -> new Known(new Knowledge.Unanswerable(List.of()), all);
      case 1 -> {
        Value value = candidates.get(fact).all().getFirst();
        var claim = new Knowledge.Known(value, List.of());
        yield new Known(new Knowledge.Contradicted(List.of(claim, claim)), all);
      }
      case 2 -> narrowed(fact).orElse(new Known(new Knowledge.NotAsked(), all));
      default -> new Known(new Knowledge.NotAsked(), all);
    };
  }

  private Known known(int fact) {
    var of = candidates.get(fact);
    int index = random.nextInt(of.all().size());
    return new Known(
        new Knowledge.Known(of.all().get(index), List.of()), new int[] {of.classOf().get(index)});
  }

  /** Partial knowledge of a fact, and the classes that it leaves. */
  private Optional<Known> narrowed(int fact) {
    var of = candidates.get(fact);
    Value one = of.all().get(random.nextInt(of.all().size()));
    Value other = of.all().get(random.nextInt(of.all().size()));
    return switch (one) {
      case Value.YesNo _, Value.InForce _, Value.OneCode _ -> Optional.empty();
      case Value.Symbol(String name) -> {
        Set<String> names = new TreeSet<>(List.of(name, ((Value.Symbol) other).name()));
        yield Optional.of(
            new Known(
                new Knowledge.Narrowed(new Knowledge.Range.Symbols(names), List.of()),
                classes(fact, value -> names.contains(((Value.Symbol) value).name()))));
      }
      case Value.Decimal(BigDecimal value) -> {
        BigDecimal second = ((Value.Decimal) other).value();
        BigDecimal least = value.min(second);
        BigDecimal greatest = value.max(second);
        yield Optional.of(
            new Known(
                new Knowledge.Narrowed(
                    new Knowledge.Range.Numbers(
                        Optional.of(new Knowledge.Range.Limit(least, true)),
                        Optional.of(new Knowledge.Range.Limit(greatest, true))),
                    List.of()),
                classes(
                    fact,
                    candidate -> {
                      BigDecimal number = ((Value.Decimal) candidate).value();
                      return number.compareTo(least) >= 0 && number.compareTo(greatest) <= 0;
                    })));
      }
      case Value.Day(LocalDate day) -> {
        LocalDate second = ((Value.Day) other).date();
        LocalDate first = day.isBefore(second) ? day : second;
        LocalDate last = day.isBefore(second) ? second : day;
        yield Optional.of(
            new Known(
                new Knowledge.Narrowed(
                    new Knowledge.Range.Days(Optional.of(first), Optional.of(last)), List.of()),
                classes(
                    fact,
                    candidate -> {
                      LocalDate date = ((Value.Day) candidate).date();
                      return !date.isBefore(first) && !date.isAfter(last);
                    })));
      }
      case Value.Codes(Set<Code> codes, boolean _) ->
          Optional.of(
              new Known(
                  new Knowledge.Known(new Value.Codes(codes, false), List.of()),
                  classes(fact, value -> ((Value.Codes) value).codes().containsAll(codes))));
      case Value.Events(List<Event> events, boolean _) ->
          events.size() > 2 || (exact && !representatives.isExtended(events))
              ? Optional.empty()
              : Optional.of(
                  new Known(
                      new Knowledge.Known(new Value.Events(events, false), List.of()),
                      classes(fact, value -> includes(((Value.Events) value).events(), events))));
    };
  }

  static boolean isOneDay(Event event) {
    return event.first().equals(event.last());
  }

  private static boolean includes(List<Event> all, List<Event> some) {
    var rest = new ArrayList<>(all);
    return some.stream().allMatch(rest::remove);
  }

  private int[] classes(int fact, java.util.function.Predicate<Value> fits) {
    var of = candidates.get(fact);
    var classes = new TreeSet<Integer>();
    for (int index = 0; index < of.all().size(); index++) {
      if (fits.test(of.all().get(index))) {
        classes.add(of.classOf().get(index));
      }
    }
    return classes.stream().mapToInt(Integer::intValue).toArray();
  }

  // One partial assignment

  private void checkOne(boolean explain) {
    partial++;
    var knowledge = new TreeMap<FactName, Knowledge>();
    var possible = new ArrayList<int[]>();
    double share = random.nextDouble();
    for (int fact = 0; fact < facts.size(); fact++) {
      Known known = random.nextDouble() < share ? known(fact) : unknown(fact);
      knowledge.put(facts.get(fact).name(), known.knowledge());
      possible.add(known.possible());
    }
    while (size(possible) > MOST_COMPLETIONS) {
      int fact = random.nextInt(facts.size());
      Known known = known(fact);
      knowledge.put(facts.get(fact).name(), known.knowledge());
      possible.set(fact, known.possible());
    }
    compare(new Request(dateOfService, knowledge), possible, explain);
  }

  /** Every complete assignment, or some where there are too many. */
  private void checkComplete(long most) {
    if (allComplete() <= most) {
      var all = new ArrayList<int[]>();
      for (int fact = 0; fact < facts.size(); fact++) {
        all.add(everything(fact));
      }
      forEach(all, this::checkComplete);
      return;
    }
    for (long count = 0; count < most; count++) {
      var classes = new int[facts.size()];
      for (int fact = 0; fact < classes.length; fact++) {
        classes[fact] = random.nextInt(candidates.get(fact).classes().size());
      }
      checkComplete(classes);
    }
  }

  private void checkComplete(int[] classes) {
    complete++;
    var knowledge = new TreeMap<FactName, Knowledge>();
    var possible = new ArrayList<int[]>();
    for (int fact = 0; fact < classes.length; fact++) {
      Value value = candidates.get(fact).classes().get(classes[fact]);
      knowledge.put(facts.get(fact).name(), new Knowledge.Known(value, List.of()));
      possible.add(new int[] {classes[fact]});
    }
    compare(new Request(dateOfService, knowledge), possible, false);
  }

  private void compare(Request request, List<int[]> possible, boolean explain) {
    completions += size(possible);
    Answer answer = compiled.decide(request, explain ? Detail.FULL : Detail.OUTCOME);
    try {
      expect(answer.failure().isEmpty(), "no failure", answer.failure());
      for (int decision = 0; decision < guideline.decisions().size(); decision++) {
        check(answer.decisions().get(decision), decision, request, possible);
        if (explain && exact) {
          explain(answer.decisions().get(decision), decision, request, possible);
        }
      }
      checkCriteria(answer, possible);
      if (explain && exact) {
        checkQuestion(answer, request, possible);
      }
    } catch (AssertionError error) {
      throw new AssertionError(
          error.getMessage()
              + "\nguideline: "
              + guideline
                  .decisions()
                  .toString()
                  .replaceAll(
                      "Criterion\\[anchor=Optional.empty, condition=|, label=a criterion, span=random.md:1:1\\]",
                      "")
              + "\nrequest: "
              + request,
          error);
    }
  }

  private static void expect(boolean holds, String what, Object found) {
    if (!holds) {
      throw new AssertionError("expected " + what + ", found " + found);
    }
  }

  private void check(DecisionAnswer answer, int decision, Request request, List<int[]> possible) {
    Set<Outcome> outcomes = outcomes(possible, decision);
    Set<Outcome> reachable = new HashSet<>(answer.reachable());
    if (exact) {
      expect(reachable.equals(outcomes), "reachable " + outcomes, reachable);
    } else {
      expect(reachable.containsAll(outcomes), "at least reachable " + outcomes, reachable);
    }
    expect(
        answer.outcome().isPresent() == (reachable.size() == 1),
        "decided exactly when one outcome is reachable",
        answer);
    Set<FactName> missing = new TreeSet<>(answer.missing());
    Set<FactName> mattering = reachable.size() == 1 ? Set.of() : mattering(possible, decision);
    if (exact) {
      expect(missing.equals(mattering), "missing " + mattering, missing);
    } else {
      expect(missing.containsAll(mattering), "at least missing " + mattering, missing);
      expect(missing.isEmpty() == (reachable.size() == 1), "missing while undecided", missing);
    }
    for (FactName fact : missing) {
      Knowledge knowledge = request.knowledge(fact);
      expect(
          answer.unanswerable().contains(fact) == (knowledge instanceof Knowledge.Unanswerable)
              && answer.contradicted().contains(fact)
                  == (knowledge instanceof Knowledge.Contradicted),
          "the state of " + fact,
          answer);
    }
    if (answer.outcome().isPresent() && exact) {
      expect(
          answer.clauses().equals(deciding(possible, decision)),
          "clauses " + deciding(possible, decision),
          answer.clauses());
    }
  }

  private List<Clause> deciding(List<int[]> possible, int decision) {
    List<Clause> clauses = guideline.decisions().get(decision).clauses();
    var always = new LinkedHashSet<>(clauses);
    var sometimes = new LinkedHashSet<Clause>();
    forEach(
        possible,
        classes -> {
          List<Clause> here = patient(classes).deciding().get(decision);
          always.retainAll(here);
          sometimes.addAll(here);
        });
    return clauses.stream()
        .filter(clause -> (always.isEmpty() ? sometimes : always).contains(clause))
        .toList();
  }

  /** The facts in which alone two completions with different outcomes differ. */
  private Set<FactName> mattering(List<int[]> possible, int decision) {
    var mattering = new TreeSet<FactName>();
    for (int fact = 0; fact < facts.size(); fact++) {
      int varied = fact;
      if (possible.get(fact).length < 2) {
        continue;
      }
      var others = new ArrayList<>(possible);
      others.set(fact, new int[] {possible.get(fact)[0]});
      forEach(
          others,
          classes -> {
            if (mattering.contains(facts.get(varied).name())) {
              return;
            }
            long found = 0;
            for (int value : possible.get(varied)) {
              classes[varied] = value;
              found |= 1L << patient(classes).outcomes().get(decision);
            }
            if (Long.bitCount(found) > 1) {
              mattering.add(facts.get(varied).name());
            }
          });
    }
    return mattering;
  }

  private void checkCriteria(Answer answer, List<int[]> possible) {
    var always = new BitSet();
    always.set(0, criteria.size());
    var sometimes = new BitSet();
    forEach(
        possible,
        classes -> {
          always.and(patient(classes).holds());
          sometimes.or(patient(classes).holds());
        });
    var statuses = new ArrayList<CriterionStatus>();
    answer.decisions().forEach(decision -> flatten(decision.criteria(), statuses));
    expect(statuses.size() == criteria.size(), "as many criteria", statuses.size());
    for (int index = 0; index < criteria.size(); index++) {
      Status status =
          always.get(index) ? Status.MET : sometimes.get(index) ? Status.UNKNOWN : Status.NOT_MET;
      Status found = statuses.get(index).status();
      expect(
          found == status || (!exact && found == Status.UNKNOWN),
          status + " for " + criteria.get(index),
          found);
    }
  }

  private static void flatten(List<CriterionStatus> criteria, List<CriterionStatus> flat) {
    for (CriterionStatus criterion : criteria) {
      flat.add(criterion);
      flatten(criterion.parts(), flat);
    }
  }

  // Explanations

  private List<int[]> onlyThese(Set<FactName> kept, List<int[]> possible) {
    var result = new ArrayList<int[]>();
    for (int fact = 0; fact < facts.size(); fact++) {
      result.add(kept.contains(facts.get(fact).name()) ? possible.get(fact) : everything(fact));
    }
    return result;
  }

  private void explain(DecisionAnswer answer, int decision, Request request, List<int[]> possible) {
    List<int[]> anybody = onlyThese(Set.of(), possible);
    if (size(anybody) > 3_000) {
      return;
    }
    explanations++;
    if (answer.outcome().isPresent()) {
      Set<FactName> because = new TreeSet<>(answer.because());
      expect(outcomes(onlyThese(because, possible), decision).size() == 1, "sufficient", because);
      for (FactName fact : because) {
        expect(
            request.knowledge(fact) instanceof Knowledge.Known
                || request.knowledge(fact) instanceof Knowledge.Narrowed,
            "a known fact",
            fact);
      }
      List<FactName> known =
          facts.stream()
              .map(FactDeclaration::name)
              .filter(
                  fact ->
                      request.knowledge(fact) instanceof Knowledge.Known
                          || request.knowledge(fact) instanceof Knowledge.Narrowed)
              .toList();
      for (Set<FactName> smaller : subsets(known, because.size() - 1)) {
        expect(
            outcomes(onlyThese(smaller, possible), decision).size() > 1,
            "smallest, but " + smaller + " suffices",
            because);
      }
    }
    var expected = new TreeMap<String, Integer>();
    for (Outcome outcome :
        guideline.decisions().get(decision).clauses().stream().map(Clause::outcome).toList()) {
      if (answer.outcome().equals(Optional.of(outcome))) {
        continue;
      }
      fewest(outcome, decision, possible).ifPresent(size -> expected.put(outcome.toString(), size));
    }
    var found = new TreeMap<String, Integer>();
    for (Change change : answer.wouldChange()) {
      found.put(change.outcome().toString(), change.facts().size());
    }
    expect(found.equals(expected), "changes of " + expected, answer.wouldChange());
  }

  /**
   * The fewest facts that, with some values and all other knowledge as it is, decide an outcome.
   */
  private Optional<Integer> fewest(Outcome outcome, int decision, List<int[]> possible) {
    List<FactName> names = facts.stream().map(FactDeclaration::name).toList();
    for (int size = 1; size <= names.size(); size++) {
      for (Set<FactName> chosen : subsets(names, size)) {
        var fixed = new ArrayList<int[]>();
        for (int fact = 0; fact < facts.size(); fact++) {
          fixed.add(chosen.contains(names.get(fact)) ? everything(fact) : new int[] {0});
        }
        var found = new boolean[1];
        forEach(
            fixed,
            classes -> {
              var rest = new ArrayList<int[]>();
              for (int fact = 0; fact < facts.size(); fact++) {
                rest.add(
                    chosen.contains(names.get(fact))
                        ? new int[] {classes[fact]}
                        : possible.get(fact));
              }
              found[0] |= !found[0] && outcomes(rest, decision).equals(Set.of(outcome));
            });
        if (found[0]) {
          return Optional.of(size);
        }
      }
    }
    return Optional.empty();
  }

  private static List<Set<FactName>> subsets(List<FactName> facts, int size) {
    if (size < 0 || size > facts.size()) {
      return List.of();
    }
    if (size == 0) {
      return List.of(Set.of());
    }
    var subsets = new ArrayList<>(subsets(facts.subList(1, facts.size()), size));
    for (Set<FactName> rest : subsets(facts.subList(1, facts.size()), size - 1)) {
      var subset = new TreeSet<>(rest);
      subset.add(facts.getFirst());
      subsets.add(subset);
    }
    return subsets;
  }

  // Questions

  private void checkQuestion(Answer answer, Request request, List<int[]> possible) {
    List<Integer> askable = new ArrayList<>();
    for (int fact = 0; fact < facts.size(); fact++) {
      Knowledge knowledge = request.knowledge(facts.get(fact).name());
      if (possible.get(fact).length > 1
          && facts.get(fact).question().isPresent()
          && !(knowledge instanceof Knowledge.Unanswerable)
          && !(knowledge instanceof Knowledge.Contradicted)) {
        askable.add(fact);
      }
    }
    if (askable.size() > 4 || size(possible) > 200) {
      return;
    }
    questions++;
    double least = leastCost(possible, askable);
    Optional<Question> ask = answer.ask();
    expect(ask.isPresent() == (least > 0), "a question where one helps", ask);
    ask.ifPresent(
        question -> {
          expect(
              Math.abs(question.optimum().orElse(-1.0) - least) < 1e-6, "cost " + least, question);
          expect(Math.abs(question.expectedCost() - least) < 1e-6, "cost " + least, question);
        });
  }

  private double leastCost(List<int[]> possible, List<Integer> askable) {
    boolean decided = true;
    var mattering = new TreeSet<FactName>();
    for (int decision = 0; decision < guideline.decisions().size(); decision++) {
      if (outcomes(possible, decision).size() > 1) {
        decided = false;
        mattering.addAll(mattering(possible, decision));
      }
    }
    double least = Double.POSITIVE_INFINITY;
    for (int fact : askable) {
      if (decided || possible.get(fact).length < 2 || !mattering.contains(facts.get(fact).name())) {
        continue;
      }
      double cost = facts.get(fact).cost();
      for (int value : possible.get(fact)) {
        var answered = new ArrayList<>(possible);
        answered.set(fact, new int[] {value});
        cost += leastCost(answered, askable) / possible.get(fact).length;
      }
      least = Math.min(least, cost);
    }
    return least == Double.POSITIVE_INFINITY ? 0 : least;
  }
}
