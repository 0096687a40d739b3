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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.spectroscopy.Spectroscopy;
import org.proviso.spectroscopy.SpectrumOutcome;
import org.proviso.spectroscopy.SpectrumOutcome.Stage;
import org.proviso.spectroscopy.SpectrumRequest;
import org.proviso.spectroscopy.fit.RatioEstimate;
import org.proviso.spectroscopy.quality.QualityVerdict;
import org.proviso.spectroscopy.read.MeasurementFolder;
import org.proviso.spectroscopy.report.SpectrumReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A report of every measurement of a folder. What becomes of one never stops the others. */
@Command(
    name = "batch",
    description = {
      "Makes a report of every measurement of a folder and of the folders in it, each in a folder"
          + " of",
      "its own, and prints a table. A SPAR and its SDAT count as one."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: none refused; 4: one or more refused; 2: bad usage, or no files; 74: a report",
      "could not be written; 70: a defect.",
      "Example: proviso spectrum batch scans --water-names act=ref --out reports"
    })
final class SpectrumBatch implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("tNAA/tCr", "tCho/tCr", "Ins/tCr", "Glx/tCr");

  private final Console console;

  @Parameters(paramLabel = "DIR", description = "The folder with the measurements.")
  Path folder = Path.of("");

  @Option(
      names = "--water-names",
      paramLabel = "TEXT=TEXT",
      description =
          "A water reference has the name of its measurement with the first text replaced by the"
              + " second, at its last place or everywhere, for example act=ref; default: none.")
  String waterNames = "";

  @Mixin SpectrumOptions options = new SpectrumOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write; default: ${DEFAULT-VALUE}.")
  Path out = Path.of("spectrum-reports");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many are worked on at once; default: all processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  SpectrumBatch(Console console) {
    this.console = console;
  }

  /** One measurement to be reported. */
  private record Task(Path file, Optional<Path> water, Path report) {}

  /** What came of one. */
  private sealed interface Row {
    Task task();

    /** A word for people and programs. */
    String outcome();

    record Quantified(Task task, SpectrumReport report) implements Row {
      @Override
      public String outcome() {
        return "quantified";
      }
    }

    record Refused(Task task, List<String> reasons) implements Row {
      @Override
      public String outcome() {
        return "refused";
      }
    }

    /** A file that is known to be something else than a measurement. */
    record Other(Task task, List<String> reasons) implements Row {
      @Override
      public String outcome() {
        return "no measurement";
      }
    }

    /**
     * Not the file's fault: the report cannot be written, or Proviso has a defect.
     *
     * @param exitCode how the command ends because of it
     */
    record Failed(Task task, String reason, int exitCode) implements Row {
      @Override
      public String outcome() {
        return "failed";
      }
    }
  }

  @Override
  public Integer call() {
    if (threads < 1) {
      throw CommandFailure.badInput(
          "usage", "--threads", "There has to be one thread at least.", "Leave the option out.");
    }
    options.check();
    List<Task> tasks = tasks();
    // What is wrong with an option is wrong for every file, and is said once.
    options.request(tasks.getFirst().file(), Optional.empty(), out);
    long start = System.nanoTime();
    List<Row> rows = run(tasks);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (json) {
      console.json(object(rows, seconds));
    } else {
      print(rows, seconds);
    }
    return rows.stream()
        .mapToInt(
            row ->
                switch (row) {
                  case Row.Failed failed -> failed.exitCode();
                  case Row.Refused _ -> ExitCode.REFUSED;
                  case Row.Quantified _, Row.Other _ -> ExitCode.OK;
                })
        .max()
        .orElse(ExitCode.OK);
  }

  private List<Task> tasks() {
    List<Path> files;
    try {
      if (Files.exists(out) && Files.isSameFile(folder, out)) {
        throw CommandFailure.badInput(
            "output-is-input",
            out.toString(),
            "It is the folder that is read.",
            "Name another folder to write to.");
      }
      files = MeasurementFolder.files(folder, out);
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unreadable", folder.toString(), "It is no folder that can be read.", "Name a folder.");
    }
    if (files.isEmpty()) {
      throw CommandFailure.badInput(
          "no-files",
          folder.toString(),
          "The folder holds no files.",
          "Name a folder with measurements.");
    }
    List<Optional<Path>> waters = files.stream().map(this::water).toList();
    var tasks = new ArrayList<Task>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      boolean reference = waters.stream().flatMap(Optional::stream).anyMatch(file::equals);
      if (!reference) {
        tasks.add(new Task(file, waters.get(i), out.resolve(folder.relativize(file).toString())));
      }
    }
    if (!waterNames.isEmpty()) {
      tasks.stream()
          .filter(task -> task.water().isEmpty())
          .forEach(
              task ->
                  console
                      .err()
                      .println("proviso: " + task.file() + ": no water reference of its name"));
    }
    return List.copyOf(tasks);
  }

  /** The water reference that goes with a measurement by its name. */
  private Optional<Path> water(Path file) {
    if (waterNames.isEmpty()) {
      return Optional.empty();
    }
    int equals = waterNames.indexOf('=');
    if (equals < 1) {
      throw CommandFailure.badInput(
          "usage",
          "--water-names " + waterNames,
          "Two texts with = between them are needed.",
          "For example: --water-names act=ref");
    }
    String old = waterNames.substring(0, equals);
    String replacement = waterNames.substring(equals + 1);
    String name = folder.relativize(file).toString();
    int last = name.lastIndexOf(old);
    if (last < 0 || old.equals(replacement)) {
      return Optional.empty();
    }
    // A name may have the text in its folders too: the last one alone, then all of them.
    return Stream.of(
            name.substring(0, last) + replacement + name.substring(last + old.length()),
            name.replace(old, replacement))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private List<Row> run(List<Task> tasks) {
    var done = new AtomicInteger();
    var futures = new ArrayList<Future<Row>>();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (Task task : tasks) {
        futures.add(
            workers.submit(
                () -> {
                  Row row = report(task);
                  console
                      .err()
                      .println(
                          "proviso: %d of %d: %s: %s"
                              .formatted(
                                  done.incrementAndGet(),
                                  tasks.size(),
                                  task.file(),
                                  row.outcome()));
                  return row;
                }));
      }
    }
    var rows = new ArrayList<Row>();
    for (int i = 0; i < futures.size(); i++) {
      rows.add(result(tasks.get(i), futures.get(i)));
    }
    return rows;
  }

  private static Row result(Task task, Future<Row> future) {
    try {
      return future.get();
    } catch (ExecutionException defect) {
      Throwable cause = defect.getCause();
      return new Row.Failed(
          task,
          "A defect of Proviso itself ("
              + (cause == null ? defect : cause).getClass().getSimpleName()
              + "); report it, with the file if you may.",
          ExitCode.DEFECT);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Row.Failed(task, "The command was told to stop.", ExitCode.DEFECT);
    }
  }

  private Row report(Task task) {
    SpectrumRequest request = options.request(task.file(), task.water(), task.report());
    try {
      return switch (new Spectroscopy(Clock.systemUTC()).run(request, step -> {})) {
        case SpectrumOutcome.Quantified(var report, List<Path> files) ->
            new Row.Quantified(task, report);
        case SpectrumOutcome.Refused(var stage, List<String> reasons, List<Path> files) ->
            stage == Stage.RECOGNIZE
                ? new Row.Other(task, reasons)
                : new Row.Refused(task, reasons);
      };
    } catch (IOException failure) {
      return new Row.Failed(
          task, "The report cannot be written to " + task.report() + ".", ExitCode.UNWRITABLE);
    }
  }

  private static long count(List<Row> rows, Class<? extends Row> kind) {
    return rows.stream().filter(kind::isInstance).count();
  }

  private void print(List<Row> rows, double seconds) {
    var head =
        new StringBuilder(String.format(Locale.ROOT, "%-14s %6s %6s", "verdict", "SNR", "Hz"));
    COLUMNS.forEach(name -> head.append(String.format(Locale.ROOT, " %9s", name)));
    console.out().println(head + "  file");
    for (Row row : rows) {
      Path file = folder.relativize(row.task().file());
      switch (row) {
        case Row.Quantified(var task, var report) ->
            console.out().println(figures(report) + "  " + file);
        case Row.Refused(var task, var reasons) -> reasons(row, file, reasons);
        case Row.Other(var task, var reasons) -> reasons(row, file, reasons);
        case Row.Failed(var task, var reason, var _) -> reasons(row, file, List.of(reason));
      }
    }
    console
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%d quantified, %d refused, %d no measurement, %d failed; %.1f s on %d thread(s),"
                    + " %.2f files a second",
                count(rows, Row.Quantified.class),
                count(rows, Row.Refused.class),
                count(rows, Row.Other.class),
                count(rows, Row.Failed.class),
                seconds,
                threads,
                rows.size() / seconds));
  }

  private void reasons(Row row, Path file, List<String> reasons) {
    console
        .out()
        .println(
            String.format(
                Locale.ROOT, "%-14s %s: %s", row.outcome(), file, String.join(" ", reasons)));
  }

  private static String figures(SpectrumReport report) {
    QualityVerdict verdict = report.quantification().verdict();
    var text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-14s %6s %6s",
                verdict.level().name().toLowerCase(Locale.ROOT),
                rounded(verdict.signalToNoise()),
                rounded(verdict.linewidthHertz())));
    for (String name : COLUMNS) {
      text.append(String.format(Locale.ROOT, " %9s", SpectrumCommand.shown(ratio(report, name))));
    }
    return text.toString();
  }

  private static OptionalDouble ratio(SpectrumReport report, String name) {
    return report.ratios().stream()
        .filter(ratio -> ratio.name().equals(name))
        .findFirst()
        .map(RatioEstimate::value)
        .orElse(OptionalDouble.empty());
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "-";
  }

  private Json object(List<Row> rows, double seconds) {
    return new Json.Members()
        .put("files", Json.array(rows.stream().map(this::object).toList()))
        .put("quantified", new Json.Whole(count(rows, Row.Quantified.class)))
        .put("refused", new Json.Whole(count(rows, Row.Refused.class)))
        .put("noMeasurement", new Json.Whole(count(rows, Row.Other.class)))
        .put("failed", new Json.Whole(count(rows, Row.Failed.class)))
        .put("seconds", new Json.Real(seconds))
        .put("threads", new Json.Whole(threads))
        .toObject();
  }

  private Json object(Row row) {
    Json.Members members =
        new Json.Members()
            .put("file", row.task().file().toString())
            .put("water", Json.textOrNull(row.task().water().map(Path::toString)))
            .put("outcome", row.outcome())
            .put("report", row.task().report().toString());
    switch (row) {
      case Row.Quantified(var task, var report) -> {
        QualityVerdict verdict = report.quantification().verdict();
        members.put("verdict", verdict.level().name().toLowerCase(Locale.ROOT));
        members.put(
            "reasons",
            Json.texts(verdict.reasons().stream().map(reason -> reason.message()).toList()));
        members.put("snr", number(verdict.signalToNoise()));
        members.put("linewidthHz", number(verdict.linewidthHertz()));
        var ratios = new Json.Members();
        report.ratios().forEach(ratio -> ratios.put(ratio.name(), number(ratio.value())));
        members.put("ratios", ratios.toObject());
      }
      case Row.Refused(var task, var reasons) -> members.put("reasons", Json.texts(reasons));
      case Row.Other(var task, var reasons) -> members.put("reasons", Json.texts(reasons));
      case Row.Failed(var task, var reason, var _) ->
          members.put("reasons", Json.texts(List.of(reason)));
    }
    return members.toObject();
  }

  private static Json number(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? new Json.Real(value.getAsDouble())
        : new Json.Null();
  }
}
