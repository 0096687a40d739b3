package org.proviso.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.InputFile;
import org.proviso.determination.record.Replay;
import org.proviso.fhir.record.Limits;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides again from a record. */
@Command(
    name = "replay",
    description =
        "Decides again from the facts of a record and compares byte for byte, or says what"
            + " differs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: the same bytes; 1: it differs; 2: it cannot be replayed.",
      "Example: proviso replay decision.json"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RECORD", description = "A record that decide wrote.")
  Path record = Path.of("");

  @Mixin LibraryOption library = new LibraryOption();

  @Option(
      names = "--terminology",
      paramLabel = "DIR",
      description = "A folder with releases of code systems.")
  @Nullable Path terminology;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String text =
        InputFile.text(
            record,
            Math.toIntExact(Limits.STANDARD.bytes()),
            "Name a record, as decide --record writes one.");
    var replay = new Replay(Determiners.open(library), Determiners.terminology(terminology));
    return switch (replay.replay(text)) {
      case Replay.Result.Same(String guideline, String version) -> {
        if (json) {
          console.json(
              new Json.Members()
                  .put("same", new Json.Bool(true))
                  .put("differences", Json.array(List.of()))
                  .toObject());
        } else {
          console
              .out()
              .println(
                  "The same, byte for byte in canonical form: "
                      + guideline
                      + ", version "
                      + version
                      + ".");
        }
        yield ExitCode.OK;
      }
      case Replay.Result.Differs(List<Replay.Difference> differences) -> {
        print(differences);
        yield ExitCode.FINDINGS;
      }
      case Replay.Result.Impossible(Problem problem) ->
          throw new CommandFailure(ExitCode.BAD_INPUT, List.of(problem));
    };
  }

  private void print(List<Replay.Difference> differences) {
    if (json) {
      console.json(
          new Json.Members()
              .put("same", new Json.Bool(false))
              .put(
                  "differences",
                  Json.array(
                      differences.stream()
                          .map(
                              difference ->
                                  new Json.Members()
                                      .put("pointer", difference.pointer())
                                      .put("recorded", Json.textOrNull(difference.recorded()))
                                      .put("replayed", Json.textOrNull(difference.replayed()))
                                      .toObject())
                          .toList()))
              .toObject());
      return;
    }
    console.out().println("It differs in " + differences.size() + " place(s):");
    for (Replay.Difference difference : differences) {
      console.out().println("  " + difference.pointer());
      console.out().println("    recorded  " + difference.recorded().orElse("nothing"));
      console.out().println("    replayed  " + difference.replayed().orElse("nothing"));
    }
  }
}
