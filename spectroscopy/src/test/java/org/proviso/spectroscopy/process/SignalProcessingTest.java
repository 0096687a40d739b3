package org.proviso.spectroscopy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.proviso.spectroscopy.read.SyntheticMeasurement.DWELL;
import static org.proviso.spectroscopy.read.SyntheticMeasurement.FREQUENCY;
import static org.proviso.spectroscopy.read.SyntheticMeasurement.brain;
import static org.proviso.spectroscopy.read.SyntheticMeasurement.data;
import static org.proviso.spectroscopy.read.SyntheticMeasurement.line;
import static org.proviso.spectroscopy.read.SyntheticMeasurement.noise;
import static org.proviso.spectroscopy.read.SyntheticMeasurement.sum;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.process.ProcessingResult.Processed;
import org.proviso.spectroscopy.process.ProcessingResult.Rejected;

/** Known faults put into known signals come out again, and the ledger says so. */
class SignalProcessingTest {

  private static final int POINTS = 1024;

  @Test
  void coilsAreCombinedInPhaseAndWeightedByTheirSignal() {
    double[] clean = line(POINTS, 2.008, 100, 4, 0);
    double[] gain = {1.0, 0.5, 0.1};
    double[] phase = {0.3, -2.0, 1.5};
    double[] values = new double[3 * 2 * POINTS];
    for (int coil = 0; coil < 3; coil++) {
      double[] own =
          sum(line(POINTS, 2.008, 100 * gain[coil], 4, phase[coil]), noise(POINTS, 1, coil));
      System.arraycopy(own, 0, values, coil * 2 * POINTS, 2 * POINTS);
    }
    MrsData measurement =
        data(clean)
            .withSignal(
                ComplexSignal.of(POINTS, List.of(new Dimension(Dimension.Kind.COIL, 3)), values));

    Processed processed = processed(measurement, Optional.empty());

    // Matched weights of unit norm give the root of the summed squares of the gains.
    double expected = 100 * Math.sqrt(1 + 0.25 + 0.01);
    assertThat(processed.data().signal().trace(0)[0]).isCloseTo(expected, within(2.5));
    assertThat(processed.data().signal().trace(0)[1]).isCloseTo(0, within(2.5));
    assertThat(step(processed, "RF coil combination").constants())
        .anySatisfy(c -> assertThat(c.value()).isEqualTo(3));
  }

  @Test
  void driftingTransientsAreAlignedBeforeTheyAreAveraged() {
    int transients = 16;
    double[][] traces = new double[transients][];
    Random random = new Random(5);
    for (int k = 0; k < transients; k++) {
      double drift = 0.6 * k - 5;
      traces[k] =
          sum(
              Traces.turned(brain(POINTS), drift, 0.3 * random.nextGaussian(), DWELL),
              noise(POINTS, 2, 100 + k));
    }

    Processed aligned = processed(transients(traces), Optional.empty());

    assertThat(aligned.transients()).isPresent();
    assertThat(aligned.transients().get().driftHertz()).isCloseTo(9, within(0.3));
    assertThat(aligned.transients().get().rejected()).isZero();
    // Aligned, the mean keeps the height of one transient; averaged as they are, it loses half.
    double kept = height(aligned.data().signal().trace(0));
    double unaligned = height(Traces.mean(traces));
    double single = height(brain(POINTS));
    assertThat(kept / single).isBetween(0.97, 1.03);
    assertThat(unaligned / single).isLessThan(0.7);
  }

  @Test
  void aSpoiledTransientIsLeftOut() {
    double[][] traces = new double[12][];
    for (int k = 0; k < traces.length; k++) {
      traces[k] = sum(brain(POINTS), noise(POINTS, 2, 200 + k));
    }
    traces[4] = sum(traces[4], line(POINTS, 1.3, 300, 30, 1));

    Processed processed = processed(transients(traces), Optional.empty());

    assertThat(processed.transients().orElseThrow().rejected()).isEqualTo(1);
    assertThat(step(processed, "Outlier transients").description()).startsWith("1 of 12");
  }

  @Test
  void eddyCurrentsAreTakenOffWithTheWaterReference() {
    double[] eddy = new double[POINTS];
    for (int n = 0; n < POINTS; n++) {
      eddy[n] = 2.0 * Math.exp(-n * DWELL / 0.03) + 0.4;
    }
    double[] clean = sum(line(POINTS, 2.008, 100, 4, 0), line(POINTS, 3.027, 60, 4, 0));
    MrsData measurement = data(sum(phased(clean, eddy), noise(POINTS, 0.1, 1)));
    MrsData water =
        data(sum(phased(line(POINTS, 4.65, 20_000, 6, 0), eddy), noise(POINTS, 0.1, 2)));

    Processed processed = processed(measurement, Optional.of(water));

    double[] corrected = processed.data().signal().trace(0);
    for (int i = 0; i < 600; i++) {
      assertThat(corrected[i]).isCloseTo(clean[i], within(1.5));
    }
    double[] reference = processed.water().orElseThrow().signal().trace(0);
    assertThat(Math.atan2(reference[401], reference[400])).isCloseTo(0, within(1e-3));
  }

  @Test
  void aCorrectionThatTheScannerHasDoneIsNotDoneTwice() {
    double[] eddy = new double[POINTS];
    for (int n = 0; n < POINTS; n++) {
      eddy[n] = 2.2 * Math.exp(-n * DWELL / 0.05);
    }
    MrsData corrected =
        data(
            sum(
                line(POINTS, 2.008, 100, 4, 0),
                line(POINTS, 3.027, 60, 4, 0),
                noise(POINTS, 0.1, 1)));
    MrsData water = data(phased(line(POINTS, 4.65, 20_000, 6, 0), eddy));

    Processed processed = processed(corrected, Optional.of(water));

    assertThat(step(processed, "Eddy current correction").description()).startsWith("Left out");
    assertThat(processed.data().signal().trace(0)[1]).isCloseTo(0, within(3.0));
  }

  @Test
  void residualWaterIsRemovedAndMetabolitesStay() {
    double[] metabolites = sum(line(POINTS, 2.008, 100, 4, 0), line(POINTS, 3.93, 60, 4, 0));
    double[] water = sum(line(POINTS, 4.65, 5000, 8, 1), line(POINTS, 4.72, 3000, 15, -2));

    Processed processed =
        processed(data(sum(metabolites, water, noise(POINTS, 0.1, 3))), Optional.empty());

    double[] rest = processed.data().signal().trace(0);
    for (int i = 0; i < 1000; i++) {
      assertThat(rest[i]).isCloseTo(metabolites[i], within(1.0));
    }
    assertThat(step(processed, "Nuisance peak removal").source()).contains("Pijnappel 1992");
  }

  @Test
  void aReferenceOfAnotherMeasurementIsRejected() {
    MrsData measurement = data(brain(POINTS));
    MrsData other = measurement.withAcquisition(Acquisition.of(DWELL / 2, 127.8).with(3, 0.03, 2));
    MrsData shorter = data(brain(POINTS / 2));

    assertThat(
            SignalProcessing.process(
                measurement, Optional.of(other), ProcessingSettings.standard()))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.message()).contains("dwell time"));
    assertThat(
            SignalProcessing.process(
                measurement, Optional.of(shorter), ProcessingSettings.standard()))
        .isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.message()).contains("points"));
  }

  @Test
  void editedDataAreNotAveragedOverTheirConditions() {
    double[] both = new double[4 * POINTS];
    MrsData edited =
        data(brain(POINTS))
            .withSignal(
                ComplexSignal.of(POINTS, List.of(new Dimension(Dimension.Kind.EDIT, 2)), both));

    assertThat(SignalProcessing.process(edited, Optional.empty(), ProcessingSettings.standard()))
        .isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.message()).contains("EDIT"));
  }

  @Test
  void everyStepOfTheConsensusStandsInTheLedgerAlsoWhenNotNeeded() {
    Processed processed = processed(data(brain(POINTS)), Optional.empty());

    assertThat(processed.ledger().steps())
        .extracting(Ledger.Step::name)
        .containsExactly(
            "RF coil combination",
            "Frequency and phase correction",
            "Eddy current correction",
            "Nuisance peak removal");
    assertThat(processed.ledger().steps()).allMatch(step -> !step.source().isEmpty());
  }

  private static Processed processed(MrsData measurement, Optional<MrsData> water) {
    return switch (SignalProcessing.process(measurement, water, ProcessingSettings.standard())) {
      case Processed result -> result;
      case Rejected rejected -> throw new AssertionError(rejected.message());
    };
  }

  private static Ledger.Step step(Processed processed, String name) {
    return processed.ledger().steps().stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static MrsData transients(double[][] traces) {
    double[] values = new double[traces.length * 2 * POINTS];
    for (int k = 0; k < traces.length; k++) {
      System.arraycopy(traces[k], 0, values, k * 2 * POINTS, 2 * POINTS);
    }
    return data(traces[0])
        .withSignal(
            ComplexSignal.of(
                POINTS, List.of(new Dimension(Dimension.Kind.TRANSIENT, traces.length)), values));
  }

  private static double[] phased(double[] trace, double[] phase) {
    double[] turned = new double[trace.length];
    for (int n = 0; n < phase.length; n++) {
      double cos = Math.cos(phase[n]);
      double sin = Math.sin(phase[n]);
      turned[2 * n] = trace[2 * n] * cos - trace[2 * n + 1] * sin;
      turned[2 * n + 1] = trace[2 * n] * sin + trace[2 * n + 1] * cos;
    }
    return turned;
  }

  /** Height of the NAA peak in the magnitude spectrum, finely interpolated by zero filling. */
  private static double height(double[] trace) {
    int filled = 16 * POINTS;
    double[] spectrum = FourierTransform.spectrum(Arrays.copyOf(trace, 2 * filled));
    double[] ppm = ChemicalShift.axis(filled, DWELL, 4.65, FREQUENCY);
    double tallest = 0;
    for (int i = 0; i < filled; i++) {
      if (Math.abs(ppm[i] - 2.008) < 0.15) {
        tallest = Math.max(tallest, Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]));
      }
    }
    return tallest;
  }
}
