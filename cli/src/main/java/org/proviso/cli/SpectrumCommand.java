package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.OutputFile;
import org.proviso.ground.json.Json;
import org.proviso.spectroscopy.Spectroscopy;
import org.proviso.spectroscopy.SpectrumOutcome;
import org.proviso.spectroscopy.demonstration.DemoScan;
import org.proviso.spectroscopy.demonstration.Population;
import org.proviso.spectroscopy.fit.RatioEstimate;
import org.proviso.spectroscopy.quality.QualityVerdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From a scanner file to a quantified, quality-checked spectrum. */
@Command(
    name = "spectrum",
    description = {
      "Reads a single-voxel 1H spectroscopy file, processes, fits and judges it, and writes a"
          + " report.",
      "Not a medical device; for research and documentation."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The folder holds report.html, result.json, metabolites.csv, fhir.json and the pictures.",
      "Exit code 0: quantified; 4: refused, with the reason and no numbers; 2: bad usage; 74: the",
      "report could not be written.",
      "Example: proviso spectrum simulate --out scan && proviso spectrum scan/metabolites.nii.gz"
          + " --water scan/water.nii.gz --out report"
    })
final class SpectrumCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The measurement.")
  @Nullable Path file;

  @Option(names = "--water", paramLabel = "FILE", description = "The water reference.")
  @Nullable Path water;

  @Mixin SpectrumOptions options = new SpectrumOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write the report; default: ${DEFAULT-VALUE}.")
  Path out = Path.of("spectrum-report");

  @Option(names = "--json", description = "Print one JSON object: what result.json holds.")
  boolean json;

  SpectrumCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (file == null) {
      throw CommandFailure.badInput(
          "no-file",
          "FILE",
          "Nothing was named to read.",
          "For example: proviso spectrum scan.SDAT --water reference.SDAT --out report");
    }
    String help = "Name a measurement; for all of a folder: proviso spectrum batch FOLDER";
    SpectrumOptions.there(file, help);
    if (water != null) {
      SpectrumOptions.there(water, help);
    }
    SpectrumOptions.spare(file, Optional.ofNullable(water), out);
    options.check();
    try {
      SpectrumOutcome outcome =
          new Spectroscopy(Clock.systemUTC())
              .run(
                  options.request(file, Optional.ofNullable(water), out),
                  step -> console.err().println("proviso: " + step));
      if (json) {
        console.out().println(Files.readString(out.resolve("result.json")));
      } else {
        print(outcome);
      }
      return outcome instanceof SpectrumOutcome.Quantified ? ExitCode.OK : ExitCode.REFUSED;
    } catch (IOException failure) {
      throw OutputFile.unwritable(out, "The report", failure);
    }
  }

  private void print(SpectrumOutcome outcome) {
    switch (outcome) {
      case SpectrumOutcome.Quantified(var report, List<Path> files) -> {
        QualityVerdict verdict = report.quantification().verdict();
        console.out().println("quantified: " + report.source() + " (" + summary(verdict) + ")");
        verdict.reasons().forEach(reason -> console.out().println("  " + reason.message()));
        report.allRemarks().forEach(remark -> console.out().println("  " + remark));
        report.ratios().forEach(ratio -> console.out().println("  " + line(ratio)));
      }
      case SpectrumOutcome.Refused(var stage, List<String> reasons, List<Path> files) -> {
        console.out().println("refused (" + stage.name().toLowerCase(Locale.ROOT) + ")");
        reasons.forEach(reason -> console.out().println("  " + reason));
      }
    }
    outcome.files().forEach(written -> console.out().println("  " + written));
  }

  private static String line(RatioEstimate ratio) {
    return String.format(
        Locale.ROOT,
        "%-9s %s (95 %% interval %s to %s; over baselines %s)",
        ratio.name(),
        shown(ratio.value()),
        shown(OptionalDouble.of(ratio.interval95().lower())),
        shown(OptionalDouble.of(ratio.interval95().upper())),
        ratio.baselineSpread().isPresent()
            ? "\u00b1 " + shown(ratio.baselineSpread())
            : "undefined");
  }

  /** The verdict with the two figures that it rests on. */
  static String summary(QualityVerdict verdict) {
    var text = new StringBuilder(verdict.level().name().toLowerCase(Locale.ROOT));
    verdict
        .signalToNoise()
        .ifPresent(v -> text.append(String.format(Locale.ROOT, ", signal-to-noise %.0f", v)));
    verdict
        .linewidthHertz()
        .ifPresent(v -> text.append(String.format(Locale.ROOT, ", linewidth %.1f Hz", v)));
    return text.toString();
  }

  /** A ratio or a bound of one. */
  static String shown(OptionalDouble value) {
    if (value.isEmpty() || Double.isNaN(value.getAsDouble())) {
      return "undefined";
    }
    return Double.isInfinite(value.getAsDouble())
        ? "unbounded"
        : String.format(Locale.ROOT, "%.3f", value.getAsDouble());
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

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    Simulate(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      try {
        DemoScan.write(population, out);
      } catch (IOException failure) {
        throw OutputFile.unwritable(out, "The scan", failure);
      }
      List<Path> files =
          Stream.of("metabolites.nii.gz", "water.nii.gz", "truth.tsv").map(out::resolve).toList();
      if (json) {
        console.json(new Json.Members().put("files", Json.texts(files)).toObject());
      } else {
        files.forEach(console.out()::println);
      }
      return ExitCode.OK;
    }
  }
}
