package org.proviso.spectroscopy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.proviso.spectroscopy.SpectrumOutcome.Stage;
import org.proviso.spectroscopy.basis.BasisFormatException;
import org.proviso.spectroscopy.basis.BasisReader;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.fit.WaterScaling;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.model.ImageVolume;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.place.ChemicalShiftDisplacement;
import org.proviso.spectroscopy.place.TissueFractions;
import org.proviso.spectroscopy.place.VoxelViews;
import org.proviso.spectroscopy.process.ProcessingResult;
import org.proviso.spectroscopy.process.ProcessingSettings;
import org.proviso.spectroscopy.process.SignalProcessing;
import org.proviso.spectroscopy.quality.QualityReason;
import org.proviso.spectroscopy.quality.QualityVerdict;
import org.proviso.spectroscopy.quality.Quantification;
import org.proviso.spectroscopy.quality.Quantifier;
import org.proviso.spectroscopy.read.ImageReader;
import org.proviso.spectroscopy.read.ImageResult;
import org.proviso.spectroscopy.read.MeasurementReader;
import org.proviso.spectroscopy.read.NiftiMrsWriter;
import org.proviso.spectroscopy.read.ReadResult;
import org.proviso.spectroscopy.read.Refusal;
import org.proviso.spectroscopy.report.ReportWriter;
import org.proviso.spectroscopy.report.SpectrumReport;
import org.proviso.spectroscopy.report.SpectrumReport.Placement;
import org.proviso.spectroscopy.report.SpectrumReport.Png;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

/**
 * From files to a report: read, process, check the basis, judge and fit, place, write. Bad data
 * never throw; they come back as {@link SpectrumOutcome.Refused} with their reasons, and the folder
 * then holds a result without numbers.
 */
public final class Spectroscopy {

  /** Name and version for reports. */
  public static final String SOFTWARE = "Proviso spectroscopy 0.1.0";

  /** A fifth of the signal that unsuppressed tissue water has, in protons of a metabolite. */
  private static final double UNSUPPRESSED_WATER = 1500;

  /**
   * Water of so many times the tallest line beside it, taken as 6 Hz wide, is that of a signal
   * without suppression. Tissue water has 2400 times the signal of NAA's methyl group; what is left
   * beside it in a reference are sidebands and feet, and the files at hand have 160 and more, those
   * with suppression at most 83.
   */
  private static final double DOMINANT_WATER = 120;

  private static final double TYPICAL_LINEWIDTH_HERTZ = 6;

  /** Shortest and longest echo and mixing time that a basis is simulated for, seconds. */
  private static final double LEAST_TIME = 0.002;

  private static final double LONGEST_TIME = 1;

  /** Share of the voxel that tissue maps must assign to be used. */
  private static final double LEAST_ASSIGNED = 0.9;

  /** Share of the assigned volume that must be tissue rather than fluid. */
  private static final double LEAST_TISSUE = 0.1;

  private final Clock clock;

  /**
   * A pipeline.
   *
   * @param clock dates the reports
   */
  public Spectroscopy(Clock clock) {
    this.clock = clock;
  }

  /** Ends a run early with its reason; does not leave this class. */
  private static final class RefusedException extends Exception {
    private final Stage stage;
    private final List<String> reasons;

    RefusedException(Stage stage, List<String> reasons) {
      this.stage = stage;
      this.reasons = List.copyOf(reasons);
    }
  }

  /** A measurement and the water reference that goes with it. */
  private record Measurements(
      MrsData metabolites, Optional<MrsData> water, Optional<String> waterSource) {}

  /**
   * Runs a request.
   *
   * @param request what to do
   * @param progress told each step in a few words
   * @return the report or the refusal
   * @throws IOException when the report cannot be written
   */
  public SpectrumOutcome run(SpectrumRequest request, Consumer<String> progress)
      throws IOException {
    String source = name(request.measurement());
    try {
      return report(request, progress);
    } catch (RefusedException refused) {
      progress.accept("refused");
      try (FolderLock lock = FolderLock.of(request.output())) {
        return new SpectrumOutcome.Refused(
            refused.stage,
            refused.reasons,
            ReportWriter.writeUnreadable(
                source, SOFTWARE, refused.stage.name(), refused.reasons, lock.folder()));
      }
    }
  }

  private SpectrumOutcome report(SpectrumRequest request, Consumer<String> progress)
      throws IOException, RefusedException {
    progress.accept("reading " + name(request.measurement()));
    Measurements measurements = read(request);
    List<String> remarks = new ArrayList<>();
    progress.accept("processing");
    ProcessingResult.Processed processed =
        switch (SignalProcessing.process(
            measurements.metabolites(), measurements.water(), ProcessingSettings.standard())) {
          case ProcessingResult.Processed result -> result;
          case ProcessingResult.Rejected rejected ->
              throw new RefusedException(
                  Stage.PROCESS, List.of(rejected.message() + " " + rejected.remedy()));
        };
    progress.accept("preparing the basis");
    Acquisition acquisition = processed.data().acquisition();
    BasisSet basis = basis(request, acquisition);
    Optional<Placement> placement = place(request, measurements.metabolites(), progress, remarks);
    progress.accept("fitting");
    Quantification quantification =
        refusedIfUnsuppressed(
            new Quantifier(basis).quantify(processed.data().signal().trace(0), acquisition),
            basis,
            processed);
    Optional<WaterScaling.Scaled> scaled =
        quantification instanceof Quantification.Quantified quantified
            ? scale(quantified.result(), basis, processed, placement, remarks)
            : Optional.empty();
    SpectrumReport report =
        new SpectrumReport(
            name(request.measurement()),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            SOFTWARE,
            measurements.metabolites(),
            measurements.waterSource(),
            basis.description(),
            processed.ledger(),
            processed.transients(),
            quantification,
            scaled,
            placement,
            remarks);
    progress.accept("writing the report");
    try (FolderLock lock = FolderLock.of(request.output())) {
      return written(report, processed.data(), lock.folder());
    }
  }

  private static SpectrumOutcome written(SpectrumReport report, MrsData processed, Path folder)
      throws IOException {
    List<Path> files = new ArrayList<>(ReportWriter.write(report, folder));
    return switch (report.quantification()) {
      case Quantification.Quantified quantified -> {
        Path signal = folder.resolve("processed.nii.gz");
        NiftiMrsWriter.write(processed, signal);
        files.add(signal);
        yield new SpectrumOutcome.Quantified(report, files);
      }
      case Quantification.Refused refused ->
          new SpectrumOutcome.Refused(
              Stage.QUANTIFY,
              refused.verdict().reasons().stream().map(QualityReason::message).toList(),
              files);
    };
  }

  /**
   * Refuses numbers from a signal whose water was not suppressed: its sidebands and tails pass for
   * metabolites. Tissue water has about 8000 times the signal of a proton of creatine.
   */
  private static Quantification refusedIfUnsuppressed(
      Quantification quantification, BasisSet basis, ProcessingResult.Processed processed) {
    double residualWater = processed.residualWater();
    if (!(quantification instanceof Quantification.Quantified quantified)) {
      return nothingButWater(processed)
          ? refusedAsWater(
              quantification.verdict(),
              "The spectrum holds water and nothing that can be measured beside it. This looks like "
                  + "the water reference; give the water-suppressed data.")
          : quantification;
    }
    double proton = WaterScaling.protonAmplitude(basis).orElse(1);
    double largest = 0;
    for (String name : List.of("tNAA", "tCr", "tCho")) {
      largest =
          Math.max(
              largest,
              quantified.result().metabolite(name).map(MetaboliteEstimate::amplitude).orElse(0.0));
    }
    // Amplitudes are in units of the basis, whose creatine tells what one proton is.
    double times = residualWater / (largest * proton);
    if (!(times > UNSUPPRESSED_WATER)) {
      return quantification;
    }
    return refusedAsWater(
        quantified.verdict(),
        "Water was not suppressed: it is "
            + Math.round(times)
            + " times a metabolite's proton signal, and up to "
            + Math.round(UNSUPPRESSED_WATER)
            + " is taken for residual water. This looks like the water reference; give the "
            + "water-suppressed data.");
  }

  /** Whether water was so strong that what stands beside it is its own sidebands or noise. */
  private static boolean nothingButWater(ProcessingResult.Processed processed) {
    Acquisition acquisition = processed.data().acquisition();
    double[] spectrum = FourierTransform.spectrum(processed.data().signal().trace(0));
    double[] ppm =
        ChemicalShift.axis(
            spectrum.length / 2,
            acquisition.dwellTime(),
            acquisition.referencePpm(),
            acquisition.spectrometerFrequency());
    double tallest = 0;
    for (int i = 0; i < ppm.length; i++) {
      if (ppm[i] > 1.8 && ppm[i] < 3.6) {
        tallest = Math.max(tallest, Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]));
      }
    }
    // A Lorentzian of amplitude a and width w has the height a / (pi w) in units of the dwell time.
    double amplitude = tallest * Math.PI * TYPICAL_LINEWIDTH_HERTZ * acquisition.dwellTime();
    return processed.residualWater() > DOMINANT_WATER * amplitude;
  }

  private static Quantification refusedAsWater(QualityVerdict verdict, String message) {
    return new Quantification.Refused(
        new QualityVerdict(
            QualityVerdict.Level.UNUSABLE,
            List.of(new QualityReason(QualityReason.Kind.WATER_ONLY, message)),
            verdict.remarks(),
            verdict.signalToNoise(),
            verdict.linewidthHertz()));
  }

  /** Scales by water where there is any, or remarks why not. */
  private static Optional<WaterScaling.Scaled> scale(
      FitResult result,
      BasisSet basis,
      ProcessingResult.Processed processed,
      Optional<Placement> placement,
      List<String> remarks) {
    if (processed.water().isEmpty()) {
      return Optional.empty();
    }
    Acquisition metabolites = processed.data().acquisition();
    MrsData water = processed.water().get();
    OptionalDouble proton = WaterScaling.protonAmplitude(basis);
    OptionalDouble waterEcho =
        water.acquisition().echoTime().isPresent()
            ? water.acquisition().echoTime()
            : metabolites.echoTime();
    if (metabolites.echoTime().isEmpty() || waterEcho.isEmpty() || proton.isEmpty()) {
      remarks.add(
          "Water scaling was left out: the echo time is not known, or the basis has no creatine.");
      return Optional.empty();
    }
    double amplitude =
        WaterScaling.waterAmplitude(water.signal().trace(0), water.acquisition().dwellTime());
    if (!(amplitude > 0 && Double.isFinite(amplitude) && proton.getAsDouble() > 0)) {
      remarks.add("Water scaling was left out: the water reference has no usable amplitude.");
      return Optional.empty();
    }
    remarks.add(
        "Water scaling takes both signals to have the same receiver gain and to be means over their "
            + "acquisitions; no file confirms it.");
    return Optional.of(
        WaterScaling.scale(
            result,
            proton.getAsDouble(),
            amplitude,
            tissue(placement.flatMap(Placement::tissue), remarks),
            new WaterScaling.Timing(
                metabolites.echoTime().getAsDouble(), metabolites.repetitionTime()),
            new WaterScaling.Timing(waterEcho.getAsDouble(), water.acquisition().repetitionTime()),
            RelaxationTimes.standard()));
  }

  private static WaterScaling.Tissue tissue(
      Optional<TissueFractions> fractions, List<String> remarks) {
    if (fractions.isEmpty()) {
      return WaterScaling.Tissue.unsegmented();
    }
    TissueFractions f = fractions.get();
    double assigned = 1 - f.unassigned();
    if (assigned < LEAST_ASSIGNED || (f.grey() + f.white()) / assigned < LEAST_TISSUE) {
      remarks.add(
          "The tissue maps assign too little of the voxel to tissue; equal parts of grey and white "
              + "matter were assumed for water scaling.");
      return WaterScaling.Tissue.unsegmented();
    }
    return new WaterScaling.Tissue(
        f.grey() / assigned, f.white() / assigned, f.fluid() / assigned, false);
  }

  private static Measurements read(SpectrumRequest request) throws RefusedException {
    List<MrsData> inFile = read(request.measurement(), request);
    List<MrsData> candidates =
        inFile.stream()
            .filter(d -> d.acquisition().waterSuppression() != WaterSuppression.UNSUPPRESSED)
            .toList();
    if (candidates.size() != 1) {
      throw new RefusedException(
          Stage.READ,
          List.of(
              candidates.isEmpty()
                  ? "The file holds only an unsuppressed water signal. Give the water-suppressed "
                      + "measurement, and this file as its water reference."
                  : "The file holds "
                      + candidates.size()
                      + " measurements. Give them one by one."));
    }
    if (request.water().isEmpty()) {
      Optional<MrsData> own =
          inFile.stream()
              .filter(d -> d.acquisition().waterSuppression() == WaterSuppression.UNSUPPRESSED)
              .findFirst();
      return new Measurements(
          candidates.getFirst(), own, own.map(w -> name(request.measurement()) + ", same file"));
    }
    Path file = request.water().get();
    if (same(file, request.measurement())) {
      throw new RefusedException(
          Stage.READ,
          List.of(
              "The water reference is the measurement itself. Give the reference that was acquired"
                  + " without water suppression, or leave it out."));
    }
    List<MrsData> references = read(file, request);
    // A file that holds both gives its unsuppressed signal; one that does not say is taken at the
    // caller's word.
    MrsData reference =
        references.stream()
            .filter(d -> d.acquisition().waterSuppression() == WaterSuppression.UNSUPPRESSED)
            .findFirst()
            .orElse(references.getFirst());
    if (reference.acquisition().waterSuppression() == WaterSuppression.SUPPRESSED) {
      throw new RefusedException(
          Stage.READ,
          List.of(
              name(file)
                  + " is water-suppressed by its own header. Give the unsuppressed reference."));
    }
    return new Measurements(candidates.getFirst(), Optional.of(reference), Optional.of(name(file)));
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static List<MrsData> read(Path file, SpectrumRequest request) throws RefusedException {
    return switch (MeasurementReader.read(file, request.supplied())) {
      case ReadResult.Measurements read -> read.measurements();
      case ReadResult.Refused refused ->
          throw new RefusedException(
              refused.refusal().reason() == Refusal.Reason.NOT_A_MEASUREMENT
                      && file.equals(request.measurement())
                  ? Stage.RECOGNIZE
                  : Stage.READ,
              List.of(
                  file.equals(request.measurement())
                      ? refused.refusal().sentences()
                      : refused.refusal().text()));
    };
  }

  private static BasisSet basis(SpectrumRequest request, Acquisition acquisition)
      throws RefusedException {
    if (request.basis().isPresent()) {
      Path file = request.basis().get();
      try {
        return BasisReader.readLcModel(file);
      } catch (BasisFormatException e) {
        throw new RefusedException(
            Stage.BASIS, List.of("The basis cannot be used: " + e.getMessage()));
      } catch (IOException e) {
        throw new RefusedException(
            Stage.BASIS,
            List.of(
                "The basis " + file + " cannot be opened (" + e.getClass().getSimpleName() + ")."));
      }
    }
    return BasisSimulator.shared()
        .basis(
            BasisSimulator.BRAIN_METABOLITES,
            BasisSimulator.BROAD_COMPONENTS,
            sequence(acquisition),
            acquisition.spectrometerFrequency());
  }

  /** The sequence to simulate; nothing is assumed that shapes the basis. */
  private static PulseSequence sequence(Acquisition acquisition) throws RefusedException {
    if (acquisition.echoTime().isEmpty()) {
      throw new RefusedException(
          Stage.BASIS,
          List.of("The file does not give the echo time. Give a basis, or the echo time."));
    }
    double echoTime = acquisition.echoTime().getAsDouble();
    plausible("echo time", echoTime);
    return switch (acquisition.sequence().localization()) {
      case PRESS -> PulseSequence.Press.ofEchoTime(echoTime);
      case SEMI_LASER -> new PulseSequence.SemiLaser(echoTime, Optional.empty());
      case STEAM -> {
        if (acquisition.mixingTime().isEmpty()) {
          throw new RefusedException(
              Stage.BASIS,
              List.of(
                  "The file does not give the mixing time of this stimulated echo. Give the mixing "
                      + "time, or a basis for it."));
        }
        double mixingTime = acquisition.mixingTime().getAsDouble();
        plausible("mixing time", mixingTime);
        yield new PulseSequence.Steam(echoTime, mixingTime);
      }
      case LASER, SPECIAL, ISIS, PULSE_ACQUIRE, UNKNOWN ->
          throw new RefusedException(
              Stage.BASIS,
              List.of(
                  "No basis can be simulated for the sequence "
                      + acquisition.sequence().localization()
                      + " \""
                      + acquisition.sequence().name()
                      + "\". Give a basis for it, or name the sequence."));
    };
  }

  private static void plausible(String what, double seconds) throws RefusedException {
    if (!(seconds >= LEAST_TIME && seconds <= LONGEST_TIME)) {
      throw new RefusedException(
          Stage.BASIS,
          List.of(
              String.format(
                  Locale.ROOT,
                  "The %s is %.3g ms; no sequence has less than %.0f or more than %.0f ms. Correct"
                      + " the header, or give a basis.",
                  what,
                  1000 * seconds,
                  1000 * LEAST_TIME,
                  1000 * LONGEST_TIME)));
    }
  }

  private static Optional<Placement> place(
      SpectrumRequest request, MrsData data, Consumer<String> progress, List<String> remarks) {
    if (data.voxel().isEmpty()) {
      request
          .image()
          .ifPresent(
              i -> remarks.add("The file gives no voxel, so it cannot be placed on the image."));
      return Optional.empty();
    }
    if (request.image().isEmpty() && request.tissue().isEmpty() && request.selection().isEmpty()) {
      return Optional.empty();
    }
    progress.accept("placing the voxel");
    Voxel voxel = data.voxel().get();
    List<ChemicalShiftDisplacement> displacements =
        request
            .selection()
            .map(
                selection ->
                    ChemicalShiftDisplacement.of(
                        voxel, selection, data.acquisition().spectrometerFrequency()))
            .orElse(List.of());
    Optional<ImageVolume> volume = request.image().flatMap(file -> image(file, remarks));
    Optional<Png> views =
        volume.flatMap(image -> VoxelViews.png(image, voxel, displacements)).map(Png::new);
    if (volume.isPresent() && views.isEmpty()) {
      remarks.add("The voxel lies outside of the image; is it of the same session?");
    }
    return Optional.of(
        new Placement(
            request.image().map(Spectroscopy::name).orElse(""),
            views,
            displacements,
            request.tissue().flatMap(maps -> tissue(maps, voxel, remarks))));
  }

  private static Optional<TissueFractions> tissue(
      SpectrumRequest.TissueMaps maps, Voxel voxel, List<String> remarks) {
    Optional<ImageVolume> grey = image(maps.grey(), remarks);
    Optional<ImageVolume> white = image(maps.white(), remarks);
    Optional<ImageVolume> fluid = image(maps.fluid(), remarks);
    if (grey.isEmpty() || white.isEmpty() || fluid.isEmpty()) {
      return Optional.empty();
    }
    Optional<TissueFractions> fractions =
        TissueFractions.of(voxel, grey.get(), white.get(), fluid.get());
    if (fractions.isEmpty()) {
      remarks.add("The tissue maps do not cover the voxel, or are no probabilities; no fractions.");
    }
    return fractions;
  }

  private static Optional<ImageVolume> image(Path file, List<String> remarks) {
    return switch (ImageReader.read(file)) {
      case ImageResult.Image image -> Optional.of(image.volume());
      case ImageResult.Refused refused -> {
        remarks.add(refused.refusal().text());
        yield Optional.empty();
      }
    };
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
