package org.proviso.payer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a payer says about the coverage of one service, in the payer's own words; a wire writes it
 * down in its own. Cannot contradict itself: see the conditions of the constructor.
 *
 * @param assertionId its identifier, never given before
 * @param authorization what of prior authorization; absent exactly when the service is not covered
 * @param documentation whose answers are missing; none when authorization is settled
 * @param needed what would settle what is conditional; not empty exactly when something is
 * @param reasons why, in words; one at least where anything is open
 * @param details what qualifies the statement
 * @param questionnaires canonical addresses of forms for what is to be documented
 * @param contact telephone number, e-mail or web address for questions
 */
public record CoverageStatement(
    String assertionId,
    Covered covered,
    Optional<Authorization> authorization,
    List<Documentation> documentation,
    List<InformationNeeded> needed,
    List<Reason> reasons,
    List<Detail> details,
    List<String> questionnaires,
    Optional<String> contact) {

  /** Whether the service is covered. */
  public enum Covered {
    /** It meets the guideline; said by {@link CoverageMapping} alone. */
    COVERED,
    /** An administrative fact rules it out. */
    NOT_COVERED,
    /** It depends on what is needed, or a person decides. */
    CONDITIONAL,
    /** Nothing can be said, for technical reasons. */
    INDETERMINATE
  }

  /** What of prior authorization. */
  public sealed interface Authorization {
    /** The payer asks for none. */
    record NotRequired() implements Authorization {}

    /** It is still to be requested. */
    record Needed() implements Authorization {}

    /** It is given, under a number. */
    record Satisfied(String number) implements Authorization {}

    /** Whether it is needed depends on what is missing, or a person decides. */
    record Conditional() implements Authorization {}

    /** Nothing can be said, for technical reasons. */
    record Indeterminate() implements Authorization {}
  }

  /** Who knows what is to be documented. */
  public enum Documentation {
    CLINICAL,
    ADMINISTRATIVE
  }

  /** What would settle a conditional statement. */
  public enum InformationNeeded {
    /** The date of service, to the day. */
    DATE_OF_SERVICE,
    /** A code that the service is billed by. */
    BILLING_CODE,
    /** What the reasons say. */
    AS_REASONED
  }

  /** Reasons that have a code. */
  public enum ReasonCode {
    NO_MEMBER_FOUND,
    COVERAGE_NOT_FOUND,
    NO_ACTIVE_COVERAGE,
    TECHNICAL
  }

  /** Why, in words, and by a code where there is one. */
  public record Reason(Optional<ReasonCode> code, String text) {
    /** A reason without a code. */
    public static Reason of(String text) {
      return new Reason(Optional.empty(), text);
    }
  }

  /** Something that qualifies the statement. */
  public sealed interface Detail {
    /** It holds for a service on these days. */
    record AllowedPeriod(LocalDate start, LocalDate end) implements Detail {}

    /** Where the guideline's page is. */
    record PolicyLink(String url) implements Detail {}

    /**
     * What is missing.
     *
     * @param question for people
     * @param fact its name in the guideline
     */
    record Missing(String question, String fact) implements Detail {}

    /** What to do next. */
    record Instruction(String text) implements Detail {}

    /** The guideline's standing notice. */
    record Notice(String text) implements Detail {}
  }

  /**
   * A statement.
   *
   * @throws IllegalArgumentException if it contradicts itself
   */
  public CoverageStatement {
    documentation = List.copyOf(documentation);
    needed = List.copyOf(needed);
    reasons = List.copyOf(reasons);
    details = List.copyOf(details);
    questionnaires = List.copyOf(questionnaires);
    require(
        (covered == Covered.NOT_COVERED) == authorization.isEmpty(),
        "authorization is spoken of exactly where the service is not ruled out");
    boolean settled =
        authorization.orElse(null) instanceof Authorization.Satisfied
            || authorization.orElse(null) instanceof Authorization.NotRequired;
    require(
        !settled || covered == Covered.COVERED,
        "authorization is settled only for a service that is covered");
    require(
        !settled || documentation.isEmpty(),
        "nothing is to be documented where authorization is settled");
    boolean conditional =
        covered == Covered.CONDITIONAL
            || authorization.orElse(null) instanceof Authorization.Conditional;
    require(
        conditional == !needed.isEmpty(), "exactly what is conditional says what it depends on");
    require(
        !reasons.isEmpty() || (covered == Covered.COVERED && documentation.isEmpty()),
        "what is open says why");
    require(
        questionnaires.isEmpty() || !documentation.isEmpty(),
        "a form is named only for what is to be documented");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("a coverage statement contradicts itself: " + rule);
    }
  }
}
