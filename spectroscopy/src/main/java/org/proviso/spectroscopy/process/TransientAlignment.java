package org.proviso.spectroscopy.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.proviso.spectroscopy.process.Ledger.Constant;

/** Step 3 of processing: frequency and phase of each transient, and those that are left out. */
final class TransientAlignment {

  private final ProcessingSettings settings;
  private final LedgerEntries entries;

  TransientAlignment(ProcessingSettings settings, LedgerEntries entries) {
    this.settings = settings;
    this.entries = entries;
  }

  @SuppressWarnings("ArrayRecordComponent") // private carrier, never compared
  private record Alignment(double[][] corrected, double[] hertz, double[] phase) {}

  /** The transients that are averaged, aligned, and what was seen of all. */
  @SuppressWarnings("ArrayRecordComponent") // package-private carrier, never compared
  record Aligned(double[][] kept, TransientStatistics statistics) {}

  double[] averageWater(double[][] water, double dwell) {
    if (water.length == 1) {
      return water[0];
    }
    Alignment alignment = register(water, dwell);
    entries.step(
        "Water reference",
        "Mean of " + water.length + " aligned transients of the water reference.",
        "Near 2015, Magn Reson Med 73:44");
    return Traces.mean(alignment.corrected());
  }

  private Alignment register(double[][] transients, double dwell) {
    int count = transients.length;
    int points =
        Math.clamp((int) (settings.registrationSeconds() / dwell), 16, transients[0].length / 2);
    double[][] corrected = transients;
    double[] hertz = new double[count];
    double[] phase = new double[count];
    double[] target = Traces.median(transients);
    for (int pass = 0; pass < settings.registrationPasses(); pass++) {
      corrected = new double[count][];
      for (int k = 0; k < count; k++) {
        SpectralRegistration found =
            SpectralRegistration.of(
                transients[k], target, points, dwell, settings.registrationRangeHertz());
        corrected[k] = found.correct(transients[k], dwell);
        hertz[k] = found.hertz();
        phase[k] = found.phase();
      }
      target = Traces.median(corrected);
    }
    return new Alignment(corrected, hertz, phase);
  }

  Aligned align(double[][] transients, double dwell) {
    Alignment alignment = register(transients, dwell);
    double lowest = Arrays.stream(alignment.hertz()).min().orElse(0);
    double highest = Arrays.stream(alignment.hertz()).max().orElse(0);
    double phaseDeviation = circularDeviation(alignment.phase());
    entries.step(
        "Frequency and phase correction",
        "Spectral registration of each transient to the median of all, in the time domain.",
        "Near 2015, Magn Reson Med 73:44",
        new Constant("compared part", settings.registrationSeconds(), "s"),
        new Constant("largest correction allowed", settings.registrationRangeHertz(), "Hz"),
        new Constant("range of the frequency corrections", highest - lowest, "Hz"),
        new Constant("deviation of the phase corrections", phaseDeviation, "degrees"));
    int points =
        Math.clamp((int) (settings.registrationSeconds() / dwell), 16, transients[0].length / 2);
    double[] distance = distances(alignment.corrected(), points);
    double median = Traces.median(distance);
    double[] off = new double[distance.length];
    for (int k = 0; k < off.length; k++) {
      off[k] = Math.abs(distance[k] - median);
    }
    double deviation = 1.4826 * Traces.median(off);
    List<double[]> kept = new ArrayList<>();
    for (int k = 0; k < distance.length; k++) {
      boolean outlier =
          distance[k] - median > settings.outlierDeviations() * deviation
              && distance[k] > settings.outlierExcess() * median;
      if (!outlier) {
        kept.add(alignment.corrected()[k]);
      }
    }
    boolean tooMany = kept.size() < settings.leastKept() * transients.length;
    int rejected = tooMany ? 0 : transients.length - kept.size();
    entries.step(
        "Outlier transients",
        tooMany
            ? "More than the allowed share differed; all were kept, which the quality must judge."
            : rejected + " of " + transients.length + " transients were left out.",
        LedgerEntries.CONSENSUS,
        new Constant("limit above the median", settings.outlierDeviations(), "robust SD"),
        new Constant("limit over the median", settings.outlierExcess(), "times"),
        new Constant("rejected", rejected, ""));
    double[][] result = tooMany ? alignment.corrected() : kept.toArray(double[][]::new);
    return new Aligned(
        result,
        new TransientStatistics(transients.length, rejected, highest - lowest, phaseDeviation));
  }

  /** Root mean square distance of each transient to the median of all, over its leading part. */
  private static double[] distances(double[][] transients, int points) {
    double[] target = Traces.median(transients);
    double[] distance = new double[transients.length];
    for (int k = 0; k < distance.length; k++) {
      double sum = 0;
      for (int i = 0; i < 2 * points; i++) {
        double difference = transients[k][i] - target[i];
        sum += difference * difference;
      }
      distance[k] = Math.sqrt(sum / points);
    }
    return distance;
  }

  /** Circular standard deviation (Mardia and Jupp 2000, section 2.3), degrees. */
  private static double circularDeviation(double[] angles) {
    double cos = 0;
    double sin = 0;
    for (double angle : angles) {
      cos += Math.cos(angle) / angles.length;
      sin += Math.sin(angle) / angles.length;
    }
    return Math.toDegrees(Math.sqrt(-2 * Math.log(Math.clamp(Math.hypot(cos, sin), 1e-9, 1.0))));
  }
}
