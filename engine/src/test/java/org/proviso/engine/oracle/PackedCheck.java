package org.proviso.engine.oracle;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.decide.Decider;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.PackedGuideline;
import org.proviso.engine.packed.RowEncoder;
import org.proviso.engine.packed.Verdict;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;

/**
 * Compares packed decisions with the exact engine over seeded requests: complete ones, and ones of
 * which facts are unknown, unanswerable, disputed, narrowed or listed incompletely. {@code
 * PackedCheck GUIDELINES-FOLDER [REQUESTS-A-DOCUMENT [RANDOM-GUIDELINES]]} prints what it compared.
 */
public final class PackedCheck {
  private static final int EACH_RANDOM = 100;

  private final CompiledModel model;
  private final PackedGuideline packed;
  private final RowEncoder encoder;
  private final RandomGenerator random;
  private final Map<LocalDate, Map<FactName, List<Value>>> values = new TreeMap<>();

  private PackedCheck(CompiledGuideline guideline, long seed) {
    this.model = guideline.model();
    this.packed = guideline.packed();
    this.encoder = packed.encoder();
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * What was compared.
   *
   * @param requests how many, each over every decision of its document
   * @param complete how many of them knew every fact
   * @param walked how many decisions were answered by a walk, the rest being left to the engine
   * @param completeWalked the same of the complete requests
   * @param decisions how many decisions were asked for
   * @param completeDecisions the same of the complete requests
   * @param undecided how many of the walked decisions were undecided
   * @param explained of how many decisions the tables also said every deciding clause and criterion
   */
  public record Report(
      long requests,
      long complete,
      long decisions,
      long completeDecisions,
      long walked,
      long completeWalked,
      long undecided,
      long explained) {
    static final Report NOTHING = new Report(0, 0, 0, 0, 0, 0, 0, 0);

    Report plus(Report other) {
      return new Report(
          requests + other.requests,
          complete + other.complete,
          decisions + other.decisions,
          completeDecisions + other.completeDecisions,
          walked + other.walked,
          completeWalked + other.completeWalked,
          undecided + other.undecided,
          explained + other.explained);
    }
  }

  /**
   * Compares so many requests.
   *
   * @throws AssertionError on the first difference
   */
  public static Report run(CompiledGuideline guideline, long seed, int requests) {
    var check = new PackedCheck(guideline, seed);
    Report report = Report.NOTHING;
    for (int index = 0; index < requests; index++) {
      report = report.plus(check.compare(index % 2 == 0));
    }
    return report;
  }

  /** Requests as they are compared, the first complete, the next partial, and so on. */
  public static List<Request> requests(CompiledGuideline guideline, long seed, int count) {
    var check = new PackedCheck(guideline, seed);
    var requests = new ArrayList<Request>();
    for (int index = 0; index < count; index++) {
      requests.add(check.request(index % 2 == 0));
    }
    return requests;
  }

  private Report compare(boolean complete) {
    Request request = request(complete);
    var row = new long[packed.layout().words() + 1];
    if (!packed.encode(request, encoder, row, 1)) {
      throw new AssertionError("a possible request is refused: " + request);
    }
    if (!encoder.isWorkedOut()) {
      return new Report(1, complete ? 1 : 0, 0, 0, 0, 0, 0, 0);
    }
    Answer answer = Decider.decide(model, request, Detail.OUTCOME);
    packed.answer(request).ifPresent(found -> expect(request, answer, found));
    long walked = 0;
    long undecided = 0;
    long explained = 0;
    for (int index = 0; index < answer.decisions().size(); index++) {
      PackedDecision decision = packed.decisions().get(index);
      DecisionAnswer expected = answer.decisions().get(index);
      int result = decision.decide(row, 1);
      if (packed.layout().words() == 1 && decision.decide(row[1]) != result) {
        throw new AssertionError("the two ways to walk differ");
      }
      if (result == PackedDecision.EXACT) {
        continue;
      }
      walked++;
      undecided += decision.isDecided(result) ? 0 : 1;
      expect(request, expected.reachable(), decision.reachable(result));
      expect(request, expected.reachable().size() == 1, decision.isDecided(result));
      Optional<Verdict> verdict = decision.verdict(row, 1);
      verdict.ifPresent(
          found ->
              expect(
                  request,
                  new Verdict(expected.outcome(), expected.reachable(), expected.clauses()),
                  found));
      Optional<List<CriterionStatus>> criteria = decision.criteria(row, 1);
      criteria.ifPresent(found -> expect(request, expected.criteria(), found));
      explained += verdict.isPresent() && criteria.isPresent() ? 1 : 0;
    }
    long decisions = answer.decisions().size();
    return new Report(
        1,
        complete ? 1 : 0,
        decisions,
        complete ? decisions : 0,
        walked,
        complete ? walked : 0,
        undecided,
        explained);
  }

  private void expect(Request request, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AssertionError(
          model.guideline().id()
              + " "
              + model.guideline().version()
              + ": expected "
              + expected
              + " but found "
              + found
              + " for "
              + request);
    }
  }

  // Requests

  private Request request(boolean complete) {
    Guideline guideline = model.guideline();
    LocalDate date = guideline.effective().plusDays(random.nextInt(3) * 401L);
    if (guideline.through().map(date::isAfter).orElse(false)) {
      date = guideline.effective();
    }
    return request(date, complete);
  }

  private Request request(LocalDate date, boolean complete) {
    Map<FactName, List<Value>> known = values.computeIfAbsent(date, this::values);
    var facts = new TreeMap<FactName, Knowledge>();
    known.forEach(
        (fact, all) -> {
          Value value = all.get(random.nextInt(all.size()));
          if (complete) {
            facts.put(fact, known(completed(value)));
          } else {
            knowledge(fact, value, all).ifPresent(knowledge -> facts.put(fact, knowledge));
          }
        });
    return new Request(date, facts);
  }

  private Map<FactName, List<Value>> values(LocalDate date) {
    var representatives = new Representatives(model.guideline(), date);
    var result = new TreeMap<FactName, List<Value>>();
    for (FactDeclaration fact : representatives.facts()) {
      List<Value> all = representatives.candidates(fact).all();
      if (!all.isEmpty()) {
        result.put(fact.name(), all);
      }
    }
    return result;
  }

  private static Knowledge known(Value value) {
    return new Knowledge.Known(value, List.of());
  }

  private static Value completed(Value value) {
    return switch (value) {
      case Value.Codes(var codes, var _) -> new Value.Codes(codes, true);
      case Value.Events(var events, var _) -> new Value.Events(events, true);
      case Value.YesNo _,
          Value.Symbol _,
          Value.Decimal _,
          Value.Day _,
          Value.OneCode _,
          Value.InForce _ ->
          value;
    };
  }

  private Optional<Knowledge> knowledge(FactName fact, Value value, List<Value> all) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5 -> Optional.empty();
      case 6 -> Optional.of(new Knowledge.Unanswerable(List.of()));
      case 7 -> Optional.of(new Knowledge.NotAsked());
      case 8 ->
          Optional.of(
              new Knowledge.Contradicted(
                  List.of(
                      new Knowledge.Known(value, List.of()),
                      new Knowledge.Known(all.getFirst(), List.of()))));
      case 9 -> Optional.of(narrowed(fact, value));
      case 10, 11 -> Optional.of(known(incomplete(value)));
      default -> Optional.of(known(completed(value)));
    };
  }

  private static Value incomplete(Value value) {
    return switch (value) {
      case Value.Codes(var codes, var _) -> new Value.Codes(codes, false);
      case Value.Events(var events, var _) -> new Value.Events(events, false);
      case Value.YesNo _,
          Value.Symbol _,
          Value.Decimal _,
          Value.Day _,
          Value.OneCode _,
          Value.InForce _ ->
          value;
    };
  }

  private Knowledge narrowed(FactName fact, Value value) {
    return switch (value) {
      case Value.Symbol(String name) -> {
        var names = new ArrayList<String>(List.of(name));
        if (model.types().get(fact) instanceof FactType.Enumeration(List<String> declared)) {
          names.add(declared.get(random.nextInt(declared.size())));
        }
        yield new Knowledge.Narrowed(new Knowledge.Range.Symbols(Set.copyOf(names)), List.of());
      }
      case Value.Decimal(BigDecimal number) ->
          new Knowledge.Narrowed(
              new Knowledge.Range.Numbers(
                  Optional.of(new Knowledge.Range.Limit(number, true)),
                  random.nextBoolean()
                      ? Optional.empty()
                      : Optional.of(
                          new Knowledge.Range.Limit(
                              number.add(BigDecimal.valueOf(random.nextInt(3))), true))),
              List.of());
      case Value.Day(LocalDate day) ->
          new Knowledge.Narrowed(
              new Knowledge.Range.Days(
                  Optional.of(day),
                  random.nextBoolean() || day.getYear() > 9990
                      ? Optional.empty()
                      : Optional.of(day.plusDays(random.nextInt(60)))),
              List.of());
      case Value.YesNo _, Value.OneCode _, Value.Codes _, Value.Events _, Value.InForce _ ->
          known(value);
    };
  }

  /** The same over random guidelines. */
  public static Report runRandom(long firstSeed, boolean related, int guidelines) {
    Report report = Report.NOTHING;
    int done = 0;
    for (long seed = firstSeed; done < guidelines; seed++) {
      if (Engine.compile(RandomGuidelines.of(seed, related))
          instanceof Compilation.Compiled(CompiledGuideline compiled, var _)) {
        done++;
        try {
          report = report.plus(run(compiled, seed, EACH_RANDOM));
        } catch (AssertionError error) {
          throw new AssertionError("seed " + seed + ": " + error.getMessage(), error);
        }
      }
    }
    return report;
  }

  /** The same over every guideline of a library that decides something. */
  public static Report runLibrary(Path folder, int requests) throws IOException {
    Report report = Report.NOTHING;
    for (Guideline guideline : Library.load(folder).guidelines()) {
      if (!guideline.decisions().isEmpty()
          && Engine.compile(guideline)
              instanceof Compilation.Compiled(CompiledGuideline compiled, var _)) {
        report = report.plus(run(compiled, 1, requests));
      }
    }
    return report;
  }

  /** Compares and prints. */
  public static void main(String[] arguments) throws IOException {
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    int guidelines = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500;
    System.out.println("library:               " + runLibrary(Path.of(arguments[0]), requests));
    System.out.println("random, one fact each: " + runRandom(1, false, guidelines));
    System.out.println("random, related facts: " + runRandom(1_000_000, true, guidelines));
    System.out.println("No difference.");
  }
}
