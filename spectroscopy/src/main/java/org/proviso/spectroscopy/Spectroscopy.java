package org.proviso.spectroscopy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.proviso.spectroscopy.SpectrumOutcome.Stage;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.fit.WaterScaling;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.process.ProcessingResult;
import org.proviso.spectroscopy.process.ProcessingSettings;
import org.proviso.spectroscopy.process.SignalProcessing;
import org.proviso.spectroscopy.quality.QualityReason;
import org.proviso.spectroscopy.quality.Quantification;
import org.proviso.spectroscopy.quality.Quantifier;
import org.proviso.spectroscopy.read.NiftiMrsWriter;
import org.proviso.spectroscopy.report.ReportWriter;
import org.proviso.spectroscopy.report.SpectrumReport;
import org.proviso.spectroscopy.report.SpectrumReport.Placement;

/**
 * From files to a report, in eight steps: read ({@link SpectrumFiles}), process ({@link
 * SignalProcessing}), choose the basis ({@link SequenceBasis}), place the voxel ({@link
 * VoxelPlacement}), judge and fit ({@link Quantifier}), check the water ({@link WaterCheck}), scale
 * by it ({@link AmountScaling}), and write ({@link ReportWriter}). Bad data never throw; they come
 * back as {@link SpectrumOutcome.Refused} with their reasons, and the folder then holds a result
 * without numbers.
 */
public final class Spectroscopy {

  /** Name and version for reports. */
  public static final String SOFTWARE = "Proviso spectroscopy 0.1.0";

  private final Clock clock;

  /**
   * A pipeline.
   *
   * @param clock dates the reports
   */
  public Spectroscopy(Clock clock) {
    this.clock = clock;
  }

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
    String source = SpectrumFiles.name(request.measurement());
    try {
      return report(request, progress);
    } catch (RefusedException refused) {
      progress.accept("refused");
      try (FolderLock lock = FolderLock.of(request.output())) {
        return new SpectrumOutcome.Refused(
            refused.stage(),
            refused.reasons(),
            ReportWriter.writeUnreadable(
                source, SOFTWARE, refused.stage().name(), refused.reasons(), lock.folder()));
      }
    }
  }

  private SpectrumOutcome report(SpectrumRequest request, Consumer<String> progress)
      throws IOException, RefusedException {
    progress.accept("reading " + SpectrumFiles.name(request.measurement()));
    SpectrumFiles.Measurements measurements = SpectrumFiles.read(request);
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
    BasisSet basis = SequenceBasis.of(request, acquisition, remarks);
    Optional<Placement> placement =
        VoxelPlacement.of(request, measurements.metabolites(), progress, remarks);
    progress.accept("fitting");
    Quantification quantification =
        WaterCheck.refusedIfUnsuppressed(
            new Quantifier(basis).quantify(processed.data().signal().trace(0), acquisition),
            basis,
            processed);
    Optional<WaterScaling.Scaled> scaled =
        quantification instanceof Quantification.Quantified quantified
            ? AmountScaling.of(quantified.result(), basis, processed, placement, remarks)
            : Optional.empty();
    if (quantification instanceof Quantification.Quantified quantified && scaled.isPresent()) {
      quantification = quantified.judging(scaled.get().concentrations());
    }
    SpectrumReport report =
        new SpectrumReport(
            SpectrumFiles.name(request.measurement()),
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
}
