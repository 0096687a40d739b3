package org.proviso.spectroscopy.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.BasisSignal;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

/** Each spectrum that must not be quantified is refused for its own reason. */
class RefusalTest {

  private static final int POINTS = 2048;
  private static final double DWELL_TIME = 2.5e-4;
  private static final double FREQUENCY = 123.2;
  private static final double NOISE = 0.25;
  private static final Acquisition SHORT_ECHO = acquisition(0.03, FREQUENCY);
  private static final BasisSet BASIS =
      BasisSimulator.shared()
          .basis(
              BasisSimulator.BRAIN_METABOLITES,
              BasisSimulator.BROAD_COMPONENTS,
              PulseSequence.Press.ofEchoTime(0.03),
              FREQUENCY);
  private static final Map<String, Double> BRAIN =
      Map.of(
          "NAA", 9.7, "NAAG", 1.4, "Cr", 4.2, "PCr", 3.8, "GPC", 1.1, "PCho", 0.5, "Ins", 6.0,
          "Glu", 8.7, "Gln", 2.3, "MM09", 6.0);

  @Test
  void aGoodSpectrumIsAdequate() {
    Quantification outcome = quantify(signal(BRAIN, 4, 0), SHORT_ECHO);
    assertThat(outcome).isInstanceOf(Quantification.Quantified.class);
    assertThat(outcome.verdict().level()).isEqualTo(QualityVerdict.Level.ADEQUATE);
    assertThat(outcome.verdict().linewidthHertz().orElseThrow()).isBetween(4.0, 8.0);
  }

  @Test
  void creatineAloneShiftedByAFifthOfAPpm() {
    assertRefused(
        quantify(signal(Map.of("Cr", 10.0), 4, 0.2), SHORT_ECHO),
        QualityReason.Kind.REFERENCE,
        "off by 0.20 ppm");
  }

  @Test
  void noise() {
    assertRefused(
        quantify(signal(Map.of(), 4, 0), SHORT_ECHO),
        QualityReason.Kind.NOISE_ONLY,
        "No metabolite signal");
  }

  @Test
  void water() {
    double[] signal = signal(Map.of(), 4, 0);
    for (int n = 0; n < POINTS; n++) {
      signal[2 * n] += 60000 * Math.exp(-Math.PI * 7 * n * DWELL_TIME);
    }
    assertRefused(quantify(signal, SHORT_ECHO), QualityReason.Kind.WATER_ONLY, "water reference");
  }

  @Test
  void theUnsuppressedWaterScanOfABrain() {
    double[] signal = signal(BRAIN, 4, 0);
    for (int n = 0; n < POINTS; n++) {
      signal[2 * n] += 80000 * Math.exp(-Math.PI * 7 * n * DWELL_TIME);
    }
    assertRefused(quantify(signal, SHORT_ECHO), QualityReason.Kind.WATER_ONLY, "water-suppressed");
  }

  @Test
  void aBasisOfEchoTime30OnDataOf144() {
    assertRefused(
        quantify(signal(BRAIN, 4, 0), acquisition(0.144, FREQUENCY)),
        QualityReason.Kind.BASIS_ECHO_TIME,
        "144.0 ms");
  }

  @Test
  void aBasisOf3TeslaOnDataOf15Tesla() {
    assertRefused(
        quantify(signal(BRAIN, 4, 0), acquisition(0.03, 63.9)),
        QualityReason.Kind.BASIS_FIELD,
        "1.5 T");
  }

  @Test
  void linesOf25Hertz() {
    assertRefused(
        quantify(signal(BRAIN, 25, 0), SHORT_ECHO),
        QualityReason.Kind.LINEWIDTH,
        "Improve the shim");
  }

  @Test
  void lipidsFromTheScalp() {
    double[] signal = signal(BRAIN, 4, 0);
    double[] lipids = signal(Map.of("Lip13a", 900.0, "Lip13b", 900.0, "Lip09", 500.0), 4, 0);
    for (int i = 0; i < signal.length; i++) {
      signal[i] += lipids[i];
    }
    assertRefused(
        quantify(signal, SHORT_ECHO), QualityReason.Kind.LIPID, "outer-volume suppression");
  }

  @Test
  void valuesThatAreNotNumbers() {
    double[] signal = signal(BRAIN, 4, 0);
    signal[17] = Double.NaN;
    assertRefused(
        quantify(signal, SHORT_ECHO), QualityReason.Kind.INVALID_SIGNAL, "1 of 4096 values");
  }

  @Test
  void nothingAtAll() {
    assertRefused(
        quantify(new double[2 * POINTS], SHORT_ECHO),
        QualityReason.Kind.INVALID_SIGNAL,
        "every value is zero");
  }

  private static void assertRefused(
      Quantification outcome, QualityReason.Kind kind, String message) {
    assertThat(outcome).isInstanceOf(Quantification.Refused.class);
    assertThat(outcome.verdict().reasons().getFirst().kind()).isEqualTo(kind);
    assertThat(outcome.verdict().reasons().getFirst().message()).contains(message);
  }

  private static Quantification quantify(double[] signal, Acquisition acquisition) {
    return new Quantifier(BASIS).quantify(signal, acquisition);
  }

  private static Acquisition acquisition(double echoTime, double frequency) {
    return Acquisition.of(DWELL_TIME, frequency)
        .with(frequency / Acquisition.PROTON_MEGAHERTZ_PER_TESLA, echoTime, 2)
        .with(Sequence.named("PRESS"));
  }

  private static double[] signal(Map<String, Double> amounts, double width, double shiftPpm) {
    double[] signal = new double[2 * POINTS];
    SplittableRandom random = new SplittableRandom(3);
    for (BasisSignal source : BASIS.signals()) {
      // Data whose axis is off: their true reference differs from the one in the header.
      double[] unit = source.waveform().render(POINTS, DWELL_TIME, 4.65 - shiftPpm, FREQUENCY);
      double amount = amounts.getOrDefault(source.name(), 0.0);
      for (int n = 0; n < POINTS; n++) {
        double envelope = amount * Math.exp(-Math.PI * width * n * DWELL_TIME);
        signal[2 * n] += envelope * unit[2 * n];
        signal[2 * n + 1] += envelope * unit[2 * n + 1];
      }
    }
    for (int i = 0; i < signal.length; i++) {
      signal[i] += NOISE * random.nextGaussian();
    }
    return signal;
  }
}
