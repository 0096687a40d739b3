package org.proviso.spectroscopy.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FiellerTest {

  @Test
  void aPreciseDenominatorGivesTheUsualErrorPropagation() {
    Interval interval = Fieller.interval95(2, 10, 0.04, 1e-8, 0);
    assertThat(interval.lower()).isCloseTo(0.2 - 1.96 * 0.02, within(1e-4));
    assertThat(interval.upper()).isCloseTo(0.2 + 1.96 * 0.02, within(1e-4));
  }

  @Test
  void aDenominatorThatMayBeZeroGivesNoUpperBound() {
    Interval interval = Fieller.interval95(3, 0.2, 0.01, 0.09, 0);
    assertThat(interval.upper()).isInfinite();
    // The denominator is at most about 0.8, so the ratio is at least about 3.6.
    assertThat(interval.lower()).isBetween(3.0, 4.5);
  }

  @Test
  void nothingIsKnownWhenBothMayBeZero() {
    assertThat(Fieller.interval95(0.01, 0.01, 1, 1, 0))
        .isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
  }

  @Test
  void itCoversTheTruthAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(1);
    for (double denominator : new double[] {0.3, 1, 3, 10}) {
      int covered = 0;
      int draws = 4000;
      for (int i = 0; i < draws; i++) {
        double shared = random.nextGaussian();
        double top = 2 + 0.3 * random.nextGaussian() + 0.2 * shared;
        double bottom = denominator + 0.5 * random.nextGaussian() + 0.2 * shared;
        covered +=
            Fieller.interval95(top, bottom, 0.13, 0.29, 0.04).contains(2 / denominator) ? 1 : 0;
      }
      assertThat(100.0 * covered / draws).isBetween(93.8, 97.6);
    }
  }
}
