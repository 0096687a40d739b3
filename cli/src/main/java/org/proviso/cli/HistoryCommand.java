package org.proviso.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the versions of a guideline and its updates. */
@Command(
    name = "history",
    description = "Lists the versions of a guideline with their dates, and its table of updates.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: proviso history 04-70540-07"})
final class HistoryCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "ID", description = "The guideline's identifier.")
  String id = "";

  @Mixin LibraryOption library = new LibraryOption();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  HistoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Guideline> versions = Determiners.versions(library, id).versions(id);
    Guideline latest = versions.getLast();
    if (json) {
      console.json(
          new Json.Members()
              .put("guideline", id)
              .put("versions", Json.array(versions.stream().map(HistoryCommand::toJson).toList()))
              .put(
                  "updates",
                  Json.array(
                      latest.updates().stream()
                          .map(
                              update ->
                                  new Json.Members()
                                      .put("date", update.date().toString())
                                      .put("change", update.change())
                                      .toObject())
                          .toList()))
              .toObject());
      return ExitCode.OK;
    }
    console.out().println(latest.title() + ", " + latest.payer() + " " + id);
    console.out().println();
    for (int index = 0; index < versions.size(); index++) {
      Guideline version = versions.get(index);
      String through =
          index + 1 < versions.size()
              ? versions.get(index + 1).effective().minusDays(1).toString()
              : version.through().map(Object::toString).orElse("");
      console
          .out()
          .println(
              "%s .. %-10s  %-10s  %s"
                  .formatted(
                      version.version(), through, version.basis().word(), version.contentHash())
                  .toString());
    }
    console.out().println();
    latest
        .updates()
        .forEach(
            update ->
                console
                    .out()
                    .println(String.format(Locale.ROOT, "%s  %s", update.date(), update.change())));
    return ExitCode.OK;
  }

  private static Json toJson(Guideline version) {
    return new Json.Members()
        .put("version", version.version())
        .put("through", Json.textOrNull(version.through().map(Object::toString)))
        .put("basis", version.basis().word())
        .put("contentHash", version.contentHash())
        .put("file", version.file())
        .toObject();
  }
}
