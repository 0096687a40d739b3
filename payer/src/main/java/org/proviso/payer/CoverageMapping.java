package org.proviso.payer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.proviso.determination.Determination;
import org.proviso.engine.answer.Answer;
import org.proviso.ground.Problem;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.payer.CoverageStatement.Authorization;
import org.proviso.payer.CoverageStatement.Covered;
import org.proviso.payer.CoverageStatement.Detail;
import org.proviso.payer.CoverageStatement.Documentation;
import org.proviso.payer.CoverageStatement.InformationNeeded;
import org.proviso.payer.CoverageStatement.Reason;
import org.proviso.payer.CoverageStatement.ReasonCode;

/**
 * From what became of a request to what the payer says of it. This is the only place where it is
 * said that something is covered; docs/crd.md has the table and the reasons.
 */
public final class CoverageMapping {
  /** The notice of an answer to which no guideline gives one. */
  private static final String NOTICE =
      "This is not an authorization and not a guarantee of payment. Benefits are determined by the"
          + " member's contract in effect when the service is rendered.";

  private final PayerConfiguration payer;
  private final AssertionIds ids;

  /**
   * A payer's mapping.
   *
   * @param ids for the statements and the authorizations that they give
   */
  public CoverageMapping(PayerConfiguration payer, AssertionIds ids) {
    this.payer = payer;
    this.ids = ids;
  }

  /** What the payer says. */
  public CoverageStatement map(AssertionBasis basis, AnswerConditions conditions) {
    return switch (basis) {
      case AssertionBasis.Determined(Determination determination, boolean assumed) ->
          determined(determination, assumed, conditions);
      case AssertionBasis.NoGuideline(Problem problem) -> noGuideline(problem, conditions);
      case AssertionBasis.Undecidable(List<Problem> problems) -> undecidable(problems, conditions);
      case AssertionBasis.SystemFault(List<Problem> problems) -> systemFault(problems, conditions);
      case AssertionBasis.NotEligible(AssertionBasis.Ineligibility why, String _) ->
          notEligible(why, conditions);
    };
  }

  private StatementBuilder say(String notice, AnswerConditions conditions) {
    return new StatementBuilder(payer, ids, conditions).detail(new Detail.Notice(notice));
  }

  private CoverageStatement determined(
      Determination determination, boolean assumed, AnswerConditions conditions) {
    Answer answer = determination.answer();
    Guideline guideline = answer.guideline();
    StatementBuilder say = say(guideline.notice(), conditions);
    GuidelineCitations.page(payer, answer).ifPresent(url -> say.detail(new Detail.PolicyLink(url)));
    if (assumed) {
      say.reason(
              "The order has no date of service to the day; the guideline is applied as of "
                  + answer.dateOfService()
                  + ", the day of this answer.")
          .instruction("Give the order a date of service to the day.");
    } else {
      say.detail(new Detail.AllowedPeriod(answer.dateOfService(), answer.dateOfService()));
    }
    return switch (Conclusion.of(answer)) {
      case MEETS -> meets(answer, assumed, say, conditions);
      case UNDECIDED -> undecided(answer, assumed, say, conditions);
      case REFERRED ->
          say.reason(
                  "Another authority decides: "
                      + GuidelineCitations.authorities(determination)
                      + ". "
                      + GuidelineCitations.againstIt(answer))
              .instruction(
                  "Ask whom the guideline refers to; it does not decide this request itself.")
              .conditional(needed(assumed));
      case NOT_MET ->
          say.reason(
                  "The guideline does not find it met ("
                      + Conclusion.leading(answer).outcome().map(Outcome::word).orElse("undecided")
                      + "). Nothing is denied: a person of the payer decides. "
                      + GuidelineCitations.againstIt(answer))
              .instruction("Request prior authorization; a person of the payer decides it.")
              .statement(Covered.CONDITIONAL, new Authorization.Needed(), needed(assumed));
      case FAILED ->
          say.technical("The guideline could not be worked out; a person of the payer looks at it.")
              .indeterminate();
    };
  }

  private static List<InformationNeeded> needed(boolean dateAssumed) {
    return dateAssumed
        ? List.of(InformationNeeded.DATE_OF_SERVICE, InformationNeeded.AS_REASONED)
        : List.of(InformationNeeded.AS_REASONED);
  }

  private CoverageStatement meets(
      Answer answer, boolean assumed, StatementBuilder say, AnswerConditions conditions) {
    say.reason("Meets the definition of medical necessity. " + GuidelineCitations.all(answer));
    if (!conditions.unanswered().isEmpty()) {
      return say.unanswered();
    }
    Set<String> absent = new TreeSet<>(MissingEvidence.absencesRelied(answer));
    absent.removeAll(conditions.wholeTypes());
    if (!absent.isEmpty()) {
      return say.reason(
              "That rests on what is not on record, and the whole record was not at hand of: "
                  + String.join(", ", absent)
                  + ".")
          .instruction("A person of the payer looks at the payer's own record.")
          .conditional(needed(assumed));
    }
    return assumed
        ? say.conditional(List.of(InformationNeeded.DATE_OF_SERVICE))
        : covered(answer.guideline(), say, conditions);
  }

  private CoverageStatement covered(
      Guideline guideline, StatementBuilder say, AnswerConditions conditions) {
    Authorization authorization =
        switch (payer.approval()) {
          case AUTOMATIC ->
              conditions.mayAuthorize()
                  ? new Authorization.Satisfied(ids.next())
                  : new Authorization.Needed();
          case BY_A_PERSON -> new Authorization.Needed();
          case NOT_REQUIRED -> new Authorization.NotRequired();
        };
    if (authorization instanceof Authorization.Needed) {
      say.reason(
          "Prior authorization is still to be requested; a person of "
              + guideline.payer()
              + " gives it.");
    }
    return say.statement(Covered.COVERED, authorization, List.of());
  }

  private CoverageStatement undecided(
      Answer answer, boolean assumed, StatementBuilder say, AnswerConditions conditions) {
    Guideline guideline = answer.guideline();
    String named = GuidelineCitations.name(guideline);
    if (!conditions.tellsDocumentation()) {
      return say.reason("Not decided yet by " + named + ".")
          .instruction("Nothing is to be done now; it is decided when it is ordered.")
          .open(needed(assumed));
    }
    List<FactDeclaration> missing = MissingEvidence.facts(answer);
    say.reason(
        "Not decided by "
            + named
            + ": information is missing. "
            + missing.stream().map(CoverageMapping::question).collect(Collectors.joining(" ")));
    missing.forEach(fact -> say.detail(new Detail.Missing(question(fact), fact.name().text())));
    if (!missing.isEmpty()) {
      var documentation = new LinkedHashSet<Documentation>();
      missing.forEach(fact -> documentation.add(whoKnows(fact)));
      say.documentation(documentation);
      payer
          .questionnaires()
          .ifPresent(
              base -> say.questionnaire(base.resolve(guideline.id()) + "|" + guideline.version()));
    }
    return say.open(needed(assumed));
  }

  private static String question(FactDeclaration fact) {
    return fact.question().orElseGet(() -> "What is " + fact.name().text() + "?");
  }

  /** What a coverage tells is administration's; everything else is a clinician's. */
  private static Documentation whoKnows(FactDeclaration fact) {
    return !fact.sources().isEmpty()
            && fact.sources().stream()
                .allMatch(
                    source ->
                        source instanceof FactSource.Resources resources
                            && resources.resource().equals("Coverage"))
        ? Documentation.ADMINISTRATIVE
        : Documentation.CLINICAL;
  }

  private CoverageStatement noGuideline(Problem problem, AnswerConditions conditions) {
    return say(NOTICE, conditions)
        .reason(
            problem.message()
                + " Nothing is decided: whether it is covered, and whether prior authorization is"
                + " needed, is for a person of the payer to say.")
        .instruction("Ask the payer about this service.")
        .conditional(List.of(InformationNeeded.AS_REASONED));
  }

  private CoverageStatement undecidable(List<Problem> problems, AnswerConditions conditions) {
    StatementBuilder say = say(NOTICE, conditions);
    boolean code = false;
    boolean date = false;
    for (Problem problem : problems) {
      say.reason(problem.message());
      if (!problem.help().isEmpty()) {
        say.instruction(problem.help());
      }
      code |= problem.id().startsWith("service-code-");
      date |= problem.id().startsWith("date-of-service-");
    }
    var needed = new ArrayList<InformationNeeded>();
    if (code) {
      needed.add(InformationNeeded.BILLING_CODE);
    }
    if (date) {
      needed.add(InformationNeeded.DATE_OF_SERVICE);
    }
    return say.conditional(needed.isEmpty() ? List.of(InformationNeeded.AS_REASONED) : needed);
  }

  private CoverageStatement systemFault(List<Problem> problems, AnswerConditions conditions) {
    StatementBuilder say = say(NOTICE, conditions);
    problems.forEach(problem -> say.technical(problem.message()));
    return say.indeterminate();
  }

  private CoverageStatement notEligible(
      AssertionBasis.Ineligibility why, AnswerConditions conditions) {
    return say(NOTICE, conditions)
        .reason(
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
            })
        .notCovered();
  }
}
