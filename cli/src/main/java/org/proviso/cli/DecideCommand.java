package org.proviso.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.OutputFile;
import org.proviso.determination.Determination;
import org.proviso.determination.Options;
import org.proviso.determination.explain.AnswerText;
import org.proviso.determination.record.RecordWriter;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides one request. */
@Command(
    name = "decide",
    description = "Decides a request under the guideline version in force on its date of service.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "BUNDLE may also be a witness, as verify --json and diff --json print one.",
      "Exit code 0: decided; 3: undecided; 2: bad input, nothing decided; 5: no guideline.",
      "Example: proviso decide examples/recurrent-glioma.json --record decision.json"
    })
final class DecideCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RequestOptions request = new RequestOptions();
  @Mixin DateAndLine which = new DateAndLine();
  @Mixin LibraryOption library = new LibraryOption();
  @Mixin BatchOptions batch = new BatchOptions();

  @Option(
      names = "--under",
      paramLabel = "DOC",
      description =
          "The version to decide under, where BUNDLE is a witness of verify or diff: a file, or"
              + " ID@VERSION of the library.")
  @Nullable String under;

  @Option(names = "--json", description = "Print the record as one JSON object.")
  boolean json;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Also write the record, in canonical JSON, for replay.")
  @Nullable Path record;

  DecideCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (batch.given()) {
      if (request.bundle != null
          || under != null
          || json
          || record != null
          || which.date != null
          || which.line != null) {
        throw CommandFailure.badInput(
            "usage",
            "--batch",
            "BUNDLE, --under, --json, --record, --date and --line-of-business are about one"
                + " request.",
            "Leave them out; what a batch needs of them is in its file.");
      }
      return batch.run(console, request, library);
    }
    if (record != null && request.bundle != null && !request.bundle.equals("-")) {
      OutputFile.spare(Path.of(request.bundle), record);
    }
    Determination determination = request.determine(console, library, which, under);
    Json.Obj written = RecordWriter.write(determination);
    if (record != null) {
      OutputFile.write(record, JsonWriter.canonical(written), "The record");
    }
    if (json) {
      console.json(written);
    } else {
      console.out().print(AnswerText.summary(determination));
    }
    return determination.answer().decided() ? ExitCode.OK : ExitCode.UNDECIDED;
  }

  /** Instead of what the order and the coverage say. */
  static final class DateAndLine {
    @Option(
        names = "--date",
        paramLabel = "YYYY-MM-DD",
        description = "The date of service, instead of the order's.")
    @Nullable LocalDate date;

    @Option(
        names = "--line-of-business",
        paramLabel = "L",
        description = "The line of business, instead of the coverage's.")
    @Nullable String line;

    Options apply(Options options) {
      Options dated = date == null ? options : options.on(date);
      return line == null ? dated : dated.in(line);
    }
  }
}
