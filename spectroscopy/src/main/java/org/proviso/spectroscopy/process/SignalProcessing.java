package org.proviso.spectroscopy.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.process.Ledger.Constant;
import org.proviso.spectroscopy.process.Ledger.Step;
import org.proviso.spectroscopy.process.ProcessingResult.Processed;
import org.proviso.spectroscopy.process.ProcessingResult.Rejected;

/**
 * The processing pipeline of the consensus (Near 2021, NMR Biomed 34:e4257, section 2): one signal
 * out of coils and transients, with its water reference processed alike.
 */
public final class SignalProcessing {

  private static final String CONSENSUS = "Near 2021, NMR Biomed 34:e4257";

  // The numbers below are this module's choices; no publication names them.

  private static final int LEAST_POINTS = 64;

  /** A signal is looked at in so many blocks for what a filter wrapped to its end. */
  private static final int WRAP_BLOCKS = 32;

  /** What rises so many times above the quietest block was wrapped. */
  private static final double WRAP_RISE = 2;

  // Where the singlets of NAA, creatine and choline give the metabolites' phase.
  private static final double PHASE_LOWEST_PPM = 1.7;
  private static final double PHASE_HIGHEST_PPM = 3.35;

  /** Decay rate, 1/s, above which a line is no singlet: 19 Hz. */
  private static final double PHASE_LARGEST_DAMPING = 60;

  /** Metabolites so near to the real axis were corrected by the scanner already. */
  private static final double CORRECTED_WITHIN_DEGREES = 30;

  /** Metabolites so far from their water were not acquired with its phase. */
  private static final double UNLIKE_WATER_DEGREES = 60;

  private final ProcessingSettings settings;
  private Ledger ledger = Ledger.empty();
  private double residualWater;

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
    Optional<Rejected> rejected = check(data, "measurement");
    if (rejected.isEmpty() && water.isPresent()) {
      rejected = check(water.get(), "water reference").or(() -> mismatch(data, water.get()));
    }
    if (rejected.isPresent()) {
      return rejected.get();
    }
    double dwell = data.acquisition().dwellTime();
    double[][][] traces = byTransient(data.signal());
    Optional<double[][][]> waterTraces = water.map(w -> byTransient(w.signal()));
    Optional<CoilCombination> weights = coilWeights(traces, waterTraces, dwell);
    double[][] transients = combine(traces, weights);
    Optional<double[]> waterTrace =
        waterTraces.map(repetitions -> averageWater(combine(repetitions, weights), dwell));
    Optional<TransientStatistics> statistics = Optional.empty();
    double[] trace;
    if (transients.length == 1) {
      step(
          "Frequency and phase correction",
          "The file holds one averaged transient; nothing to align or to leave out.",
          CONSENSUS);
      trace = transients[0];
    } else {
      Aligned aligned = align(transients, dwell);
      trace = Traces.mean(aligned.kept());
      step(
          "Signal averaging",
          "Mean of " + aligned.kept().length + " transients.",
          CONSENSUS,
          new Constant("transients averaged", aligned.kept().length, ""));
      statistics = Optional.of(aligned.statistics());
    }
    trace = withoutWrap(trace, dwell);
    if (waterTrace.isPresent()) {
      EddyCurrentCorrection correction = EddyCurrentCorrection.of(waterTrace.get(), dwell);
      trace = correctEddyCurrents(trace, correction, data.acquisition());
      waterTrace = Optional.of(correction.correct(waterTrace.get()));
    } else {
      step(
          "Eddy current correction",
          "There is no water reference; none was done and the reference frequency is the header's.",
          CONSENSUS);
    }
    trace = removeWater(trace, data.acquisition());
    MrsData processed = data.withSignal(ComplexSignal.of(trace));
    Optional<MrsData> processedWater = Optional.empty();
    if (water.isPresent() && waterTrace.isPresent()) {
      processedWater =
          Optional.of(
              water
                  .get()
                  .withSignal(ComplexSignal.of(waterTrace.get()))
                  .withAcquisition(water.get().acquisition().with(WaterSuppression.UNSUPPRESSED)));
    }
    return new Processed(processed, processedWater, statistics, residualWater, ledger);
  }

  private static Optional<Rejected> check(MrsData data, String what) {
    for (Dimension dimension : data.signal().dimensions()) {
      switch (dimension.kind()) {
        case COIL, TRANSIENT, MEASUREMENT, PHASE_CYCLE -> {
          // all of these are combined or averaged
        }
        case EDIT, INDIRECT, ISIS, METABOLITE_CYCLE, USER -> {
          return Optional.of(
              new Rejected(
                  "The "
                      + what
                      + " has a dimension "
                      + dimension.kind()
                      + ", which is not a plain repetition; averaging over it would be wrong.",
                  "Give a measurement without editing, a second dimension or metabolite cycling."));
        }
      }
    }
    if (!data.acquisition().nucleus().equals("1H")) {
      return Optional.of(
          new Rejected(
              "The " + what + " is of nucleus " + data.acquisition().nucleus() + ", not 1H.",
              "Give a proton measurement."));
    }
    if (data.signal().points() < LEAST_POINTS) {
      return Optional.of(
          new Rejected(
              "The "
                  + what
                  + " has "
                  + data.signal().points()
                  + " points; at least "
                  + LEAST_POINTS
                  + " are needed.",
              "Give the full time signal."));
    }
    return Optional.empty();
  }

  private static Optional<Rejected> mismatch(MrsData data, MrsData water) {
    Acquisition a = data.acquisition();
    Acquisition b = water.acquisition();
    String remedy = "Give the water reference that was acquired with this measurement.";
    if (Math.abs(a.dwellTime() / b.dwellTime() - 1) > 1e-3) {
      return Optional.of(
          new Rejected(
              "The water reference has a dwell time of "
                  + b.dwellTime()
                  + " s, the measurement "
                  + a.dwellTime()
                  + " s.",
              remedy));
    }
    if (Math.abs(a.spectrometerFrequency() / b.spectrometerFrequency() - 1) > 1e-3) {
      return Optional.of(
          new Rejected(
              "The water reference was acquired at "
                  + b.spectrometerFrequency()
                  + " MHz, the measurement at "
                  + a.spectrometerFrequency()
                  + " MHz.",
              remedy));
    }
    if (data.signal().size(Dimension.Kind.COIL) != water.signal().size(Dimension.Kind.COIL)) {
      return Optional.of(
          new Rejected(
              "The water reference has "
                  + water.signal().size(Dimension.Kind.COIL)
                  + " coil elements, the measurement "
                  + data.signal().size(Dimension.Kind.COIL)
                  + ".",
              remedy));
    }
    if (water.signal().points() < data.signal().points()) {
      return Optional.of(
          new Rejected(
              "The water reference has "
                  + water.signal().points()
                  + " points, fewer than the measurement's "
                  + data.signal().points()
                  + ".",
              remedy));
    }
    return Optional.empty();
  }

  /** All traces as [repetition][coil]; every dimension but the coil is a repetition. */
  private static double[][][] byTransient(ComplexSignal signal) {
    int coils = signal.size(Dimension.Kind.COIL);
    ComplexSignal ordered =
        signal.ordered(
            Dimension.Kind.MEASUREMENT,
            Dimension.Kind.PHASE_CYCLE,
            Dimension.Kind.TRANSIENT,
            Dimension.Kind.COIL);
    double[][][] traces = new double[ordered.traces() / coils][coils][];
    for (int repetition = 0; repetition < traces.length; repetition++) {
      for (int coil = 0; coil < coils; coil++) {
        traces[repetition][coil] = ordered.trace(repetition * coils + coil);
      }
    }
    return traces;
  }

  private static double[][] meanOfEachCoil(double[][][] traces) {
    double[][] means = new double[traces[0].length][];
    for (int coil = 0; coil < means.length; coil++) {
      double[][] repetitions = new double[traces.length][];
      for (int repetition = 0; repetition < traces.length; repetition++) {
        repetitions[repetition] = traces[repetition][coil];
      }
      means[coil] = Traces.mean(repetitions);
    }
    return means;
  }

  /** One trace of each repetition. */
  private static double[][] combine(double[][][] traces, Optional<CoilCombination> weights) {
    return Arrays.stream(traces)
        .map(coils -> weights.isPresent() ? weights.get().combine(coils) : coils[0])
        .toArray(double[][]::new);
  }

  private Optional<CoilCombination> coilWeights(
      double[][][] traces, Optional<double[][][]> water, double dwell) {
    int coils = traces[0].length;
    if (coils == 1) {
      step("RF coil combination", "One coil element or combined by the scanner.", CONSENSUS);
      return Optional.empty();
    }
    double[][] deciding = meanOfEachCoil(water.orElse(traces));
    int points = Math.clamp((int) (settings.coilSeconds() / dwell), 1, deciding[0].length / 2);
    CoilCombination weights = CoilCombination.of(deciding, points);
    List<Constant> constants = new ArrayList<>();
    constants.add(new Constant("coil elements", coils, ""));
    constants.add(new Constant("leading part that decides", points * dwell, "s"));
    for (int coil = 0; coil < coils; coil++) {
      constants.add(
          new Constant(
              "weight of element " + (coil + 1),
              Math.hypot(weights.real()[coil], weights.imaginary()[coil]),
              ""));
    }
    ledger =
        ledger.with(
            new Step(
                "RF coil combination",
                "Noise-whitened rank-one weights from the "
                    + (water.isPresent()
                        ? "water reference."
                        : "measurement's own residual water."),
                constants,
                "Rodgers and Robson 2010, Magn Reson Med 63:881"));
    return Optional.of(weights);
  }

  private double[] averageWater(double[][] water, double dwell) {
    if (water.length == 1) {
      return water[0];
    }
    Alignment alignment = register(water, dwell);
    step(
        "Water reference",
        "Mean of " + water.length + " aligned transients of the water reference.",
        "Near 2015, Magn Reson Med 73:44");
    return Traces.mean(alignment.corrected());
  }

  @SuppressWarnings("ArrayRecordComponent") // private carrier, never compared
  private record Alignment(double[][] corrected, double[] hertz, double[] phase) {}

  @SuppressWarnings("ArrayRecordComponent") // private carrier, never compared
  private record Aligned(double[][] kept, TransientStatistics statistics) {}

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

  private Aligned align(double[][] transients, double dwell) {
    Alignment alignment = register(transients, dwell);
    double lowest = Arrays.stream(alignment.hertz()).min().orElse(0);
    double highest = Arrays.stream(alignment.hertz()).max().orElse(0);
    double phaseDeviation = circularDeviation(alignment.phase());
    step(
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
    step(
        "Outlier transients",
        tooMany
            ? "More than the allowed share differed; all were kept, which the quality must judge."
            : rejected + " of " + transients.length + " transients were left out.",
        CONSENSUS,
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

  /**
   * Drops the end of a trace when it rises out of the noise again. Scanners that remove
   * oversampling by Fourier transform wrap the ringing of the first points round to the last ones.
   */
  private double[] withoutWrap(double[] trace, double dwell) {
    int block = trace.length / 2 / WRAP_BLOCKS;
    double[] level = new double[WRAP_BLOCKS];
    double quietest = Double.POSITIVE_INFINITY;
    for (int b = 0; b < WRAP_BLOCKS; b++) {
      double[] part = Arrays.copyOfRange(trace, 2 * b * block, 2 * (b + 1) * block);
      level[b] = Math.sqrt(energy(part) / part.length);
      quietest = Math.min(quietest, level[b]);
    }
    int kept = WRAP_BLOCKS;
    while (kept > WRAP_BLOCKS * 3 / 4 && level[kept - 1] > WRAP_RISE * quietest) {
      kept--;
    }
    if (kept == WRAP_BLOCKS) {
      return trace;
    }
    step(
        "Truncation",
        "The end of the signal rises out of the noise again, as the wrapped ringing of oversampling "
            + "removal does; it was cut off.",
        CONSENSUS,
        new Constant("signal kept", kept * block * dwell, "s"),
        new Constant("cut where above the quietest part", WRAP_RISE, "times"));
    return Arrays.copyOf(trace, 2 * kept * block);
  }

  /**
   * Corrects a trace unless the scanner has done so already. A corrected signal starts in phase
   * with the real axis whatever the phase of the water reference is; an uncorrected one follows the
   * water.
   */
  private double[] correctEddyCurrents(
      double[] trace, EddyCurrentCorrection correction, Acquisition acquisition) {
    double dwell = acquisition.dwellTime();
    OptionalDouble phase =
        DampedSinusoids.find(trace, dwell, settings.waterComponents())
            .map(
                model ->
                    model.phase(
                        hertz(PHASE_HIGHEST_PPM, acquisition),
                        hertz(PHASE_LOWEST_PPM, acquisition),
                        PHASE_LARGEST_DAMPING))
            .orElse(OptionalDouble.empty());
    if (phase.isPresent()) {
      double fromAxis = Math.abs(Math.toDegrees(Math.asin(Math.sin(phase.getAsDouble()))));
      double fromWater =
          Math.abs(
              Math.toDegrees(
                  Math.IEEEremainder(phase.getAsDouble() - correction.firstPhase(), 2 * Math.PI)));
      if (fromAxis < CORRECTED_WITHIN_DEGREES && fromWater > UNLIKE_WATER_DEGREES) {
        step(
            "Eddy current correction",
            "Left out: the metabolites lie on the real axis and do not follow the phase of the "
                + "water reference, so the scanner has corrected them already. The reference "
                + "frequency is the header's.",
            "Klose 1990, Magn Reson Med 14:26",
            new Constant("metabolites from the real axis", fromAxis, "degrees"),
            new Constant("metabolites from the water's phase", fromWater, "degrees"),
            new Constant("left out when below", CORRECTED_WITHIN_DEGREES, "degrees"),
            new Constant("and above", UNLIKE_WATER_DEGREES, "degrees"));
        return trace;
      }
    }
    step(
        "Eddy current correction",
        "The phase of the water reference was taken off both signals, which also puts water at the "
            + "reference frequency.",
        "Klose 1990, Magn Reson Med 14:26",
        new Constant("points with reliable water phase", correction.reliablePoints(), ""),
        new Constant("mean water frequency removed", correction.meanHertz(dwell), "Hz"),
        new Constant("reliable above", EddyCurrentCorrection.RELIABLE_DEVIATIONS, "noise SD"));
    return correction.correct(trace);
  }

  private static double hertz(double ppm, Acquisition acquisition) {
    return ChemicalShift.toHertz(
        ppm, acquisition.referencePpm(), acquisition.spectrometerFrequency());
  }

  private double[] removeWater(double[] trace, Acquisition acquisition) {
    double reach = settings.waterWindowPpm() * acquisition.spectrometerFrequency();
    double centre = hertz(ChemicalShift.WATER_PPM, acquisition);
    Optional<DampedSinusoids> model =
        DampedSinusoids.find(trace, acquisition.dwellTime(), settings.waterComponents());
    if (model.isEmpty()) {
      step(
          "Nuisance peak removal",
          "The signal could not be split into damped sinusoids; residual water was left in.",
          "Pijnappel 1992, J Magn Reson 97:122");
      return trace;
    }
    double[] water = model.get().part(centre - reach, centre + reach, trace.length / 2);
    double before = energy(trace);
    residualWater = Math.hypot(water[0], water[1]);
    double[] rest = new double[trace.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = trace[i] - water[i];
    }
    step(
        "Nuisance peak removal",
        "Damped sinusoids around water were taken off (HLSVD).",
        "Pijnappel 1992, J Magn Reson 97:122",
        new Constant("half width around 4.65 ppm", settings.waterWindowPpm(), "ppm"),
        new Constant("sinusoids in all", settings.waterComponents(), ""),
        new Constant("sinusoids taken off", model.get().count(centre - reach, centre + reach), ""),
        new Constant("share of the signal's energy", energy(water) / before, ""));
    return rest;
  }

  private static double energy(double[] trace) {
    double sum = 0;
    for (double value : trace) {
      sum += value * value;
    }
    return sum;
  }

  private void step(String name, String description, String source, Constant... constants) {
    ledger = ledger.with(new Step(name, description, List.of(constants), source));
  }
}
