package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proviso.analysis.OutcomeWords;
import org.proviso.analysis.diff.Region;
import org.proviso.batch.HistoryFormatException;
import org.proviso.batch.Impact;
import org.proviso.batch.ImpactReport;
import org.proviso.batch.Malformed;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.Progress;
import org.proviso.determination.Determiner;
import org.proviso.determination.LibrarySource;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose outcome a revision would have changed, over a file of past requests. */
@Command(
    name = "impact",
    description =
        "Decides every request of a history by two versions of a guideline, as if both were in"
            + " force on its date of service, and counts whose outcome changes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The history is CSV or Parquet with a column for each fact (and id, date-of-service), or",
      ".ndjson with one FHIR bundle a line. Its format is told by its name; docs/impact.md has it.",
      "Exit code 0: no outcome changes; 1: one does, or a row is malformed; 2: bad input.",
      "Example: proviso impact ncd-210.14@2015-02-05 ncd-210.14@2022-02-10 --history requests.csv"
    })
final class ImpactCommand implements Callable<Integer> {
  private final Console console;

  @Mixin TwoVersions versions = new TwoVersions();

  @Option(
      names = "--history",
      required = true,
      paramLabel = "FILE",
      description = "Past requests: .csv, .parquet or .ndjson.")
  Path history = Path.of("");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many parts of the file are read at once; default: all processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--terminology",
      paramLabel = "DIR",
      description = "Code systems to read bundles with, instead of those that came with proviso.")
  @Nullable Path terminology;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  ImpactCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (threads < 1) {
      throw CommandFailure.badInput(
          "usage", "--threads", "There has to be one thread at least.", "Leave the option out.");
    }
    Guideline old = versions.earlier();
    Guideline revised = versions.later();
    if (!old.id().equals(revised.id())) {
      throw CommandFailure.badInput(
          "different-guidelines",
          versions.later,
          "It is a version of "
              + revised.id()
              + ", and "
              + versions.earlier
              + " is one of "
              + old.id()
              + ".",
          "Name two versions of one guideline; a revision keeps the identifier.");
    }
    ImpactReport report;
    try (var progress = new Progress(console)) {
      report =
          Impact.of(
              old,
              revised,
              BatchOptions.open(history),
              new Determiner(
                  LibrarySource.of(Determiners.open(versions.library)),
                  Optional.empty(),
                  Determiners.terminology(terminology)),
              LocalDate.now(ZoneId.systemDefault()),
              threads,
              progress::add);
    } catch (HistoryFormatException unusable) {
      throw CommandFailure.badInput(
          "history-unusable",
          history.toString(),
          String.valueOf(unusable.getMessage()),
          unusable.help());
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unreadable",
          history.toString(),
          "The file cannot be read to its end (" + failure.getMessage() + ").",
          "Check that it is there, whole, and may be read.");
    }
    if (json) {
      console.json(toJson(report));
    } else {
      print(report);
    }
    return report.changes() || report.malformed() > 0 ? ExitCode.FINDINGS : ExitCode.OK;
  }

  // In words

  private void print(ImpactReport report) {
    line(
        "%s %s -> %s %s"
            .formatted(
                report.earlier().id(),
                report.earlier().version(),
                report.later().id(),
                report.later().version()));
    line(
        "rows %s, outside both versions %s, malformed %s"
            .formatted(
                number(report.rows()), number(report.outside()), number(report.malformed())));
    report.linesOfBusiness().forEach((name, count) -> line("  " + name + " " + number(count)));
    for (ImpactReport.OfDecision decision : report.decisions()) {
      line("");
      line(
          "%s: %s change; undecided %s -> %s"
              .formatted(
                  decision.decision(),
                  number(decision.changed()),
                  number(decision.undecidedEarlier()),
                  number(decision.undecidedLater())));
      decision.changes().forEach(this::print);
    }
    for (Malformed malformed : report.firstMalformed()) {
      console
          .err()
          .println(
              "proviso: %s: %s %d: %s (malformed)"
                  .formatted(history, report.place(), malformed.place(), malformed.reason()));
    }
    long more = report.malformed() - report.firstMalformed().size();
    if (more > 0) {
      console.err().println("proviso: " + history + ": " + number(more) + " more malformed rows");
    }
    if (!report.ignoredColumns().isEmpty()) {
      console
          .err()
          .println(
              "proviso: "
                  + history
                  + ": columns that are no fact of either version: "
                  + String.join(", ", report.ignoredColumns()));
    }
  }

  private void print(ImpactReport.Change change) {
    line(
        "  %s  %s -> %s"
            .formatted(number(change.count()), words(change.from()), words(change.to())));
    change
        .region()
        .map(Region::when)
        .ifPresent(when -> when.forEach(condition -> line("    when " + condition)));
    line("    " + counts(change.linesOfBusiness()));
    line("    for example " + String.join(", ", change.examples()));
  }

  private void line(String text) {
    console.out().println(text);
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String words(Optional<Outcome> outcome) {
    return outcome.map(OutcomeWords::of).orElse("undecided");
  }

  // For programs

  private static Json toJson(ImpactReport report) {
    return new Json.Members()
        .put("old", report.earlier().id() + "@" + report.earlier().version())
        .put("new", report.later().id() + "@" + report.later().version())
        .put("rows", new Json.Whole(report.rows()))
        .put("outsideBothVersions", new Json.Whole(report.outside()))
        .put("malformed", new Json.Whole(report.malformed()))
        .put(
            "firstMalformed",
            Json.array(
                report.firstMalformed().stream()
                    .map(
                        malformed ->
                            new Json.Members()
                                .put(report.place(), new Json.Whole(malformed.place()))
                                .put("reason", malformed.reason())
                                .toObject())
                    .toList()))
        .put("ignoredColumns", Json.texts(report.ignoredColumns()))
        .put("linesOfBusiness", toJson(report.linesOfBusiness()))
        .put(
            "decisions",
            Json.array(report.decisions().stream().map(ImpactCommand::toJson).toList()))
        .toObject();
  }

  private static Json toJson(Map<String, Long> counts) {
    var members = new Json.Members();
    counts.forEach((name, count) -> members.put(name, new Json.Whole(count)));
    return members.toObject();
  }

  private static Json toJson(ImpactReport.OfDecision decision) {
    return new Json.Members()
        .put("decision", decision.decision())
        .put("undecidedOld", new Json.Whole(decision.undecidedEarlier()))
        .put("undecidedNew", new Json.Whole(decision.undecidedLater()))
        .put("changed", new Json.Whole(decision.changed()))
        .put("changes", Json.array(decision.changes().stream().map(ImpactCommand::toJson).toList()))
        .toObject();
  }

  private static Json toJson(ImpactReport.Change change) {
    return new Json.Members()
        .put("from", words(change.from()))
        .put("to", words(change.to()))
        .put("when", Json.texts(change.region().map(Region::when).orElse(List.of())))
        .put("count", new Json.Whole(change.count()))
        .put("linesOfBusiness", toJson(change.linesOfBusiness()))
        .put("examples", Json.texts(change.examples()))
        .toObject();
  }
}
