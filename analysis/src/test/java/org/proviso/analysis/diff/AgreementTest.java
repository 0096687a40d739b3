package org.proviso.analysis.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Differences and findings agree with the law, patient by patient, on random guidelines.
 *
 * <p>{@code -Dproviso.analysis.guidelines=N} sets how many pairs of guidelines are compared; 2,000
 * is the full number, the default keeps the run short.
 */
class AgreementTest {
  private static final int GUIDELINES = Integer.getInteger("proviso.analysis.guidelines", 60);

  @Test
  void differencesAndFindingsAgreeWithEveryPatient() {
    var agreement = new Agreement();
    agreement.run(1, GUIDELINES);
    assertThat(agreement.pairs).isEqualTo(GUIDELINES);
    assertThat(agreement.changed).isPositive();
    assertThat(agreement.comparedEach).isPositive();
  }
}
