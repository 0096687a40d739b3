package org.proviso.determination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.InvalidFact;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.fhir.BundleReader;
import org.proviso.fhir.ClinicalRecord;
import org.proviso.fhir.FactReader;
import org.proviso.fhir.Facts;
import org.proviso.fhir.InputProblem;
import org.proviso.fhir.Order;
import org.proviso.fhir.OrderReader;
import org.proviso.fhir.Reading;
import org.proviso.language.library.Library;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.Terminology;

/**
 * Turns requests into determinations: chooses the version by the date of service, fills its facts
 * from the record, the caller's answers and the library, decides, and follows referrals to other
 * documents. Safe for use by several threads; compiled guidelines are kept.
 */
public final class Determiner {
  /** The fact that the coverage's line of business answers, by the name that shared facts use. */
  public static final FactName LINE_OF_BUSINESS = new FactName("line-of-business");

  /** How many days after the day of the decision a service may lie; docs/decisions/0008. */
  public static final int HORIZON_DAYS = 180;

  private final Library library;
  private final Terminology terminology;
  private final Map<String, Engine.Compilation> compiled = new ConcurrentHashMap<>();

  /** A determiner over the documents of a library. */
  public Determiner(Library library, Terminology terminology) {
    this.library = library;
    this.terminology = terminology;
  }

  /**
   * Determines a request.
   *
   * @param bundle a FHIR R4 Bundle in JSON
   * @param today the day of the decision
   */
  public Result determine(byte[] bundle, Options options, LocalDate today) {
    return switch (BundleReader.standard().read(bundle)) {
      case Reading.Refused<ClinicalRecord>(var problems) -> refused(problems);
      case Reading.Done<ClinicalRecord>(ClinicalRecord record, var problems) ->
          determine(record, Digest.sha256(bundle), problems, options, today);
    };
  }

  private Result determine(
      ClinicalRecord record,
      String digest,
      List<InputProblem> noticed,
      Options options,
      LocalDate today) {
    return switch (OrderReader.read(record, terminology, options.dateOfService())) {
      case Reading.Refused<Order>(var problems) -> refused(problems);
      case Reading.Done<Order>(Order order, var problems) -> {
        var all = new ArrayList<>(noticed);
        all.addAll(problems);
        yield determine(record, order, digest, all, options, today);
      }
    };
  }

  private Result determine(
      ClinicalRecord record,
      Order order,
      String digest,
      List<InputProblem> noticed,
      Options options,
      LocalDate today) {
    LocalDate date = order.dateOfService();
    if (date.isAfter(today.plusDays(HORIZON_DAYS))) {
      return new Result.Refused(
          List.of(
              new Problem(
                  "date-of-service-in-the-future",
                  "date of service",
                  "The date of service %s is more than %d days after today, %s; no one knows which version will be in force then."
                      .formatted(date, HORIZON_DAYS, today),
                  "Correct the date, or ask again nearer to it.")));
    }
    Optional<String> line = options.lineOfBusiness().or(order::lineOfBusiness);
    return switch (choose(order, line, options.guideline())) {
      case Choice.None(Result result) -> result;
      case Choice.One(Guideline guideline) ->
          decide(record, order, guideline, digest, noticed, options, today);
    };
  }

  private sealed interface Choice {
    record One(Guideline guideline) implements Choice {}

    record None(Result result) implements Choice {}
  }

  private Choice choose(Order order, Optional<String> line, Optional<String> wanted) {
    LocalDate date = order.dateOfService();
    List<Guideline> about =
        library.documents().stream()
            .filter(document -> document.kind() == DocumentKind.GUIDELINE)
            .filter(document -> document.services().stream().anyMatch(order.services()::contains))
            .filter(document -> wanted.isEmpty() || wanted.get().equals(document.id()))
            .toList();
    String services =
        order.services().stream().map(Code::toString).collect(Collectors.joining(", "));
    if (about.isEmpty()) {
      return new Choice.None(
          new Result.NoGuideline(
              new Problem(
                  "no-guideline",
                  order.reference(),
                  wanted
                      .map(id -> "The library has no guideline " + id + " about " + services + ".")
                      .orElse("No guideline of the library is about " + services + "."),
                  "Nothing is decided; a person looks at the request. Add a guideline for the service, or correct the code.")));
    }
    List<Guideline> inForce = inForce(about, date, line, order.jurisdiction());
    if (inForce.isEmpty()) {
      LocalDate first =
          about.stream().map(Guideline::effective).min(Comparator.naturalOrder()).get();
      return new Choice.None(
          new Result.Refused(
              List.of(
                  new Problem(
                      "no-version-in-force",
                      "date of service",
                      "No version of %s was in force on %s; the first applies from %s."
                          .formatted(ids(about), date, first),
                      "Correct the date of service, or add the version that applied."))));
    }
    if (inForce.size() > 1) {
      return new Choice.None(
          new Result.Refused(
              List.of(
                  new Problem(
                      "several-guidelines",
                      order.reference(),
                      "Several guidelines are about %s on %s: %s."
                          .formatted(services, date, ids(inForce)),
                      "Say which one applies (--guideline ID)."))));
    }
    return new Choice.One(inForce.getFirst());
  }

  private static String ids(List<Guideline> guidelines) {
    return guidelines.stream().map(Guideline::id).distinct().collect(Collectors.joining(", "));
  }

  private List<Guideline> inForce(
      List<Guideline> candidates,
      LocalDate date,
      Optional<String> line,
      Optional<String> jurisdiction) {
    return candidates.stream()
        .map(Guideline::id)
        .distinct()
        .flatMap(id -> library.versionInForce(id, date).stream())
        .filter(document -> candidates.contains(document))
        .filter(document -> applies(document.linesOfBusiness(), line))
        .filter(document -> applies(document.jurisdictions(), jurisdiction))
        .toList();
  }

  /** What is not known does not rule a document out. */
  private static boolean applies(java.util.Set<String> to, Optional<String> what) {
    return to.isEmpty() || what.isEmpty() || to.contains(what.get());
  }

  private Result decide(
      ClinicalRecord record,
      Order order,
      Guideline guideline,
      String digest,
      List<InputProblem> noticed,
      Options options,
      LocalDate today) {
    CompiledGuideline ready;
    switch (compile(guideline)) {
      case Engine.Compilation.Rejected(var diagnostics) -> {
        return new Result.Refused(
            List.of(
                new Problem(
                    "guideline-rejected",
                    guideline.file(),
                    "Version %s of %s does not pass its checks (%s), so nothing is decided by it."
                        .formatted(
                            guideline.version(), guideline.id(), diagnostics.getFirst().id()),
                    "Run: proviso check " + guideline.file())));
      }
      case Engine.Compilation.Compiled(CompiledGuideline done, var warnings) -> ready = done;
    }
    Facts facts = FactReader.read(record, order, guideline, terminology);
    var problems = new ArrayList<Problem>();
    noticed.forEach(problem -> problems.add(Problem.of(problem)));
    facts.problems().forEach(problem -> problems.add(Problem.of(problem)));
    switch (overlay(guideline, facts.request(), options)) {
      case Overlay.Wrong(var wrong) -> {
        return new Result.Refused(wrong);
      }
      case Overlay.Laid(Request laid) -> {
        Request request = withDocuments(guideline, laid, order);
        List<InvalidFact> invalid = ready.check(request);
        if (!invalid.isEmpty()) {
          return new Result.Refused(
              invalid.stream()
                  .map(fact -> new Problem("invalid-fact", fact.subject(), fact.message(), ""))
                  .toList());
        }
        Answer answer = ready.decide(request);
        return new Result.Determined(
            new Determination(
                answer,
                request,
                referrals(answer, request, record, order, options),
                problems.stream().distinct().toList(),
                today,
                digest,
                terminology.releasesOn(order.dateOfService())));
      }
    }
  }

  /** The compiled form of a document of the library. */
  public Engine.Compilation compile(Guideline guideline) {
    return compiled.computeIfAbsent(
        guideline.id() + " " + guideline.contentHash(), _ -> Engine.compile(guideline));
  }

  private sealed interface Overlay {
    record Laid(Request request) implements Overlay {}

    record Wrong(List<Problem> problems) implements Overlay {}
  }

  /**
   * What the caller says, beside what the record says: agreement adds evidence, disagreement
   * contradicts.
   */
  private static Overlay overlay(Guideline guideline, Request request, Options options) {
    var wrong = new ArrayList<Problem>();
    Request laid = request;
    if (options.lineOfBusiness().isPresent()) {
      switch (AnswerText.read(guideline, LINE_OF_BUSINESS, options.lineOfBusiness().get())) {
        case AnswerText.Read.Value(Value value) ->
            laid =
                laid.with(
                    LINE_OF_BUSINESS,
                    new Knowledge.Known(value, List.of(new Evidence.Answered("command line"))));
        case AnswerText.Read.Unanswerable() -> {}
        case AnswerText.Read.Wrong(Problem problem) -> wrong.add(problem);
      }
    }
    return wrong.isEmpty() ? new Overlay.Laid(laid) : new Overlay.Wrong(wrong);
  }

  private Request withDocuments(Guideline guideline, Request request, Order order) {
    Request filled = request;
    for (FactDeclaration fact : guideline.facts()) {
      if (fact.type() instanceof FactType.Document(var kinds)) {
        List<Guideline> documents = documents(kinds, request, order);
        filled =
            filled.with(
                fact.name(),
                new Knowledge.Known(
                    new Value.InForce(!documents.isEmpty()),
                    documents.stream()
                        .<Evidence>map(
                            found -> new Evidence.Library(found.id() + " " + found.version()))
                        .toList()));
      }
    }
    return filled;
  }

  private List<Guideline> documents(
      java.util.Set<DocumentKind> kinds, Request request, Order order) {
    List<Guideline> about =
        library.documents().stream()
            .filter(document -> kinds.contains(document.kind()))
            .filter(document -> document.services().stream().anyMatch(order.services()::contains))
            .toList();
    return inForce(about, request.dateOfService(), line(request), order.jurisdiction()).stream()
        .sorted(Comparator.comparing(Guideline::kind).thenComparing(Guideline::id))
        .toList();
  }

  private static Optional<String> line(Request request) {
    return request.knowledge(LINE_OF_BUSINESS)
            instanceof Knowledge.Known(Value.Symbol(String name), var evidence)
        ? Optional.of(name)
        : Optional.empty();
  }

  private Map<String, Referral> referrals(
      Answer answer, Request request, ClinicalRecord record, Order order, Options options) {
    var referrals = new LinkedHashMap<String, Referral>();
    for (DecisionAnswer decision : answer.decisions()) {
      if (decision.outcome().orElse(null) instanceof Outcome.Refer(Outcome.Target target)) {
        referral(answer.guideline(), target, request, record, order, options)
            .ifPresent(referral -> referrals.put(decision.decision(), referral));
      }
    }
    return referrals;
  }

  private Optional<Referral> referral(
      Guideline guideline,
      Outcome.Target target,
      Request request,
      ClinicalRecord record,
      Order order,
      Options options) {
    return switch (target) {
      case Outcome.Target.Named(String authority) -> Optional.of(new Referral.Authority(authority));
      case Outcome.Target.OfDecision(String decision) ->
          Optional.of(new Referral.Decision(decision));
      case Outcome.Target.OfFact(FactName fact) ->
          guideline
              .fact(fact)
              .map(FactDeclaration::type)
              .filter(FactType.Document.class::isInstance)
              .map(FactType.Document.class::cast)
              .flatMap(type -> documents(type.kinds(), request, order).stream().findFirst())
              .flatMap(document -> answerOf(document, record, order, options));
    };
  }

  /** What another document says to the same request. It does not refer further. */
  private Optional<Referral> answerOf(
      Guideline document, ClinicalRecord record, Order order, Options options) {
    if (!(compile(document)
        instanceof Engine.Compilation.Compiled(CompiledGuideline ready, var warnings))) {
      return Optional.empty();
    }
    Facts facts = FactReader.read(record, order, document, terminology);
    return overlay(document, facts.request(), options) instanceof Overlay.Laid(Request request)
            && ready.check(request).isEmpty()
        ? Optional.of(new Referral.Document(ready.decide(request), request))
        : Optional.empty();
  }

  private static Result refused(List<InputProblem> problems) {
    return new Result.Refused(
        problems.stream().filter(InputProblem::refuses).map(Problem::of).toList());
  }
}
