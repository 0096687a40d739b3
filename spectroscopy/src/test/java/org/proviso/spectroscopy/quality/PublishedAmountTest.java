package org.proviso.spectroscopy.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.fit.Interval;
import org.proviso.spectroscopy.fit.WaterScaling.Concentration;

/** Amounts beside what is published of healthy brain. */
class PublishedAmountTest {

  @Test
  void creatineBeyondWhatAnyHealthyGroupHasIsAReason() {
    assertThat(PublishedAmount.implausible(amount("tCr", 15)))
        .hasValueSatisfying(
            reason -> {
              assertThat(reason.kind()).isEqualTo(QualityReason.Kind.AMOUNT);
              assertThat(reason.message()).contains("15.0 mM", "6.0 to 8.8 mM", "water reference");
            });
    assertThat(PublishedAmount.implausible(amount("tCr", 9.5))).isEmpty();
  }

  @Test
  void whatDiseaseMayBringIsNoReason() {
    assertThat(PublishedAmount.implausible(amount("tNAA", 1))).isEmpty();
    assertThat(PublishedAmount.implausible(amount("tCho", 6))).isEmpty();
    assertThat(PublishedAmount.implausible(amount("Lac", 12))).isEmpty();
  }

  private static Concentration amount(String name, double millimolar) {
    double millimolal = millimolar / 0.715;
    return new Concentration(
        name, millimolal, new Interval(0.9 * millimolal, 1.1 * millimolal), millimolar);
  }
}
