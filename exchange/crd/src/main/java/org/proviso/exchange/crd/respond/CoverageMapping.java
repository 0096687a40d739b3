package org.proviso.exchange.crd.respond;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.proviso.determination.Determination;
import org.proviso.determination.Referral;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Disposition;
import org.proviso.exchange.crd.decide.Wanted;
import org.proviso.exchange.crd.hook.Hook;
import org.proviso.exchange.crd.respond.CoverageInformation.Covered;
import org.proviso.exchange.crd.respond.CoverageInformation.Detail;
import org.proviso.exchange.crd.respond.CoverageInformation.DocNeeded;
import org.proviso.exchange.crd.respond.CoverageInformation.DocPurpose;
import org.proviso.exchange.crd.respond.CoverageInformation.InfoNeeded;
import org.proviso.exchange.crd.respond.CoverageInformation.PaNeeded;
import org.proviso.exchange.crd.respond.CoverageInformation.Reason;
import org.proviso.exchange.crd.respond.CoverageInformation.ReasonCode;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Clause;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.Finding;
import org.proviso.payer.PayerConfiguration;
import org.proviso.terminology.Code;

/**
 * From what was found out to what the guide has words for. This is the only place where it is
 * decided that something is covered; docs/crd.md has the table and the reasons.
 */
public final class CoverageMapping {
  /** The notice of an answer to which no guideline gives one. */
  public static final String NOTICE =
      "This is not an authorization and not a guarantee of payment. Benefits are determined by the"
          + " member's contract in effect when the service is rendered.";

  /** The decision on which coverage rests. */
  private static final String MEDICAL_NECESSITY = "medical-necessity";

  private final PayerConfiguration payer;
  private final AssertionIds ids;

  public CoverageMapping(PayerConfiguration payer, AssertionIds ids) {
    this.payer = payer;
    this.ids = ids;
  }

  /**
   * What a finding is about.
   *
   * @param coverage a Reference to the Coverage
   * @param expires the last day of that coverage, when it is known
   * @param codes the codes for which it was decided
   * @param hook at which moment the answer is given
   * @param unsolicited whether an authorization number may be given that nobody asked for
   * @param today the day of the answer
   * @param delivered the resource types of which the EHR replied with all that it has
   * @param unanswered what the EHR was asked in vain: while there is any, nothing is covered
   */
  public record Setting(
      Json.Obj coverage,
      Optional<LocalDate> expires,
      List<Code> codes,
      Hook hook,
      boolean unsolicited,
      LocalDate today,
      Set<String> delivered,
      List<String> unanswered) {
    public Setting {
      codes = List.copyOf(codes);
      delivered = Set.copyOf(delivered);
      unanswered = List.copyOf(unanswered);
    }
  }

  /** What an answer amounts to. */
  public enum Verdict {
    MEETS,
    UNDECIDED,
    REFERRED,
    NOT_MET,
    FAILED
  }

  public CoverageInformation map(Finding finding, Setting setting) {
    return switch (finding) {
      case Finding.Determined(Determination determination, boolean assumed) ->
          determined(determination, assumed, setting);
      case Finding.NoGuideline(Problem problem) -> noGuideline(problem, setting);
      case Finding.Undecidable(List<Problem> problems) -> undecidable(problems, setting);
      case Finding.Trouble(List<Problem> problems) -> trouble(problems, setting);
      case Finding.NotInsured(Finding.Why why) -> notInsured(why, setting);
    };
  }

  /** What an answer amounts to: medical necessity leads, and everything else has to agree. */
  public static Verdict verdict(Answer answer) {
    if (answer.failure().isPresent()) {
      return Verdict.FAILED;
    }
    if (answer.disposition() == Disposition.APPROVABLE) {
      return Verdict.MEETS;
    }
    DecisionAnswer leading = leading(answer);
    Optional<Outcome> outcome = leading.outcome();
    if (outcome.isEmpty()) {
      return Verdict.UNDECIDED;
    }
    if (isElsewhere(leading)) {
      return Verdict.REFERRED;
    }
    if (!(outcome.get() instanceof Outcome.Meets)) {
      return Verdict.NOT_MET;
    }
    if (answer.decisions().stream().anyMatch(decision -> decision.outcome().isEmpty())) {
      return Verdict.UNDECIDED;
    }
    return answer.decisions().stream().anyMatch(CoverageMapping::isElsewhere)
        ? Verdict.REFERRED
        : Verdict.NOT_MET;
  }

  private static DecisionAnswer leading(Answer answer) {
    return answer.decisions().stream()
        .filter(decision -> decision.decision().equals(MEDICAL_NECESSITY))
        .findFirst()
        .orElseGet(() -> answer.decisions().getFirst());
  }

  private static boolean isElsewhere(DecisionAnswer decision) {
    return decision.outcome().orElse(null) instanceof Outcome.Refer(Outcome.Target target)
        && !(target instanceof Outcome.Target.OfDecision);
  }

  private CoverageInformation determined(
      Determination determination, boolean assumed, Setting setting) {
    Answer answer = determination.answer();
    Guideline guideline = answer.guideline();
    var say = new Saying(setting);
    say.notice(guideline.notice());
    link(guideline, answer).ifPresent(url -> say.details.add(new Detail.PolicyLink(url)));
    if (assumed) {
      say.reasons.add(
          Reason.of(
              "The order has no date of service to the day; the guideline is applied as of "
                  + answer.dateOfService()
                  + ", the day of this answer."));
      say.details.add(new Detail.Instruction("Give the order a date of service to the day."));
    } else {
      say.details.add(new Detail.AllowedPeriod(answer.dateOfService(), answer.dateOfService()));
    }
    return switch (verdict(answer)) {
      case MEETS -> {
        say.reasons.add(
            Reason.of("Meets the definition of medical necessity. " + citations(answer, false)));
        if (!setting.unanswered().isEmpty()) {
          yield say.unanswered();
        }
        Set<String> absent = new TreeSet<>(Wanted.absencesRelied(answer));
        absent.removeAll(setting.delivered());
        if (!absent.isEmpty()) {
          say.reasons.add(
              Reason.of(
                  "That rests on what is not on record, and the whole record was not at hand of: "
                      + String.join(", ", absent)
                      + "."));
          say.details.add(
              new Detail.Instruction("A person of the payer looks at the payer's own record."));
          yield say.conditional(needed(assumed));
        }
        yield assumed
            ? say.conditional(List.of(InfoNeeded.TIMEFRAME))
            : meets(guideline, say, setting);
      }
      case UNDECIDED -> undecided(answer, assumed, say, setting);
      case REFERRED -> {
        say.reasons.add(Reason.of(referred(determination)));
        say.details.add(
            new Detail.Instruction(
                "Ask whom the guideline refers to; it does not decide this request itself."));
        yield say.conditional(needed(assumed));
      }
      case NOT_MET -> {
        say.reasons.add(
            Reason.of(
                "The guideline does not find it met ("
                    + leading(answer).outcome().map(Outcome::word).orElse("undecided")
                    + "). Nothing is denied: a person of the payer decides. "
                    + citations(answer, true)));
        say.details.add(
            new Detail.Instruction(
                "Request prior authorization; a person of the payer decides it."));
        yield say.information(
            Covered.CONDITIONAL, Optional.of(PaNeeded.AUTH_NEEDED), needed(assumed));
      }
      case FAILED -> {
        say.reasons.add(
            technical("The guideline could not be worked out; a person of the payer looks at it."));
        yield say.indeterminate();
      }
    };
  }

  private static List<InfoNeeded> needed(boolean assumed) {
    return assumed ? List.of(InfoNeeded.TIMEFRAME, InfoNeeded.OTH) : List.of(InfoNeeded.OTH);
  }

  private CoverageInformation meets(Guideline guideline, Saying say, Setting setting) {
    return switch (payer.approval()) {
      case AUTOMATIC -> {
        if (setting.unsolicited()) {
          say.satisfied = Optional.of(ids.next());
          yield say.information(Covered.COVERED, Optional.of(PaNeeded.SATISFIED), List.of());
        }
        yield byAPerson(guideline, say);
      }
      case BY_A_PERSON -> byAPerson(guideline, say);
      case NOT_REQUIRED ->
          say.information(Covered.COVERED, Optional.of(PaNeeded.NO_AUTH), List.of());
    };
  }

  private static CoverageInformation byAPerson(Guideline guideline, Saying say) {
    say.reasons.add(
        Reason.of(
            "Prior authorization is still to be requested; a person of "
                + guideline.payer()
                + " gives it."));
    return say.information(Covered.COVERED, Optional.of(PaNeeded.AUTH_NEEDED), List.of());
  }

  private CoverageInformation undecided(
      Answer answer, boolean assumed, Saying say, Setting setting) {
    Guideline guideline = answer.guideline();
    String named = name(guideline);
    if (!setting.hook().primary()) {
      // The guide wants nothing of documentation said this early (hook-19).
      say.reasons.add(Reason.of("Not decided yet by " + named + "."));
      say.details.add(
          new Detail.Instruction("Nothing is to be done now; it is decided when it is ordered."));
      return say.open(needed(assumed));
    }
    List<FactDeclaration> missing = missing(answer);
    say.reasons.add(
        Reason.of(
            "Not decided by "
                + named
                + ": information is missing. "
                + missing.stream()
                    .map(CoverageMapping::question)
                    .collect(Collectors.joining(" "))));
    missing.forEach(
        fact -> say.details.add(new Detail.Missing(question(fact), fact.name().text())));
    var docNeeded = new LinkedHashSet<DocNeeded>();
    missing.forEach(fact -> docNeeded.add(whoKnows(fact)));
    say.docNeeded = List.copyOf(docNeeded);
    say.docPurpose = missing.isEmpty() ? Optional.empty() : Optional.of(DocPurpose.WITHPA);
    if (!missing.isEmpty()) {
      payer
          .questionnaires()
          .ifPresent(
              base ->
                  say.questionnaires.add(base.resolve(guideline.id()) + "|" + guideline.version()));
    }
    return say.open(needed(assumed));
  }

  /** The facts that still matter, the most useful first. */
  public static List<FactDeclaration> missing(Answer answer) {
    Set<FactName> names = new LinkedHashSet<>();
    answer.ask().ifPresent(question -> names.add(question.fact().name()));
    answer.decisions().forEach(decision -> names.addAll(decision.missing()));
    return names.stream().flatMap(name -> answer.guideline().fact(name).stream()).toList();
  }

  private static String question(FactDeclaration fact) {
    return fact.question().orElseGet(() -> "What is " + fact.name().text() + "?");
  }

  /** What a coverage tells is administration's; everything else is a clinician's. */
  private static DocNeeded whoKnows(FactDeclaration fact) {
    return !fact.sources().isEmpty()
            && fact.sources().stream()
                .allMatch(
                    source ->
                        source instanceof FactSource.Resources resources
                            && resources.resource().equals("Coverage"))
        ? DocNeeded.ADMIN
        : DocNeeded.CLINICAL;
  }

  private String referred(Determination determination) {
    Answer answer = determination.answer();
    var text = new StringBuilder("Another authority decides: ");
    text.append(
        answer.decisions().stream()
            .filter(CoverageMapping::isElsewhere)
            .map(decision -> authority(determination, decision))
            .distinct()
            .collect(Collectors.joining("; ")));
    return text.append(". ").append(citations(answer, true)).toString();
  }

  private static String authority(Determination determination, DecisionAnswer decision) {
    Optional<Referral> referral =
        Optional.ofNullable(determination.referrals().get(decision.decision()));
    return referral
        .map(
            to ->
                switch (to) {
                  case Referral.Authority(String name) -> name;
                  case Referral.Decision(String name) -> "the decision " + name;
                  case Referral.Document(Answer other, var request) ->
                      name(other.guideline())
                          + ", which says "
                          + other.decisions().stream()
                              .map(
                                  each ->
                                      each.outcome().map(Outcome::word).orElse("undecided")
                                          + each.clauses().stream()
                                              .map(clause -> " " + cite(other.guideline(), clause))
                                              .collect(Collectors.joining()))
                              .collect(Collectors.joining(", "));
                })
        .orElse("the document in force that the guideline names");
  }

  private CoverageInformation noGuideline(Problem problem, Setting setting) {
    var say = new Saying(setting);
    say.notice(NOTICE);
    say.reasons.add(
        Reason.of(
            problem.message()
                + " Nothing is decided: whether it is covered, and whether prior authorization is"
                + " needed, is for a person of the payer to say."));
    say.details.add(new Detail.Instruction("Ask the payer about this service."));
    return say.conditional(List.of(InfoNeeded.OTH));
  }

  private CoverageInformation undecidable(List<Problem> problems, Setting setting) {
    var say = new Saying(setting);
    say.notice(NOTICE);
    boolean code = false;
    boolean date = false;
    for (Problem problem : problems) {
      say.reasons.add(Reason.of(problem.message()));
      if (!problem.help().isEmpty()) {
        say.details.add(new Detail.Instruction(problem.help()));
      }
      code |= problem.id().startsWith("service-code-");
      date |= problem.id().startsWith("date-of-service-");
    }
    var needed = new ArrayList<InfoNeeded>();
    if (code) {
      needed.add(InfoNeeded.DETAIL_CODE);
    }
    if (date) {
      needed.add(InfoNeeded.TIMEFRAME);
    }
    return say.conditional(needed.isEmpty() ? List.of(InfoNeeded.OTH) : needed);
  }

  private CoverageInformation trouble(List<Problem> problems, Setting setting) {
    var say = new Saying(setting);
    say.notice(NOTICE);
    problems.forEach(problem -> say.reasons.add(technical(problem.message())));
    return say.indeterminate();
  }

  private CoverageInformation notInsured(Finding.Why why, Setting setting) {
    var say = new Saying(setting);
    say.notice(NOTICE);
    say.reasons.add(
        switch (why) {
          case NO_MEMBER_FOUND ->
              new Reason(
                  Optional.of(ReasonCode.NO_MEMBER_FOUND),
                  "The payer has no member with the identifiers of this coverage.");
          case COVERAGE_NOT_FOUND ->
              new Reason(
                  Optional.of(ReasonCode.COVERAGE_NOT_FOUND),
                  "The payer cannot tell which of the member's coverages this is.");
          case NO_ACTIVE_COVERAGE ->
              new Reason(
                  Optional.of(ReasonCode.NO_ACTIVE_COVERAGE),
                  "The coverage is not in force on the date of service.");
        });
    return say.information(Covered.NOT_COVERED, Optional.empty(), List.of());
  }

  private static Reason technical(String text) {
    return new Reason(Optional.of(ReasonCode.TECHNICAL), text);
  }

  /** The sentences that decide; of the decisions that are not met only, if so wanted. */
  private static String citations(Answer answer, boolean againstOnly) {
    return answer.decisions().stream()
        .filter(
            decision -> !againstOnly || !(decision.outcome().orElse(null) instanceof Outcome.Meets))
        .flatMap(decision -> decision.clauses().stream())
        .distinct()
        .map(clause -> cite(answer.guideline(), clause))
        .collect(Collectors.joining(" "));
  }

  /** A sentence with its anchor, guideline and version. */
  public static String cite(Guideline guideline, Clause clause) {
    Guideline.Sentence sentence = guideline.sentences().get(clause.anchor());
    String text = sentence == null ? "" : " \"" + sentence.text() + "\"";
    return "[" + clause.anchor() + "]" + text + " (" + name(guideline) + ").";
  }

  private static String name(Guideline guideline) {
    return guideline.id() + ", " + guideline.title() + ", version " + guideline.version();
  }

  /** The page of the guideline, at the sentence that decides. */
  public Optional<String> link(Guideline guideline, Answer answer) {
    return payer
        .guidelinePages()
        .map(
            base -> {
              URI page = base.resolve(guideline.id() + "/" + guideline.version());
              return leading(answer).clauses().stream()
                  .findFirst()
                  .map(clause -> page + "#" + clause.anchor())
                  .orElseGet(page::toString);
            });
  }

  /** Collects what is said. */
  private final class Saying {
    private final Setting setting;
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Detail> details = new ArrayList<>();
    private final List<String> questionnaires = new ArrayList<>();
    private List<DocNeeded> docNeeded = List.of();
    private Optional<DocPurpose> docPurpose = Optional.empty();
    private Optional<String> satisfied = Optional.empty();

    Saying(Setting setting) {
      this.setting = setting;
    }

    void notice(String text) {
      details.add(new Detail.Notice(text));
    }

    CoverageInformation conditional(List<InfoNeeded> needed) {
      return information(Covered.CONDITIONAL, Optional.of(PaNeeded.CONDITIONAL), needed);
    }

    /** Conditional; of authorization nothing can be told where the EHR was asked in vain. */
    CoverageInformation open(List<InfoNeeded> needed) {
      return setting.unanswered().isEmpty() ? conditional(needed) : unanswered();
    }

    CoverageInformation unanswered() {
      setting.unanswered().forEach(why -> reasons.add(technical(why)));
      details.add(new Detail.Instruction("Try again, or send what is missing with the order."));
      return information(
          Covered.CONDITIONAL, Optional.of(PaNeeded.INDETERMINATE), List.of(InfoNeeded.OTH));
    }

    CoverageInformation indeterminate() {
      details.add(new Detail.Instruction("Try again later, or ask the payer."));
      return information(Covered.INDETERMINATE, Optional.of(PaNeeded.INDETERMINATE), List.of());
    }

    CoverageInformation information(
        Covered covered, Optional<PaNeeded> paNeeded, List<InfoNeeded> needed) {
      return new CoverageInformation(
          setting.coverage(),
          covered,
          paNeeded,
          docNeeded,
          docPurpose,
          needed,
          setting.codes(),
          reasons,
          details,
          questionnaires,
          setting.today(),
          ids.next(),
          satisfied,
          payer.contact(),
          setting.expires());
    }
  }
}
