package org.proviso.spectroscopy.process;

import java.util.Optional;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.process.Ledger.Constant;
import org.proviso.spectroscopy.process.ProcessingResult.Processed;
import org.proviso.spectroscopy.process.ProcessingResult.Rejected;

/**
 * The processing pipeline of the consensus (Near 2021, NMR Biomed 34:e4257, section 2): one signal
 * out of coils and transients, with its water reference processed alike. Its steps: {@link
 * MeasurementCheck}, {@link CoilElements}, {@link TransientAlignment}, {@link WrappedEnd}, {@link
 * EddyCurrents}, {@link ResidualWater}; each adds to the ledger what it did. Constants without a
 * source are this module's choices.
 */
public final class SignalProcessing {

  private final ProcessingSettings settings;
  private final LedgerEntries entries = new LedgerEntries();

  private SignalProcessing(ProcessingSettings settings) {
    this.settings = settings;
  }

  /**
   * Processes a measurement.
   *
   * @param data metabolite measurement
   * @param water unsuppressed measurement of the same voxel, when there is one
   * @param settings constants
   * @return the averaged signal with its ledger, or why it could not be made
   */
  public static ProcessingResult process(
      MrsData data, Optional<MrsData> water, ProcessingSettings settings) {
    return new SignalProcessing(settings).run(data, water);
  }

  private ProcessingResult run(MrsData data, Optional<MrsData> water) {
    Optional<Rejected> rejected = MeasurementCheck.check(data, "measurement");
    if (rejected.isEmpty() && water.isPresent()) {
      rejected =
          MeasurementCheck.check(water.get(), "water reference")
              .or(() -> MeasurementCheck.mismatch(data, water.get()));
    }
    if (rejected.isPresent()) {
      return rejected.get();
    }
    double dwell = data.acquisition().dwellTime();
    double[][][] traces = CoilElements.byTransient(data.signal());
    Optional<double[][][]> waterTraces = water.map(w -> CoilElements.byTransient(w.signal()));
    Optional<CoilCombination> weights =
        CoilElements.weights(traces, waterTraces, dwell, settings, entries);
    TransientAlignment alignment = new TransientAlignment(settings, entries);
    double[][] transients = CoilElements.combine(traces, weights);
    Optional<double[]> waterTrace =
        waterTraces.map(
            repetitions ->
                alignment.averageWater(CoilElements.combine(repetitions, weights), dwell));
    Optional<TransientStatistics> statistics = Optional.empty();
    double[] trace;
    if (transients.length == 1) {
      entries.step(
          "Frequency and phase correction",
          "The file holds one averaged transient; nothing to align or to leave out.",
          LedgerEntries.CONSENSUS);
      trace = transients[0];
    } else {
      TransientAlignment.Aligned aligned = alignment.align(transients, dwell);
      trace = Traces.mean(aligned.kept());
      entries.step(
          "Signal averaging",
          "Mean of " + aligned.kept().length + " transients.",
          LedgerEntries.CONSENSUS,
          new Constant("transients averaged", aligned.kept().length, ""));
      statistics = Optional.of(aligned.statistics());
    }
    trace = WrappedEnd.cut(trace, dwell, entries);
    if (waterTrace.isPresent()) {
      EddyCurrentCorrection correction = EddyCurrentCorrection.of(waterTrace.get(), dwell);
      trace = EddyCurrents.apply(trace, correction, data.acquisition(), settings, entries);
      waterTrace = Optional.of(correction.correct(waterTrace.get()));
    } else {
      entries.step(
          "Eddy current correction",
          "There is no water reference; none was done and the reference frequency is the header's.",
          LedgerEntries.CONSENSUS);
    }
    ResidualWater residual = ResidualWater.of(trace, data.acquisition(), settings, entries);
    MrsData processed = data.withSignal(ComplexSignal.of(residual.rest()));
    Optional<MrsData> processedWater = Optional.empty();
    if (water.isPresent() && waterTrace.isPresent()) {
      processedWater =
          Optional.of(
              water
                  .get()
                  .withSignal(ComplexSignal.of(waterTrace.get()))
                  .withAcquisition(water.get().acquisition().with(WaterSuppression.UNSUPPRESSED)));
    }
    return new Processed(
        processed, processedWater, statistics, residual.amplitude(), entries.ledger());
  }
}
