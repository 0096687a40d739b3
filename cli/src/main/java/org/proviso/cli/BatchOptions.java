package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.batch.BatchDecision;
import org.proviso.batch.History;
import org.proviso.batch.HistoryFormatException;
import org.proviso.batch.Malformed;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.OutputFile;
import org.proviso.command.Progress;
import org.proviso.determination.Determiner;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.WhichVersion;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Option;

/**
 * {@code decide --batch FILE}: decides every request of a file and writes one line of CSV for each
 * decision.
 */
final class BatchOptions {
  @Option(
      names = "--batch",
      paramLabel = "FILE",
      description =
          "Decide every request of a file (.csv or .parquet with a column for each fact, and"
              + " --guideline ID or a column service; or .ndjson with one bundle a line) and"
              + " write CSV;"
              + " docs/impact.md.")
  @Nullable Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "With --batch: where to write; default: standard output.")
  @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "With --batch: how many parts are read at once; default: all processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  /** Whether a file of requests was given. */
  boolean given() {
    return file != null;
  }

  /**
   * Decides the file.
   *
   * @return the exit code: 0 when every row was decided, 1 when one was refused or is malformed
   */
  int run(Console console, RequestOptions request, LibraryOption library) {
    Path from = file;
    if (from == null || threads < 1) {
      throw CommandFailure.badInput(
          "usage", "--threads", "There has to be one thread at least.", "Leave the option out.");
    }
    if (out != null) {
      OutputFile.spare(from, out);
    }
    try {
      History history = open(from);
      // Whatever can be refused is, before the output is touched.
      Optional<FlatFile> flat =
          history.columns().isEmpty()
              ? Optional.empty()
              : Optional.of(FlatFile.of(request, library, history.columns()));
      Optional<BatchDecision.Report> report;
      try (var progress = new Progress(console)) {
        BatchOutput.Writing writing =
            to ->
                flat.isEmpty()
                    ? BatchDecision.bundles(
                        Determiners.over(
                            LibrarySource.of(Determiners.open(library)), library, request),
                        request.options(),
                        request.today(),
                        history,
                        to,
                        threads,
                        progress::add)
                    : BatchDecision.flat(
                        flat.get().determiner(),
                        flat.get().which(),
                        flat.get().guidelines(),
                        request.today(),
                        history,
                        to,
                        threads,
                        progress::add);
        report =
            out == null
                ? BatchOutput.toStandardOutput(console, writing)
                : Optional.of(BatchOutput.toFile(out, writing));
      }
      if (report.isEmpty()) {
        return ExitCode.UNWRITABLE;
      }
      print(console, from, report.get());
      return report.get().notDecided() > 0 ? ExitCode.FINDINGS : ExitCode.OK;
    } catch (HistoryFormatException unusable) {
      throw CommandFailure.badInput(
          "batch-unusable",
          from.toString(),
          String.valueOf(unusable.getMessage()),
          unusable.help());
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unreadable",
          from.toString(),
          "The file cannot be read to its end (" + failure.getMessage() + ").",
          "Check that it is there, whole, and may be read.");
    }
  }

  /**
   * Opens a file of requests.
   *
   * @throws IOException when it cannot be read
   */
  static History open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.badInput(
          "unreadable",
          file.toString(),
          Files.exists(file) ? "It is no file." : "There is no such file.",
          "Name a .csv, .parquet or .ndjson file (docs/impact.md).");
    }
    return History.open(file);
  }

  /** What a file of facts is decided by. */
  private record FlatFile(Determiner determiner, WhichVersion which, List<Guideline> guidelines) {
    static FlatFile of(RequestOptions request, LibraryOption option, List<String> columns) {
      if (!request.answers.isEmpty()) {
        throw CommandFailure.badInput(
            "usage",
            "--answer",
            "A file of facts has a column for each fact.",
            "Write the answer into the file.");
      }
      String id = request.guideline;
      if (id == null && !columns.contains("service")) {
        throw CommandFailure.badInput(
            "no-guideline-named",
            "--guideline",
            "The file says neither which guideline nor which service is meant.",
            "Name the guideline of all rows (--guideline ncd-210.14), or add a column service"
                + " with a code in each row, for example cpt 71271.");
      }
      Library library = Determiners.open(option);
      Determiner determiner = Determiners.over(LibrarySource.of(library), option, request);
      if (id == null) {
        return new FlatFile(determiner, new WhichVersion.InForce(), library.guidelines());
      }
      List<Guideline> versions = library.versions(id);
      if (versions.isEmpty()) {
        throw CommandFailure.badInput(
            "no-such-guideline",
            id,
            "The library has no version of it without errors.",
            "List the documents with: proviso check");
      }
      return new FlatFile(determiner, new WhichVersion.InForceOf(id), versions);
    }
  }

  private static void print(Console console, Path file, BatchDecision.Report report) {
    console
        .err()
        .println("proviso: rows " + report.rows() + ", not decided " + report.notDecided());
    for (Map.Entry<String, Long> outcome : report.outcomes().entrySet()) {
      console.err().println("proviso:   " + outcome.getKey() + " " + outcome.getValue());
    }
    for (Malformed malformed : report.firstNotDecided()) {
      console
          .err()
          .println(
              "proviso: %s: %s %d: %s (not decided)"
                  .formatted(file, report.place(), malformed.place(), malformed.reason()));
    }
    if (!report.ignoredColumns().isEmpty()) {
      console
          .err()
          .println(
              "proviso: "
                  + file
                  + ": columns that no version takes a fact from: "
                  + String.join(", ", report.ignoredColumns()));
    }
  }
}
