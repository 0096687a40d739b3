package org.proviso.determination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.InvalidFact;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.fhir.ClinicalRecord;
import org.proviso.fhir.Combine;
import org.proviso.fhir.FactReader;
import org.proviso.fhir.Facts;
import org.proviso.fhir.InputProblem;
import org.proviso.fhir.Order;
import org.proviso.fhir.PatientCheck;
import org.proviso.ground.Problem;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** One request on its way to a result, under the documents about its service. */
final class Attempt {
  /**
   * Systems of which one code is one service that is done. Two codes of them are two names of one
   * service only when the guideline says so; drugs and clinical terms have names of other systems
   * besides.
   */
  private static final Set<CodeSystem> SERVICES =
      EnumSet.of(CodeSystem.CPT, CodeSystem.HCPCS, CodeSystem.ICD10PCS);

  private final Determiner determiner;
  private final Library library;
  private final ClinicalRecord record;
  private final Order order;
  private final String digest;
  private final List<InputProblem> noticed;
  private final Options options;
  private final LocalDate today;

  Attempt(
      Determiner determiner,
      Library library,
      ClinicalRecord record,
      Order order,
      String digest,
      List<InputProblem> noticed,
      Options options,
      LocalDate today) {
    this.determiner = determiner;
    this.library = library;
    this.record = record;
    this.order = order;
    this.digest = digest;
    this.noticed = List.copyOf(noticed);
    this.options = options;
    this.today = today;
  }

  Result result() {
    LocalDate date = order.dateOfService();
    if (date.isAfter(today.plusDays(Determiner.HORIZON_DAYS))) {
      return refused(
          "date-of-service-in-the-future",
          "date of service",
          "The date of service %s is more than %d days after %s; no one knows which version will be in force then."
              .formatted(date, Determiner.HORIZON_DAYS, today),
          "Correct the date, or ask again nearer to it.");
    }
    List<InputProblem> impossible = PatientCheck.check(record, date, today);
    if (!impossible.isEmpty()) {
      return new Result.Refused(impossible.stream().map(InputProblem::toProblem).toList());
    }
    Optional<String> line = options.lineOfBusiness().or(order::lineOfBusiness);
    return switch (choose(line, options.guideline())) {
      case Choice.None(Result result) -> result;
      case Choice.One(Guideline guideline) -> decide(guideline);
    };
  }

  private sealed interface Choice {
    record One(Guideline guideline) implements Choice {}

    record None(Result result) implements Choice {}
  }

  private Choice choose(Optional<String> line, Optional<String> wanted) {
    LocalDate date = order.dateOfService();
    List<Guideline> about =
        library.about(order.services()).stream()
            .filter(document -> wanted.map(document.id()::equals).orElseGet(() -> isOurs(document)))
            .toList();
    String services =
        order.services().stream().map(Code::toString).collect(Collectors.joining(", "));
    List<Document.Broken> unaccounted = library.unaccountedFor(date);
    if (about.isEmpty() && !unaccounted.isEmpty()) {
      return new Choice.None(broken(unaccounted.getFirst()));
    }
    if (about.isEmpty()) {
      return new Choice.None(
          new Result.NoGuideline(
              new Problem(
                  "no-guideline",
                  order.reference(),
                  wanted
                      .map(id -> "The library has no guideline " + id + " about " + services + ".")
                      .orElseGet(
                          () ->
                              "No guideline"
                                  + determiner
                                      .payer()
                                      .map(name -> " of " + name)
                                      .orElse(" of the library")
                                  + " is about "
                                  + services
                                  + "."),
                  "Nothing is decided; a person looks at the request. Correct the code, add a guideline for the service, or name another payer's (--guideline ID).")));
    }
    Optional<Choice> broken = broken(about, date);
    if (broken.isPresent()) {
      return broken.get();
    }
    Set<Guideline> candidates = identities();
    candidates.addAll(about);
    List<Guideline> inForce =
        inForce(EnumSet.allOf(DocumentKind.class), date, line).stream()
            .filter(candidates::contains)
            .toList();
    if (inForce.isEmpty()) {
      return new Choice.None(
          refused(
              "no-version-in-force",
              "date of service",
              noneInForce(about, date),
              "Correct the date of service or the line of business, or add the version that applied."));
    }
    if (inForce.size() > 1) {
      return new Choice.None(
          refused(
              "several-guidelines",
              order.reference(),
              "Several guidelines are about %s on %s: %s.".formatted(services, date, ids(inForce)),
              "Say which one applies (--guideline ID)."));
    }
    Guideline guideline = inForce.getFirst();
    Optional<Code> other =
        order.services().stream()
            .filter(code -> SERVICES.contains(code.system()))
            .filter(code -> !guideline.services().contains(code))
            .findFirst();
    return other
        .<Choice>map(
            code ->
                new Choice.None(
                    refused(
                        "services-differ",
                        order.reference(),
                        "The order names its service by %s, and %s is not about %s: what is ordered is in doubt."
                            .formatted(services, guideline.id(), code),
                        "Send one request for each service, or only the codes that name this one.")))
        .orElseGet(() -> new Choice.One(guideline));
  }

  /** A guideline of the payer whose library this is; of any payer, where the library names none. */
  private boolean isOurs(Guideline document) {
    return document.kind() == DocumentKind.GUIDELINE
        && determiner.payer().map(document.payer()::equals).orElse(true);
  }

  /**
   * A version that would be in force and has errors: nothing may be decided by another in its
   * place.
   */
  private Optional<Choice> broken(List<Guideline> about, LocalDate date) {
    for (String id : about.stream().map(Guideline::id).distinct().toList()) {
      if (library.version(id, date) instanceof Library.Version.Broken(var document)) {
        return Optional.of(new Choice.None(broken(document)));
      }
    }
    return Optional.empty();
  }

  private static Result broken(Document.Broken document) {
    return refused(
        "guideline-broken",
        document.file(),
        "The document has errors and may be the one in force, so nothing is decided.",
        "Run: proviso check");
  }

  private static String noneInForce(List<Guideline> about, LocalDate date) {
    LocalDate first =
        about.stream().map(Guideline::effective).min(Comparator.naturalOrder()).orElseThrow();
    return date.isBefore(first)
        ? "No version of %s was in force on %s; the first applies from %s."
            .formatted(ids(about), date, first)
        : "No version of %s applies on %s in this line of business and jurisdiction."
            .formatted(ids(about), date);
  }

  private static String ids(List<Guideline> guidelines) {
    return guidelines.stream().map(Guideline::id).distinct().collect(Collectors.joining(", "));
  }

  /** Documents of the kinds about any of the order's codes; what is not known rules none out. */
  private List<Guideline> inForce(Set<DocumentKind> kinds, LocalDate date, Optional<String> line) {
    Set<Guideline> seen = identities();
    var found = new ArrayList<Guideline>();
    for (Code service : order.services()) {
      for (Guideline document : library.forService(service, date, line, order.jurisdiction())) {
        if (kinds.contains(document.kind()) && seen.add(document)) {
          found.add(document);
        }
      }
    }
    return found;
  }

  /** Documents of one library are told apart as objects: comparing whole ones costs too much. */
  private static Set<Guideline> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private Result decide(Guideline guideline) {
    CompiledGuideline ready;
    switch (determiner.compile(guideline)) {
      case Engine.Compilation.Rejected(var diagnostics) -> {
        return refused(
            "guideline-rejected",
            guideline.file(),
            "Version %s of %s does not pass its checks (%s), so nothing is decided by it."
                .formatted(guideline.version(), guideline.id(), diagnostics.getFirst().id()),
            "Run: proviso check");
      }
      case Engine.Compilation.Compiled(CompiledGuideline done, var warnings) -> ready = done;
    }
    Facts facts = FactReader.read(record, order, guideline, determiner.terminology());
    var problems = new ArrayList<Problem>();
    noticed.forEach(problem -> problems.add(problem.toProblem()));
    facts.problems().forEach(problem -> problems.add(problem.toProblem()));
    switch (overlay(guideline, facts.request(), options)) {
      case Overlay.Wrong(var wrong) -> {
        return new Result.Refused(wrong);
      }
      case Overlay.Laid(Request laid) -> {
        Request request = withDocuments(guideline, laid, problems);
        List<InvalidFact> invalid = ready.check(request);
        if (!invalid.isEmpty()) {
          return new Result.Refused(
              invalid.stream()
                  .map(
                      fact ->
                          new Problem(
                              "invalid-fact", fact.subject(), fact.message(), "Correct the value."))
                  .toList());
        }
        Answer answer = ready.decide(request);
        return new Result.Determined(
            new Determination(
                answer,
                request,
                referrals(answer, request),
                problems.stream().distinct().toList(),
                today,
                digest,
                determiner.terminology().releasesOn(order.dateOfService())));
      }
    }
  }

  private sealed interface Overlay {
    record Laid(Request request) implements Overlay {}

    record Wrong(List<Problem> problems) implements Overlay {}
  }

  /**
   * What the caller says, beside what the record says. The line of business that the caller gives
   * replaces the record's; an answer that agrees with the record adds evidence, one that disagrees
   * contradicts it.
   */
  private static Overlay overlay(Guideline guideline, Request request, Options options) {
    var wrong = new ArrayList<Problem>();
    Request laid = request;
    if (options.lineOfBusiness().isPresent()
        && guideline.fact(Determiner.LINE_OF_BUSINESS).isPresent()) {
      switch (GivenAnswer.read(
          guideline, Determiner.LINE_OF_BUSINESS, options.lineOfBusiness().get(), "option")) {
        case GivenAnswer.Right(Knowledge knowledge) ->
            laid = laid.with(Determiner.LINE_OF_BUSINESS, knowledge);
        case GivenAnswer.Wrong(Problem problem) -> wrong.add(problem);
      }
    }
    for (var answer : new TreeMap<>(options.answers()).entrySet()) {
      FactName fact = answer.getKey();
      switch (GivenAnswer.read(guideline, fact, answer.getValue(), options.channel())) {
        case GivenAnswer.Right(Knowledge knowledge) ->
            laid = laid.with(fact, Combine.all(List.of(laid.knowledge(fact), knowledge)));
        case GivenAnswer.Wrong(Problem problem) -> wrong.add(problem);
      }
    }
    return wrong.isEmpty() ? new Overlay.Laid(laid) : new Overlay.Wrong(wrong);
  }

  /**
   * Fills the facts that stand for other documents. A document that has errors, or does not
   * compile, may be in force or not: then the fact is not known, and a person looks.
   */
  private Request withDocuments(Guideline guideline, Request request, List<Problem> problems) {
    Request filled = request;
    for (FactDeclaration fact : guideline.facts()) {
      if (fact.type() instanceof FactType.Document(var kinds)) {
        List<Guideline> documents = documents(kinds, request);
        List<String> unusable = unusable(guideline, kinds, documents);
        for (String file : unusable) {
          problems.add(
              new Problem(
                  "document-broken",
                  file,
                  "The document has errors, so whether it is in force for %s is not known."
                      .formatted(fact.name()),
                  "Run: proviso check"));
        }
        if (unusable.isEmpty()) {
          filled = filled.with(fact.name(), inForce(documents));
        }
      }
    }
    return filled;
  }

  private Knowledge inForce(List<Guideline> documents) {
    String services =
        order.services().stream().map(Code::toString).collect(Collectors.joining(", "));
    List<Evidence> evidence =
        documents.isEmpty()
            ? List.of(
                new Evidence.Library(
                    "none about " + services + " in force on " + order.dateOfService()))
            : documents.stream()
                .<Evidence>map(found -> new Evidence.Library(found.id() + " " + found.version()))
                .toList();
    return new Knowledge.Known(new Value.InForce(!documents.isEmpty()), evidence);
  }

  /** Files of documents that may be of the kinds and in force, and cannot be used. */
  private List<String> unusable(
      Guideline guideline, Set<DocumentKind> kinds, List<Guideline> documents) {
    LocalDate date = order.dateOfService();
    Stream<String> broken =
        library.broken().isEmpty()
            ? Stream.empty()
            : Stream.concat(
                    library.unaccountedFor(date).stream(),
                    library.identifiers().stream()
                        .filter(id -> !id.equals(guideline.id()))
                        .filter(
                            id ->
                                library.versions(id).stream()
                                    .anyMatch(version -> kinds.contains(version.kind())))
                        .flatMap(
                            id ->
                                library.version(id, date)
                                        instanceof Library.Version.Broken(var document)
                                    ? Stream.of(document)
                                    : Stream.empty()))
                .map(Document.Broken::file);
    Stream<String> rejected =
        documents.stream()
            .filter(document -> determiner.compile(document) instanceof Engine.Compilation.Rejected)
            .map(Guideline::file);
    return Stream.concat(broken, rejected).distinct().toList();
  }

  private List<Guideline> documents(Set<DocumentKind> kinds, Request request) {
    return inForce(kinds, request.dateOfService(), line(request));
  }

  private static Optional<String> line(Request request) {
    return request.knowledge(Determiner.LINE_OF_BUSINESS)
            instanceof Knowledge.Known(Value.Symbol(String name), var evidence)
        ? Optional.of(name)
        : Optional.empty();
  }

  private Map<String, Referral> referrals(Answer answer, Request request) {
    var referrals = new LinkedHashMap<String, Referral>();
    for (DecisionAnswer decision : answer.decisions()) {
      if (decision.outcome().orElse(null) instanceof Outcome.Refer(Outcome.Target target)) {
        referral(answer.guideline(), target, request)
            .ifPresent(referral -> referrals.put(decision.decision(), referral));
      }
    }
    return referrals;
  }

  private Optional<Referral> referral(Guideline guideline, Outcome.Target target, Request request) {
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
              .flatMap(type -> documents(type.kinds(), request).stream().findFirst())
              .flatMap(document -> answerOf(document));
    };
  }

  /** What another document says to the same request. It does not refer further. */
  private Optional<Referral> answerOf(Guideline document) {
    if (!(determiner.compile(document)
        instanceof Engine.Compilation.Compiled(CompiledGuideline ready, var warnings))) {
      return Optional.empty();
    }
    Facts facts = FactReader.read(record, order, document, determiner.terminology());
    return overlay(document, facts.request(), declared(document, options))
                instanceof Overlay.Laid(Request request)
            && ready.check(request).isEmpty()
        ? Optional.of(new Referral.Document(ready.decide(request), request))
        : Optional.empty();
  }

  /** Without the answers to questions that the document does not ask. */
  private static Options declared(Guideline document, Options options) {
    var answers = new TreeMap<>(options.answers());
    answers.keySet().removeIf(fact -> document.fact(fact).isEmpty());
    return options.answering(answers, options.channel());
  }

  private static Result refused(String id, String place, String message, String help) {
    return new Result.Refused(List.of(new Problem(id, place, message, help)));
  }
}
