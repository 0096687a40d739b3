package org.proviso.spectroscopy.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.benchmark.FittingChallengeBenchmark.Comparison;
import org.proviso.spectroscopy.benchmark.FittingChallengeBenchmark.Creatine;

/** The ISMRM fitting challenge with the standard settings. */
class FittingChallengeTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("proviso.root", "."), "../shared/mrs/fitting_challenge_2016");

  @BeforeAll
  static void dataArePresent() {
    assumeTrue(Files.isDirectory(FOLDER), "the fitting-challenge data are not at " + FOLDER);
  }

  /**
   * A guard and no aim: these spectra have one width for all lines, which no setting may count on,
   * and the reference pushes a spectral offset into Ins and Glx (decision 13).
   */
  @Test
  void ratiosLieNearTheNoiseLevelReferenceFit() throws Exception {
    List<Comparison> comparisons = new FittingChallengeBenchmark(FOLDER).compare();
    assertThat(difference(comparisons, "tNAA")).isLessThan(3);
    assertThat(difference(comparisons, "tCho")).isLessThan(3);
    assertThat(difference(comparisons, "Ins")).isLessThan(8);
    assertThat(difference(comparisons, "Glx")).isLessThan(7.7);
    assertThat(
            comparisons.stream()
                .flatMap(comparison -> comparison.covered().values().stream())
                .filter(covered -> !covered)
                .count())
        .as("reference values outside of their intervals, of 40")
        .isLessThanOrEqualTo(2);
  }

  @Test
  void theCreatineTestGivesTenMillimolar() throws Exception {
    Creatine creatine = new FittingChallengeBenchmark(FOLDER).creatine();
    assertThat(creatine.nominalWater()).isCloseTo(10.0, within(0.2));
  }

  private static double difference(List<Comparison> comparisons, String name) {
    return FittingChallengeBenchmark.meanAbsolutePercent(comparisons, name, Comparison::ours);
  }
}
