package org.proviso.determination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.InvalidFact;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.ground.Problem;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * The version that applies to a request, ready to decide the facts of any number of such requests:
 * one by one with {@link #decide}, or row by row with {@link #rows}. Immutable; safe for use by
 * several threads.
 */
public final class Plan implements Prepared {
  private final Determiner determiner;
  private final ServiceRequested requested;
  private final CompiledGuideline compiled;
  private final LocalDate today;
  private final DocumentFacts documents;
  private final DocumentFacts.Found ofTheLibrary;
  private volatile @Nullable List<DocumentFlag> flags;

  /** Whether a document is in force, by the place of its fact in a packed row. */
  record DocumentFlag(int fact, boolean inForce) {}

  Plan(
      Determiner determiner,
      Library library,
      ServiceRequested requested,
      List<Code> services,
      CompiledGuideline compiled,
      LocalDate today) {
    this.determiner = determiner;
    this.requested = requested;
    this.compiled = compiled;
    this.today = today;
    this.documents = new DocumentFacts(determiner, library, requested, services);
    this.ofTheLibrary = documents.of(compiled.guideline(), requested.lineOfBusiness());
  }

  /** The version that decides. */
  public Guideline guideline() {
    return compiled.guideline();
  }

  /** The date of service that it was chosen for. */
  public LocalDate dateOfService() {
    return requested.dateOfService();
  }

  /** A decider of packed rows by this version, for one thread. */
  public RowDecider rows() {
    return new RowDecider(compiled);
  }

  CompiledGuideline compiled() {
    return compiled;
  }

  /** What the library says of the facts that stand for its documents. */
  Map<FactName, Knowledge> documents() {
    return ofTheLibrary.known();
  }

  /** The same, in the line of business that the facts of a request name. */
  Map<FactName, Knowledge> documents(Request request) {
    return found(lineOfBusiness(request)).known();
  }

  private DocumentFacts.Found found(Optional<String> lineOfBusiness) {
    return lineOfBusiness.equals(requested.lineOfBusiness())
        ? ofTheLibrary
        : documents.of(guideline(), lineOfBusiness);
  }

  /** The same, for packed rows. */
  List<DocumentFlag> documentFlags() {
    List<DocumentFlag> made = flags;
    if (made == null) {
      var all = new ArrayList<DocumentFlag>();
      documents()
          .forEach(
              (fact, knowledge) -> {
                if (knowledge instanceof Knowledge.Known(Value.InForce(boolean yes), var _)) {
                  compiled.packed().fact(fact).ifPresent(at -> all.add(new DocumentFlag(at, yes)));
                }
              });
      made = List.copyOf(all);
      flags = made;
    }
    return made;
  }

  /** Decides from one source of facts. */
  public Result decide(FactSource source) {
    return switch (read(guideline(), source)) {
      case SourceFacts.Unusable(List<Problem> problems) -> new Refused(problems);
      case SourceFacts.Found(var known, List<Problem> notes) -> decide(source, known, notes);
    };
  }

  private Result decide(FactSource source, Map<FactName, Knowledge> known, List<Problem> notes) {
    var request = new Request(requested.dateOfService(), usable(guideline(), source, known));
    Optional<String> line = lineOfBusiness(request);
    DocumentFacts.Found found =
        source.statesDocuments() ? new DocumentFacts.Found(Map.of(), List.of()) : found(line);
    Request whole = with(request, found.known());
    List<InvalidFact> invalid = compiled.check(whole);
    if (!invalid.isEmpty()) {
      return new Refused(
          invalid.stream()
              .map(
                  fact ->
                      new Problem(
                          RefusalId.INVALID_FACT.id(),
                          fact.subject(),
                          fact.message(),
                          "Correct the value."))
              .toList());
    }
    var all = new ArrayList<>(notes);
    all.addAll(found.notes());
    Answer answer = compiled.decide(whole);
    return new Determination(
        answer,
        whole,
        referrals(answer, source, line),
        Map.of(),
        all.stream().distinct().toList(),
        today,
        source.digest(),
        determiner.terminology().releasesOn(requested.dateOfService()));
  }

  /** The source's facts; a fact that it names and the guideline does not declare is refused. */
  private static SourceFacts read(Guideline guideline, FactSource source) {
    List<Problem> unknown =
        source.stated().stream()
            .filter(fact -> guideline.fact(fact).isEmpty())
            .map(fact -> GivenAnswer.unknown(guideline, fact))
            .toList();
    SourceFacts facts = source.facts(guideline);
    if (unknown.isEmpty()) {
      return facts;
    }
    var problems = new ArrayList<>(unknown);
    if (facts instanceof SourceFacts.Unusable(List<Problem> others)) {
      problems.addAll(others);
    }
    return new SourceFacts.Unusable(problems);
  }

  /** Without the documents in force, unless the source may say which are. */
  private static Map<FactName, Knowledge> usable(
      Guideline guideline, FactSource source, Map<FactName, Knowledge> known) {
    return source.statesDocuments() ? known : withoutDocuments(guideline, known);
  }

  static Map<FactName, Knowledge> withoutDocuments(
      Guideline guideline, Map<FactName, Knowledge> known) {
    var usable = new TreeMap<>(known);
    guideline.facts().stream()
        .filter(fact -> fact.type() instanceof FactType.Document)
        .forEach(fact -> usable.remove(fact.name()));
    return usable;
  }

  static Request with(Request request, Map<FactName, Knowledge> more) {
    if (more.isEmpty()) {
      return request;
    }
    var facts = new TreeMap<>(request.facts());
    facts.putAll(more);
    return new Request(request.dateOfService(), facts);
  }

  /**
   * The line of business by which other documents are found: the fact of that name where the
   * guideline declares it, since an answer may contradict the coverage; else the request's.
   */
  private Optional<String> lineOfBusiness(Request request) {
    if (guideline().fact(Determiner.LINE_OF_BUSINESS).isEmpty()) {
      return requested.lineOfBusiness();
    }
    return request.knowledge(Determiner.LINE_OF_BUSINESS)
            instanceof Knowledge.Known(Value.Symbol(String name), var _)
        ? Optional.of(name)
        : Optional.empty();
  }

  private Map<String, Referral> referrals(
      Answer answer, FactSource source, Optional<String> lineOfBusiness) {
    var referrals = new LinkedHashMap<String, Referral>();
    for (DecisionAnswer decision : answer.decisions()) {
      if (decision.outcome().orElse(null) instanceof Outcome.Refer(Outcome.Target target)) {
        referral(target, source, lineOfBusiness)
            .ifPresent(referral -> referrals.put(decision.decision(), referral));
      }
    }
    return referrals;
  }

  private Optional<Referral> referral(
      Outcome.Target target, FactSource source, Optional<String> lineOfBusiness) {
    return switch (target) {
      case Outcome.Target.Named(String authority) -> Optional.of(new Referral.Authority(authority));
      case Outcome.Target.OfDecision(String decision) ->
          Optional.of(new Referral.Decision(decision));
      case Outcome.Target.OfFact(FactName fact) ->
          guideline()
              .fact(fact)
              .map(FactDeclaration::type)
              .filter(FactType.Document.class::isInstance)
              .map(FactType.Document.class::cast)
              .flatMap(type -> documents.inForce(type.kinds(), lineOfBusiness).stream().findFirst())
              .flatMap(document -> answerOf(document, source));
    };
  }

  /**
   * What another document says to the same facts. It does not refer further, and facts that the
   * source names for the leading guideline need not be facts of this one.
   */
  private Optional<Referral> answerOf(Guideline document, FactSource source) {
    if (!(determiner.compile(document)
        instanceof Engine.Compilation.Compiled(CompiledGuideline ready, var _))) {
      return Optional.empty();
    }
    if (!(source.facts(document) instanceof SourceFacts.Found(var known, var _))) {
      return Optional.empty();
    }
    var request = new Request(requested.dateOfService(), usable(document, source, known));
    return ready.check(request).isEmpty()
        ? Optional.of(new Referral.Document(ready.decide(request), request))
        : Optional.empty();
  }
}
