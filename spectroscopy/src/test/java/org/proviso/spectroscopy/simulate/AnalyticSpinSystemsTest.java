package org.proviso.spectroscopy.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.spectroscopy.simulate.PulseSequence.Press;
import org.proviso.spectroscopy.simulate.PulseSequence.SemiLaser;
import org.proviso.spectroscopy.simulate.PulseSequence.Steam;
import org.proviso.spectroscopy.simulate.SpinGroup.Coupling;

/** Spin systems whose signal is known in closed form. */
class AnalyticSpinSystemsTest {

  private static final double TOLERANCE = 1e-6;
  private static final double FREQUENCY = 100;
  private static final double J = 7.3;
  // Far enough apart that the coupling is weak to better than the tolerance.
  private static final double FAR_PPM = 1e6;

  @Test
  void anIsolatedProtonIsOneLineOfUnitAreaWhateverTheSequence() {
    SpinGroup proton = SpinGroup.of("proton", 3, List.of(2.01), List.of());
    for (PulseSequence sequence :
        List.of(
            Press.ofEchoTime(0.03),
            Press.ofEchoTime(0.144),
            new Steam(0.02, 0.01),
            new SemiLaser(0.08, Optional.empty()))) {
      StickSpectrum lines = SpinSimulation.simulate(proton, sequence, FREQUENCY);
      assertThat(lines.lines()).isEqualTo(1);
      assertThat(lines.ppm(0)).isCloseTo(2.01, within(1e-9));
      assertThat(lines.real(0)).isCloseTo(3, within(TOLERANCE));
      assertThat(lines.imaginary(0)).isCloseTo(0, within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.03, 0.0685, 0.144, 0.288})
  void aWeaklyCoupledPairIsModulatedByTheCosineOfTheEchoTime(double echoTime) {
    SpinGroup pair = SpinGroup.of("AX", 1, List.of(0.0, FAR_PPM), List.of(new Coupling(0, 1, J)));
    StickSpectrum lines = SpinSimulation.simulate(pair, Press.ofEchoTime(echoTime), FREQUENCY);
    for (double time : new double[] {0, 0.013, 0.05}) {
      double expected = Math.cos(Math.PI * J * (echoTime + time));
      assertThat(envelope(lines, -1, 1, 0, time)).isCloseTo(expected, within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.0685, 0.144})
  void aMethylCoupledToOneProtonIsADoubletAndThatProtonAQuartet(double echoTime) {
    SpinGroup lactate =
        SpinGroup.of(
            "AX3",
            1,
            List.of(0.0, FAR_PPM, FAR_PPM, FAR_PPM),
            List.of(new Coupling(0, 1, J), new Coupling(0, 2, J), new Coupling(0, 3, J)));
    StickSpectrum lines = SpinSimulation.simulate(lactate, Press.ofEchoTime(echoTime), FREQUENCY);
    for (double time : new double[] {0, 0.013, 0.05}) {
      double cosine = Math.cos(Math.PI * J * (echoTime + time));
      assertThat(envelope(lines, -1, 1, 0, time)).isCloseTo(Math.pow(cosine, 3), within(TOLERANCE));
      assertThat(envelope(lines, FAR_PPM - 1, FAR_PPM + 1, FAR_PPM, time))
          .isCloseTo(3 * cosine, within(TOLERANCE));
    }
  }

  @Test
  void aStronglyCoupledPairHasTheIntensitiesOfTheRoof() {
    double difference = 12;
    SpinGroup pair =
        SpinGroup.of(
            "AB", 1, List.of(1.0, 1.0 + difference / FREQUENCY), List.of(new Coupling(0, 1, J)));
    StickSpectrum lines = SpinSimulation.simulate(pair, Press.ofEchoTime(1e-9), FREQUENCY);
    // Abragam 1961, chapter XI: D = sqrt(d^2 + J^2), lines at +-(D +- J)/2, weights (1 -+ J/D)/2.
    double root = Math.hypot(difference, J);
    double centre = 1.0 + difference / 2 / FREQUENCY;
    double[] offsets = {-(root + J) / 2, -(root - J) / 2, (root - J) / 2, (root + J) / 2};
    double[] weights = {
      (1 - J / root) / 2, (1 + J / root) / 2, (1 + J / root) / 2, (1 - J / root) / 2
    };
    assertThat(lines.lines()).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      assertThat((lines.ppm(i) - centre) * FREQUENCY).isCloseTo(offsets[i], within(TOLERANCE));
      assertThat(lines.real(i)).isCloseTo(weights[i], within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.03, 0.0685, 0.144})
  void aStronglyCoupledPairFollowsTheRotationOfItsZeroQuantumBlock(double echoTime) {
    double difference = 12;
    SpinGroup pair =
        SpinGroup.of(
            "AB",
            1,
            List.of(-difference / 2 / FREQUENCY, difference / 2 / FREQUENCY),
            List.of(new Coupling(0, 1, J)));
    double half = echoTime / 2;
    StickSpectrum lines =
        SpinSimulation.simulate(pair, new Press(half, half, Optional.empty()), FREQUENCY);
    for (double time : new double[] {0, 0.004, 0.02}) {
      double[] expected = strongPair(difference, echoTime, time);
      double[] found = signal(lines, time);
      assertThat(found[0]).isCloseTo(expected[0], within(TOLERANCE));
      assertThat(found[1]).isCloseTo(expected[1], within(TOLERANCE));
    }
  }

  /**
   * The AB signal after 90 - t - 180 - 2t - 180 - t with the frame on the pair's centre. The
   * coherences between a parallel state and the two antiparallel ones move with a two-by-two
   * rotation exp(-i pi (J sx - d sz) t) of the antiparallel states; a pulse exchanges these, which
   * turns the sign of d, and the parallel states, which have the same energy J/4 there. So each
   * coherence is a vector that starts as (1, 1), and the signal is its overlap with (1, 1).
   */
  private static double[] strongPair(double difference, double echoTime, double time) {
    double quarter = echoTime / 4;
    double[] sum = new double[2];
    // Half of the signal from either parallel state; the antiparallel block enters as ket or bra.
    for (int side = 0; side < 2; side++) {
      double[] vector = {1, 0, 1, 0};
      vector = rotate(vector, difference, quarter);
      vector = rotate(vector, -difference, 2 * quarter);
      vector = rotate(vector, difference, quarter + time);
      double phase = Math.PI * J * (echoTime + time);
      // Energy of the parallel states above the mean of the antiparallel ones: J/2.
      double re = (vector[0] + vector[2]) / 2;
      double im = (vector[1] + vector[3]) / 2;
      double cos = Math.cos(phase);
      double sin = Math.sin(phase);
      double turnedRe = re * cos - im * sin;
      double turnedIm = re * sin + im * cos;
      sum[0] += turnedRe;
      sum[1] += side == 0 ? turnedIm : -turnedIm;
    }
    return sum;
  }

  /** exp(-i pi t (J sx - d sz)) of a complex two-vector (re0, im0, re1, im1). */
  private static double[] rotate(double[] v, double difference, double time) {
    double root = Math.hypot(difference, J);
    double cos = Math.cos(Math.PI * root * time);
    double sin = Math.sin(Math.PI * root * time);
    double x = J / root * sin;
    double z = -difference / root * sin;
    // (cos - i z) v0 - i x v1, -i x v0 + (cos + i z) v1
    return new double[] {
      cos * v[0] + z * v[1] + x * v[3],
      cos * v[1] - z * v[0] - x * v[2],
      cos * v[2] - z * v[3] + x * v[1],
      cos * v[3] + z * v[2] - x * v[0]
    };
  }

  private static double[] signal(StickSpectrum lines, double time) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < lines.lines(); i++) {
      double angle = -2 * Math.PI * lines.ppm(i) * FREQUENCY * time;
      re += lines.real(i) * Math.cos(angle) - lines.imaginary(i) * Math.sin(angle);
      im += lines.real(i) * Math.sin(angle) + lines.imaginary(i) * Math.cos(angle);
    }
    return new double[] {re, im};
  }

  /** Real part of the signal of the lines of one range, in the frame of its centre. */
  private static double envelope(
      StickSpectrum lines, double from, double to, double centre, double time) {
    double sum = 0;
    for (int i = 0; i < lines.lines(); i++) {
      if (lines.ppm(i) > from && lines.ppm(i) < to) {
        double angle = -2 * Math.PI * (lines.ppm(i) - centre) * FREQUENCY * time;
        sum += lines.real(i) * Math.cos(angle) - lines.imaginary(i) * Math.sin(angle);
      }
    }
    return sum;
  }
}
