package org.proviso.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.spectroscopy.SpectrumRequest;
import org.proviso.spectroscopy.SpectrumRequest.TissueMaps;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.place.SliceSelection;
import org.proviso.spectroscopy.read.SuppliedParameters;
import org.proviso.spectroscopy.report.ReportWriter;
import picocli.CommandLine.Option;

/** What a measurement is read, fitted and placed with, for one file and for many alike. */
final class SpectrumOptions {
  @Option(
      names = "--mri",
      paramLabel = "FILE",
      description = "An image to place the voxel on: NIfTI, or a folder of DICOM.")
  @Nullable Path mri;

  @Option(
      names = "--basis",
      paramLabel = "FILE",
      description = "An LCModel basis; default: simulated for the sequence, TE and field.")
  @Nullable Path basis;

  @Option(
      names = "--tissue",
      paramLabel = "FILE",
      split = ",",
      description =
          "Probability maps of grey matter, white matter and fluid, with commas between: what of"
              + " each the voxel holds.")
  List<Path> tissue = List.of();

  @Option(
      names = "--bandwidth",
      paramLabel = "HZ",
      split = ",",
      description =
          "Bandwidths of slice selection along the three edges of the voxel, with commas between; a"
              + " minus where a higher chemical shift moves the box against the edge's direction.")
  List<Double> bandwidth = List.of();

  @Option(
      names = "--carrier",
      paramLabel = "PPM",
      description = "With --bandwidth: the chemical shift whose box lies as planned.")
  @Nullable Double carrier;

  @Option(
      names = "--echo-time",
      paramLabel = "MS",
      description = "TE in milliseconds, if the file has none.")
  @Nullable Double echoTime;

  @Option(
      names = "--repetition-time",
      paramLabel = "MS",
      description = "TR in milliseconds, if the file has none.")
  @Nullable Double repetitionTime;

  @Option(
      names = "--mixing-time",
      paramLabel = "MS",
      description = "TM in milliseconds, if the file has none.")
  @Nullable Double mixingTime;

  @Option(
      names = "--spectral-width",
      paramLabel = "HZ",
      description = "Spectral width, if the file has none.")
  @Nullable Double spectralWidth;

  @Option(
      names = "--frequency",
      paramLabel = "MHZ",
      description = "Spectrometer frequency, if the file has none.")
  @Nullable Double frequency;

  @Option(
      names = "--sequence",
      paramLabel = "NAME",
      description = "press, steam or slaser, if the file has none.")
  String sequence = "";

  /**
   * The request for one measurement.
   *
   * @throws CommandFailure when an option is of no use
   */
  SpectrumRequest request(Path measurement, Optional<Path> water, Path out) {
    return new SpectrumRequest(
        measurement,
        water,
        Optional.ofNullable(mri),
        Optional.ofNullable(basis),
        maps(),
        selection(),
        parameters(),
        out);
  }

  /** Fails for a file that is named and is not there. */
  void check() {
    if (mri != null && !Files.isDirectory(mri)) {
      there(mri, "Name a NIfTI file or a folder of DICOM.");
    }
    if (basis != null) {
      there(basis, "Name an LCModel basis, or leave it out to have one simulated.");
    }
    for (Path map : tissue) {
      there(map, "Name a NIfTI file.");
    }
  }

  /** Fails unless a file is there. */
  static void there(Path file, String help) {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.badInput(
          "unreadable",
          file.toString(),
          Files.exists(file) ? "It is no file." : "There is no such file.",
          help);
    }
  }

  /** Fails when a report would replace what it is made of. */
  static void spare(Path measurement, Optional<Path> water, Path out) {
    Stream.concat(Stream.of(measurement), water.stream())
        .filter(input -> ReportWriter.replaces(input, out))
        .findFirst()
        .ifPresent(
            input -> {
              throw CommandFailure.badInput(
                  "output-is-input",
                  input.toString(),
                  "The report would replace it.",
                  "Name another folder with --out.");
            });
  }

  private Optional<TissueMaps> maps() {
    if (tissue.isEmpty()) {
      return Optional.empty();
    }
    if (tissue.size() != 3) {
      throw CommandFailure.badInput(
          "usage",
          "--tissue",
          "Three maps are needed, not " + tissue.size() + ".",
          "For example: --tissue grey.nii.gz,white.nii.gz,fluid.nii.gz");
    }
    return Optional.of(new TissueMaps(tissue.get(0), tissue.get(1), tissue.get(2)));
  }

  private Optional<SliceSelection> selection() {
    if (bandwidth.isEmpty() && carrier == null) {
      return Optional.empty();
    }
    Double at = carrier;
    if (at == null || !Double.isFinite(at) || bandwidth.size() != 3) {
      throw CommandFailure.badInput(
          "usage",
          "--bandwidth",
          "Three bandwidths and the carrier's chemical shift are needed.",
          "For example: --bandwidth 2000,1200,1200 --carrier 3.0");
    }
    try {
      return Optional.of(
          new SliceSelection(
              new Vector3(bandwidth.get(0), bandwidth.get(1), bandwidth.get(2)), at));
    } catch (IllegalArgumentException unusable) {
      throw CommandFailure.badInput(
          "usage",
          "--bandwidth",
          "A bandwidth has to be a number of hertz other than zero.",
          "For example: --bandwidth 2000,1200,-1200 --carrier 3.0");
    }
  }

  private SuppliedParameters parameters() {
    OptionalDouble width = positive("--spectral-width", spectralWidth, 1);
    return new SuppliedParameters(
        width.isPresent() ? OptionalDouble.of(1 / width.getAsDouble()) : OptionalDouble.empty(),
        positive("--frequency", frequency, 1),
        positive("--echo-time", echoTime, 1000),
        positive("--repetition-time", repetitionTime, 1000),
        positive("--mixing-time", mixingTime, 1000),
        sequence());
  }

  private Sequence sequence() {
    Sequence named = Sequence.named(sequence);
    if (!sequence.isBlank() && named.localization() == Sequence.Localization.UNKNOWN) {
      throw CommandFailure.badInput(
          "unknown-sequence",
          "--sequence " + sequence,
          "No sequence of this name is known.",
          "Write press, steam or slaser, or leave it out where the file tells.");
    }
    return named;
  }

  private static OptionalDouble positive(String option, @Nullable Double value, double unit) {
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value > 0 && Double.isFinite(value))) {
      throw CommandFailure.badInput(
          "usage",
          option + " " + value,
          "It has to be a number above zero.",
          "Give it as the sequence's protocol states it, or leave it out where the file tells.");
    }
    return OptionalDouble.of(value / unit);
  }
}
