package org.proviso.spectroscopy.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.demonstration.Population;
import org.proviso.spectroscopy.demonstration.SpectrumSimulator;

/** A small, seeded part of the simulated benchmark; the whole of it is a command. */
class SimulatedBenchmarkTest {

  private static final int SPECTRA = 40;

  @Test
  void mainMetabolitesOfHealthyBrainAreUnbiasedAndCovered() {
    SimulatedBenchmark.Outcome outcome =
        new SimulatedBenchmark().run(Population.NORMATIVE, 60, SPECTRA);
    assertThat(outcome.failures()).isZero();
    for (String name : new String[] {"tNAA", "tCr", "tCho", "Ins", "Glx"}) {
      SimulatedBenchmark.Row row = outcome.row(name);
      // Three standard errors of the mean of so many, beside a bias of 3 %.
      double standardError = row.error() / Math.sqrt(SPECTRA);
      assertThat(Math.abs(row.bias())).as(name).isLessThan(0.03 * row.mean() + 3 * standardError);
      // Three standard errors below 95 % at this number of spectra.
      assertThat(row.coverage()).as(name).isGreaterThan(84);
    }
    assertThat(outcome.row("tNAA/tCr").error()).isLessThan(0.13);
    assertThat(outcome.row("tCho/tCr").error()).isLessThan(0.02);
  }

  @Test
  void tumourLikeSpectraWithoutNaaDoNotFail() {
    SimulatedBenchmark.Outcome outcome =
        new SimulatedBenchmark().run(Population.TUMOUR, 60, SPECTRA);
    assertThat(outcome.failures()).isLessThanOrEqualTo(1);
    assertThat(outcome.row("tCho/tNAA").coverage()).isGreaterThan(84);
    assertThat(outcome.row("tNAA").coverage()).isGreaterThan(84);
  }

  @Test
  void theSameSeedDrawsTheSameSpectrum() {
    SpectrumSimulator simulator = new SpectrumSimulator();
    assertThat(simulator.draw(Population.TUMOUR, 30, new SplittableRandom(5)).signal())
        .isEqualTo(simulator.draw(Population.TUMOUR, 30, new SplittableRandom(5)).signal());
  }
}
