package org.proviso.payer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.proviso.payer.CoverageStatement.Authorization;
import org.proviso.payer.CoverageStatement.Covered;
import org.proviso.payer.CoverageStatement.Detail;
import org.proviso.payer.CoverageStatement.Documentation;
import org.proviso.payer.CoverageStatement.InformationNeeded;
import org.proviso.payer.CoverageStatement.Reason;
import org.proviso.payer.CoverageStatement.ReasonCode;

/** Collects what is said, and ends in a statement. */
final class StatementBuilder {
  private final PayerConfiguration payer;
  private final AssertionIds ids;
  private final AnswerConditions conditions;
  private final List<Reason> reasons = new ArrayList<>();
  private final List<Detail> details = new ArrayList<>();
  private final List<Documentation> documentation = new ArrayList<>();
  private final List<String> questionnaires = new ArrayList<>();

  StatementBuilder(PayerConfiguration payer, AssertionIds ids, AnswerConditions conditions) {
    this.payer = payer;
    this.ids = ids;
    this.conditions = conditions;
  }

  StatementBuilder reason(Reason reason) {
    reasons.add(reason);
    return this;
  }

  StatementBuilder reason(String text) {
    return reason(Reason.of(text));
  }

  StatementBuilder technical(String text) {
    return reason(new Reason(Optional.of(ReasonCode.TECHNICAL), text));
  }

  StatementBuilder detail(Detail detail) {
    details.add(detail);
    return this;
  }

  StatementBuilder instruction(String text) {
    return detail(new Detail.Instruction(text));
  }

  void documentation(Collection<Documentation> who) {
    documentation.addAll(who);
  }

  void questionnaire(String canonical) {
    questionnaires.add(canonical);
  }

  CoverageStatement conditional(List<InformationNeeded> needed) {
    return statement(Covered.CONDITIONAL, new Authorization.Conditional(), needed);
  }

  /** Conditional; of authorization nothing can be told where a source was asked in vain. */
  CoverageStatement open(List<InformationNeeded> needed) {
    return conditions.unanswered().isEmpty() ? conditional(needed) : unanswered();
  }

  CoverageStatement unanswered() {
    conditions.unanswered().forEach(this::technical);
    return instruction("Try again, or send what is missing with the order.")
        .statement(
            Covered.CONDITIONAL,
            new Authorization.Indeterminate(),
            List.of(InformationNeeded.AS_REASONED));
  }

  CoverageStatement indeterminate() {
    return instruction("Try again later, or ask the payer.")
        .statement(Covered.INDETERMINATE, new Authorization.Indeterminate(), List.of());
  }

  CoverageStatement notCovered() {
    return statement(Covered.NOT_COVERED, Optional.empty(), List.of());
  }

  CoverageStatement statement(
      Covered covered, Authorization authorization, List<InformationNeeded> needed) {
    return statement(covered, Optional.of(authorization), needed);
  }

  private CoverageStatement statement(
      Covered covered, Optional<Authorization> authorization, List<InformationNeeded> needed) {
    return new CoverageStatement(
        ids.next(),
        covered,
        authorization,
        documentation,
        needed,
        reasons,
        details,
        questionnaires,
        payer.contact());
  }
}
