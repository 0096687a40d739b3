package org.proviso.payer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proviso.payer.CoverageStatement.Authorization;
import org.proviso.payer.CoverageStatement.Covered;
import org.proviso.payer.CoverageStatement.Documentation;
import org.proviso.payer.CoverageStatement.InformationNeeded;
import org.proviso.payer.CoverageStatement.Reason;

/** A statement cannot contradict itself, whoever makes it. */
class CoverageStatementTest {
  private static final List<Reason> REASONS = List.of(Reason.of("Because."));
  private static final List<InformationNeeded> NEEDED = List.of(InformationNeeded.AS_REASONED);

  private static CoverageStatement statement(
      Covered covered,
      Optional<Authorization> authorization,
      List<Documentation> documentation,
      List<InformationNeeded> needed,
      List<Reason> reasons) {
    return new CoverageStatement(
        "id",
        covered,
        authorization,
        documentation,
        needed,
        reasons,
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static void contradicts(
      Covered covered,
      Optional<Authorization> authorization,
      List<Documentation> documentation,
      List<InformationNeeded> needed,
      List<Reason> reasons,
      String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statement(covered, authorization, documentation, needed, reasons))
        .withMessageContaining(rule);
  }

  @Test
  void authorizationIsSettledOnlyForWhatIsCovered() {
    contradicts(
        Covered.CONDITIONAL,
        Optional.of(new Authorization.Satisfied("1")),
        List.of(),
        NEEDED,
        REASONS,
        "only for a service that is covered");
    contradicts(
        Covered.INDETERMINATE,
        Optional.of(new Authorization.NotRequired()),
        List.of(),
        List.of(),
        REASONS,
        "only for a service that is covered");
    assertThatCode(
            () ->
                statement(
                    Covered.COVERED,
                    Optional.of(new Authorization.Satisfied("1")),
                    List.of(),
                    List.of(),
                    List.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingIsToBeDocumentedWhereAuthorizationIsSettled() {
    contradicts(
        Covered.COVERED,
        Optional.of(new Authorization.NotRequired()),
        List.of(Documentation.CLINICAL),
        List.of(),
        REASONS,
        "nothing is to be documented");
  }

  @Test
  void whatIsNotCoveredSaysNothingOfAuthorization() {
    contradicts(
        Covered.NOT_COVERED,
        Optional.of(new Authorization.Needed()),
        List.of(),
        List.of(),
        REASONS,
        "authorization is spoken of");
    contradicts(
        Covered.COVERED,
        Optional.empty(),
        List.of(),
        List.of(),
        REASONS,
        "authorization is spoken of");
  }

  @Test
  void whatIsConditionalSaysWhatItDependsOn() {
    contradicts(
        Covered.CONDITIONAL,
        Optional.of(new Authorization.Needed()),
        List.of(),
        List.of(),
        REASONS,
        "what it depends on");
    contradicts(
        Covered.COVERED,
        Optional.of(new Authorization.Needed()),
        List.of(),
        NEEDED,
        REASONS,
        "what it depends on");
  }

  @Test
  void whatIsOpenSaysWhy() {
    contradicts(
        Covered.INDETERMINATE,
        Optional.of(new Authorization.Indeterminate()),
        List.of(),
        List.of(),
        List.of(),
        "says why");
  }
}
