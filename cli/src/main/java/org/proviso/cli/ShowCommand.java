package org.proviso.cli;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a guideline or a section of it. */
@Command(
    name = "show",
    description = "Shows the version of a guideline in force on a date, or one section of it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: proviso show 04-70540-07 --date 2010-06-01 --section \"program exceptions\""
    })
final class ShowCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "ID", description = "The guideline's identifier.")
  String id = "";

  @Mixin LibraryOption library = new LibraryOption();

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "A date of service; default: today.")
  @Nullable LocalDate date;

  @Option(
      names = "--section",
      paramLabel = "HEADING",
      description = "Only the sections whose heading contains this.")
  @Nullable String section;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Library opened = Determiners.versions(library, id);
    List<Guideline> versions = opened.versions(id);
    LocalDate day = date == null ? LocalDate.now(ZoneId.systemDefault()) : date;
    Guideline guideline =
        opened
            .versionInForce(id, day)
            .orElseThrow(
                () ->
                    CommandFailure.badInput(
                        "no-version-in-force",
                        id,
                        "No version was in force on " + day + ".",
                        "Versions begin on: "
                            + String.join(
                                ", ", versions.stream().map(Guideline::version).toList())));
    List<Guideline.Section> sections =
        guideline.sections().stream()
            .filter(each -> section == null || contains(each.heading(), section))
            .toList();
    if (sections.isEmpty()) {
      throw CommandFailure.badInput(
          "no-such-section",
          id,
          "No heading contains \"" + section + "\".",
          "Headings are: "
              + String.join(
                  ", ", guideline.sections().stream().map(Guideline.Section::heading).toList()));
    }
    if (json) {
      console.json(
          new Json.Members()
              .put("guideline", guideline.id())
              .put("version", guideline.version())
              .put("basis", guideline.basis().word())
              .put("title", guideline.title())
              .put("services", Json.texts(guideline.services()))
              .put("alsoKnownAs", Json.texts(guideline.alsoKnownAs()))
              .put(
                  "sections",
                  Json.array(
                      sections.stream()
                          .map(
                              each ->
                                  new Json.Members()
                                      .put("heading", each.heading())
                                      .put("markdown", each.markdown())
                                      .toObject())
                          .toList()))
              .toObject());
      return ExitCode.OK;
    }
    console
        .out()
        .println(
            "%s, %s %s, version %s (%s), %s"
                .formatted(
                    guideline.title(),
                    guideline.payer(),
                    guideline.id(),
                    guideline.version(),
                    guideline.basis().word(),
                    String.join(
                        ", ", guideline.services().stream().map(Object::toString).toList())));
    console.out().println();
    for (Guideline.Section each : sections) {
      console.out().println("#".repeat(each.level()) + " " + each.heading());
      console.out().println();
      if (!each.markdown().isBlank()) {
        console.out().println(each.markdown().strip());
        console.out().println();
      }
    }
    return ExitCode.OK;
  }

  private static boolean contains(String heading, String part) {
    return heading.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
