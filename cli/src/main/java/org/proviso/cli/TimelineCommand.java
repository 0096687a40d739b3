package org.proviso.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Options;
import org.proviso.determination.Referral;
import org.proviso.determination.Refused;
import org.proviso.determination.Result;
import org.proviso.determination.explain.AnswerText;
import org.proviso.determination.record.RecordWriter;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.fhir.RecordRequest;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Basis;
import org.proviso.language.model.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Determines the same request on several dates of service and in several lines of business. */
@Command(
    name = "timeline",
    description =
        "Determines the same request on several dates of service, each under the version in force"
            + " on it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0, unless every date is bad input (2).",
      "Example: proviso timeline examples/across-time-epilepsy.json --dates"
          + " 2005-12-01,2010-06-01,2021-06-01"
    })
final class TimelineCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RequestOptions request = new RequestOptions();
  @Mixin LibraryOption library = new LibraryOption();

  @Option(
      names = "--dates",
      split = ",",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "Dates of service, separated by commas.")
  List<LocalDate> dates = List.of();

  @Option(
      names = "--lines-of-business",
      split = ",",
      paramLabel = "L",
      description = "Lines of business, separated by commas; default: the coverage's.")
  List<String> lines = List.of();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  TimelineCommand(Console console) {
    this.console = console;
  }

  private record Row(LocalDate date, String line, Result result) {}

  @Override
  public Integer call() {
    Determiner determiner = Determiners.open(library, request);
    byte[] bundle = request.read(console);
    var rows = new ArrayList<Row>();
    for (String line : lines.isEmpty() ? List.of("") : lines) {
      for (LocalDate date : dates) {
        Options dated = request.options().on(date);
        Options options = line.isEmpty() ? dated : dated.in(line);
        rows.add(
            new Row(
                date, line, RecordRequest.determine(determiner, bundle, options, request.today())));
      }
    }
    if (json) {
      console.json(
          new Json.Members()
              .put("rows", Json.array(rows.stream().map(TimelineCommand::toJson).toList()))
              .toObject());
    } else {
      print(rows);
    }
    return rows.stream().anyMatch(row -> row.result() instanceof Determination)
        ? ExitCode.OK
        : ExitCode.BAD_INPUT;
  }

  private void print(List<Row> rows) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%-10s  %-18s  %-10s  %-10s  %-15s  %s%n",
            "service",
            "line of business",
            "version",
            "basis",
            "outcome",
            "clause");
    for (Row row : rows) {
      switch (row.result()) {
        case Determination determination -> {
          Answer answer = determination.answer();
          DecisionAnswer first = answer.decisions().getFirst();
          console
              .out()
              .printf(
                  Locale.ROOT,
                  "%-10s  %-18s  %-10s  %-10s  %-15s  %s%n",
                  row.date(),
                  row.line(),
                  answer.guideline().version(),
                  answer.guideline().basis() == Basis.PUBLISHED ? "published" : "update-log",
                  outcome(first),
                  clauses(determination, first));
        }
        case Refused(List<Problem> problems) -> refused(row, problems.getFirst());
      }
    }
  }

  private void refused(Row row, Problem problem) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%-10s  %-18s  not determined: %s%n",
            row.date(),
            row.line(),
            problem.message());
  }

  private static String outcome(DecisionAnswer decision) {
    return decision.outcome().map(Outcome::word).orElse("undecided");
  }

  private static String clauses(Determination determination, DecisionAnswer decision) {
    String own =
        decision.outcome().isPresent()
            ? decision.clauses().stream()
                .map(clause -> AnswerText.citation(determination.answer().guideline(), clause))
                .collect(Collectors.joining("; "))
            : "missing "
                + decision.missing().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
    return determination.referrals().get(decision.decision())
            instanceof Referral.Document(Answer answer, var request)
        ? own
            + " -> "
            + answer.guideline().id()
            + " "
            + answer.guideline().version()
            + ": "
            + answer.decisions().stream()
                .map(TimelineCommand::outcome)
                .collect(Collectors.joining(", "))
        : own;
  }

  private static Json toJson(Row row) {
    var members =
        new Json.Members()
            .put("dateOfService", row.date().toString())
            .put("lineOfBusiness", row.line());
    return switch (row.result()) {
      case Determination determination ->
          members.put("record", RecordWriter.write(determination)).toObject();
      case Refused(List<Problem> problems) -> problems(members, problems);
    };
  }

  private static Json problems(Json.Members members, List<Problem> problems) {
    return members
        .put("problems", Json.array(problems.stream().map(Problem::json).toList()))
        .toObject();
  }
}
