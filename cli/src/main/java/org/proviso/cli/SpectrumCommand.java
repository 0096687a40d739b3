package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proviso.spectroscopy.Spectroscopy;
import org.proviso.spectroscopy.SpectrumOutcome;
import org.proviso.spectroscopy.SpectrumRequest;
import org.proviso.spectroscopy.benchmark.DemoScan;
import org.proviso.spectroscopy.benchmark.Population;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.read.SuppliedParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From a scanner file to a quantified, quality-checked spectrum. */
@Command(
    name = "spectrum",
    description = {
      "Reads a single-voxel 1H spectroscopy file, processes, fits and judges it, and writes a report.",
      "Not a medical device; for research and documentation."
    },
    mixinStandardHelpOptions = true,
    subcommands = {SpectrumCommand.Simulate.class, SpectrumCommand.Batch.class},
    footer = {
      "",
      "The folder holds report.html, result.json, metabolites.csv, fhir.json and the pictures.",
      "Exit code 0: quantified; 4: refused, with the reason and no numbers; 2: bad usage.",
      "Example: proviso spectrum simulate --out scan && proviso spectrum scan/metabolites.nii.gz --water scan/water.nii.gz --out report"
    })
final class SpectrumCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The measurement.")
  @Nullable Path file;

  @Option(names = "--water", paramLabel = "FILE", description = "The water reference.")
  @Nullable Path water;

  @Mixin Known known = new Known();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write the report; default: ${DEFAULT-VALUE}.")
  Path out = Path.of("spectrum-report");

  SpectrumCommand(Console console) {
    this.console = console;
  }

  /** What a measurement is read and fitted with, for one file and for many alike. */
  static final class Known {
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
        names = "--echo-time",
        paramLabel = "MS",
        description = "TE in milliseconds, if the file has none.")
    @Nullable Double echoTime;

    @Option(
        names = "--mixing-time",
        paramLabel = "MS",
        description = "TM in milliseconds, if the file has none.")
    @Nullable Double mixingTime;

    @Option(
        names = "--sequence",
        paramLabel = "NAME",
        description = "press, steam or slaser, if the file has none.")
    String sequence = "";

    SpectrumRequest request(Path measurement, Optional<Path> water, Path out) {
      return new SpectrumRequest(
          measurement,
          water,
          Optional.ofNullable(mri),
          Optional.ofNullable(basis),
          Optional.empty(),
          Optional.empty(),
          parameters(),
          out);
    }

    private SuppliedParameters parameters() {
      return new SuppliedParameters(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          seconds(echoTime),
          OptionalDouble.empty(),
          seconds(mixingTime),
          sequence());
    }

    private Sequence sequence() {
      Sequence named = Sequence.named(sequence);
      if (!sequence.isBlank() && named.localization() == Sequence.Localization.UNKNOWN) {
        throw Failure.badInput(
            "unknown-sequence",
            "--sequence " + sequence,
            "No sequence of this name is known.",
            "Write press, steam or slaser, or leave it out where the file tells.");
      }
      return named;
    }

    private static OptionalDouble seconds(@Nullable Double milliseconds) {
      return milliseconds == null ? OptionalDouble.empty() : OptionalDouble.of(milliseconds / 1000);
    }
  }

  @Override
  public Integer call() {
    if (file == null) {
      throw Failure.badInput(
          "no-file",
          "FILE",
          "Nothing was named to read.",
          "For example: proviso spectrum scan.SDAT --water reference.SDAT --out report");
    }
    there(file);
    if (water != null) {
      there(water);
    }
    SpectrumOutcome outcome = run(console, known.request(file, Optional.ofNullable(water), out));
    print(console, outcome);
    return outcome instanceof SpectrumOutcome.Quantified ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static void there(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Failure.badInput(
          "unreadable",
          file.toString(),
          Files.exists(file) ? "It is no file." : "There is no such file.",
          "Name a measurement; for all of a folder: proviso spectrum batch FOLDER");
    }
  }

  private static SpectrumOutcome run(Console console, SpectrumRequest request) {
    try {
      return new Spectroscopy(Clock.systemUTC())
          .run(request, step -> console.err().println("proviso: " + step));
    } catch (IOException failure) {
      throw unwritable(request.output());
    }
  }

  private static Failure unwritable(Path folder) {
    return Failure.badInput(
        "unwritable",
        folder.toString(),
        "The report cannot be written there.",
        "Name a folder that can be made and written to.");
  }

  private static void print(Console console, SpectrumOutcome outcome) {
    switch (outcome) {
      case SpectrumOutcome.Quantified(var report, List<Path> files) ->
          console.out().println("quantified: " + report.source());
      case SpectrumOutcome.Refused(var stage, List<String> reasons, List<Path> files) -> {
        console.out().println("refused (" + stage.name().toLowerCase(Locale.ROOT) + ")");
        reasons.forEach(reason -> console.out().println("  " + reason));
      }
    }
    outcome.files().forEach(written -> console.out().println("  " + written));
  }

  /** Writes a simulated scan whose truth is known. */
  @Command(
      name = "simulate",
      description = "Writes a simulated scan, its water reference, and the true amplitudes.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: proviso spectrum simulate --population tumour --out scan"})
  static final class Simulate implements Callable<Integer> {
    private final Console console;

    @Option(
        names = "--population",
        paramLabel = "NAME",
        description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    Population population = Population.NORMATIVE;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Where to write it; default: ${DEFAULT-VALUE}.")
    Path out = Path.of("simulated-scan");

    Simulate(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      try {
        DemoScan.write(population, out);
      } catch (IOException failure) {
        throw unwritable(out);
      }
      for (String name : List.of("metabolites.nii.gz", "water.nii.gz", "truth.tsv")) {
        console.out().println(out.resolve(name));
      }
      return ExitCode.OK;
    }
  }

  /** Every file of a folder. */
  @Command(
      name = "batch",
      description = "Makes a report of every measurement of a folder, each in a folder of its own.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Exit code 0: all quantified; 4: one or more refused; 2: bad usage, or no files.",
        "Example: proviso spectrum batch scans --out reports"
      })
  static final class Batch implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The folder with the measurements.")
    Path folder = Path.of("");

    @Mixin Known known = new Known();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Where to write; default: ${DEFAULT-VALUE}.")
    Path out = Path.of("spectrum-reports");

    Batch(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      List<Path> files;
      try (Stream<Path> listed = Files.list(folder)) {
        files = listed.filter(Files::isRegularFile).sorted().toList();
      } catch (IOException failure) {
        throw Failure.badInput(
            "unreadable", folder.toString(), "It is no folder that can be read.", "Name a folder.");
      }
      if (files.isEmpty()) {
        throw Failure.badInput(
            "no-files",
            folder.toString(),
            "The folder holds no files.",
            "Name a folder with measurements.");
      }
      var refused = new ArrayList<Path>();
      for (int index = 0; index < files.size(); index++) {
        Path each = files.get(index);
        console.err().println("proviso: %d of %d: %s".formatted(index + 1, files.size(), each));
        SpectrumOutcome outcome =
            run(
                console,
                known.request(
                    each, Optional.empty(), out.resolve(String.valueOf(each.getFileName()))));
        console.out().println(each);
        print(console, outcome);
        if (outcome instanceof SpectrumOutcome.Refused) {
          refused.add(each);
        }
      }
      console.out().println(files.size() + " file(s), " + refused.size() + " refused");
      return refused.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }
  }
}
