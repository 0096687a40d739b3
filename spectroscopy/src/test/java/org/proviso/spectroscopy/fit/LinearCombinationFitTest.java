package org.proviso.spectroscopy.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.BasisSignal;
import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

class LinearCombinationFitTest {

  private static final int POINTS = 2048;
  private static final Acquisition ACQUISITION = Acquisition.of(5e-4, 127.7).with(3.0, 0.03, 2.0);
  private static final BasisSet BASIS =
      BasisSimulator.shared()
          .basis(
              BasisSimulator.BRAIN_METABOLITES,
              BasisSimulator.BROAD_COMPONENTS,
              PulseSequence.Press.ofEchoTime(0.03),
              127.7);
  private static final Map<String, Double> BRAIN =
      Map.of(
          "NAA", 9.7, "NAAG", 1.4, "Cr", 4.2, "PCr", 3.8, "GPC", 1.1, "PCho", 0.5, "Ins", 6.0,
          "Glu", 8.7, "Gln", 2.3, "MM09", 6.0);

  @Test
  void aSpectrumWithoutNoiseGivesItsAmountsBackWhateverItsPhaseShiftAndWidth() {
    LinearCombinationFit fit = fit();
    double[] signal = brain(0.4, -3.1, 4.5);
    FitResult result = fit.fit(signal);
    assertThat(result.metabolite("tNAA").orElseThrow().amplitude()).isCloseTo(11.1, within(0.05));
    assertThat(result.metabolite("tCr").orElseThrow().amplitude()).isCloseTo(8.0, within(0.03));
    assertThat(result.metabolite("tCho").orElseThrow().amplitude()).isCloseTo(1.6, within(0.01));
    assertThat(result.metabolite("Ins").orElseThrow().amplitude()).isCloseTo(6.0, within(0.06));
    assertThat(result.metabolite("Glx").orElseThrow().amplitude()).isCloseTo(11.0, within(0.1));
    assertThat(result.lines().phase0()).isCloseTo(-0.4, within(0.02));
    assertThat(result.lines().shiftPpm()).isCloseTo(3.1 / 127.7, within(5e-4));
    assertThat(result.ratio("tNAA/tCr").orElseThrow().value().orElseThrow())
        .isCloseTo(11.1 / 8.0, within(0.006));
  }

  @Test
  void theCurvesAddUp() {
    FitCurves curves = fit().fit(brain(0, 0, 5)).curves();
    for (int i = 0; i < curves.ppm().length; i++) {
      double sum = curves.baseline()[i];
      for (double[] component : curves.components().values()) {
        sum += component[i];
      }
      assertThat(curves.fit()[i]).isCloseTo(sum, within(1e-6));
      assertThat(curves.residual()[i]).isCloseTo(curves.data()[i] - curves.fit()[i], within(1e-9));
    }
    assertThat(curves.ppm()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void theSameSignalGivesTheSameNumbers() {
    LinearCombinationFit fit = fit();
    double[] signal = brain(0.2, 1, 5);
    assertThat(fit.fit(signal).metabolite("Glx")).isEqualTo(fit.fit(signal).metabolite("Glx"));
  }

  @Test
  void aBasisOfAnotherEchoTimeIsRefusedBeforeAnyFit() {
    Acquisition other = Acquisition.of(5e-4, 127.7).with(3.0, 0.144, 2.0);
    assertThatThrownBy(() -> new LinearCombinationFit(BASIS, other, POINTS, FitSettings.standard()))
        .isInstanceOf(BasisMismatchException.class)
        .hasMessageContaining("144.0 ms")
        .hasMessageContaining("30.0 ms");
  }

  @Test
  void waterScalingReturnsTheConcentrationThatTheSignalsWereMadeWith() {
    FitResult result = fit().fit(brain(0, 0, 4.5));
    RelaxationTimes times = RelaxationTimes.standard();
    WaterScaling.Timing timing = new WaterScaling.Timing(0, OptionalDouble.empty());
    // Two protons of 55.51 mol/kg beside one unit for each mmol/kg, without relaxation.
    WaterScaling.Scaled scaled =
        WaterScaling.scale(
            result,
            WaterScaling.protonAmplitude(BASIS).orElseThrow(),
            2 * 55510,
            new WaterScaling.Tissue(0.6, 0.4, 0, false),
            timing,
            timing,
            times);
    assertThat(
            scaled.concentrations().stream()
                .filter(concentration -> concentration.name().equals("tCr"))
                .findFirst()
                .orElseThrow()
                .millimolal())
        .isCloseTo(8.0, within(0.08));
    assertThat(scaled.ledger()).anyMatch(line -> line.contains("from segmentation"));
  }

  @Test
  void theWaterAmplitudeIsExtrapolatedOverADisturbedFirstPoint() {
    double[] water = new double[400];
    for (int n = 0; n < 200; n++) {
      water[2 * n] = 1000 * Math.exp(-n * 5e-4 * 25);
    }
    water[0] *= 0.5;
    assertThat(WaterScaling.waterAmplitude(water, 5e-4)).isCloseTo(1000, within(0.5));
  }

  private static LinearCombinationFit fit() {
    return new LinearCombinationFit(BASIS, ACQUISITION, POINTS, FitSettings.standard());
  }

  private static double[] brain(double phase, double hertz, double width) {
    double[] signal = new double[2 * POINTS];
    for (BasisSignal source : BASIS.signals()) {
      double[] unit = source.waveform().render(POINTS, 5e-4, 4.65, 127.7);
      double amount = BRAIN.getOrDefault(source.name(), 0.0);
      for (int i = 0; i < signal.length; i++) {
        signal[i] += amount * unit[i];
      }
    }
    for (int n = 0; n < POINTS; n++) {
      double t = n * 5e-4;
      double envelope = Math.exp(-Math.PI * width * t);
      double cos = envelope * Math.cos(phase + 2 * Math.PI * hertz * t);
      double sin = envelope * Math.sin(phase + 2 * Math.PI * hertz * t);
      double re = signal[2 * n];
      signal[2 * n] = re * cos - signal[2 * n + 1] * sin;
      signal[2 * n + 1] = re * sin + signal[2 * n + 1] * cos;
    }
    return signal;
  }
}
