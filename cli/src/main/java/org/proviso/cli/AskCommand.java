package org.proviso.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.GivenAnswer;
import org.proviso.determination.Options;
import org.proviso.determination.explain.AnswerText;
import org.proviso.determination.record.RecordWriter;
import org.proviso.engine.answer.Question;
import org.proviso.engine.facts.Evidence;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the questions that still matter, the most useful first, until the request is decided. */
@Command(
    name = "ask",
    description = "Asks the questions that still matter, until the request is decided.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "With --json nothing is asked: the next question is printed, for a program to ask; hand its",
      "answer in with --answer and call again.",
      "Exit codes as of decide.",
      "Example: proviso ask examples/missing-facts.json"
    })
final class AskCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RequestOptions request = new RequestOptions();
  @Mixin DecideCommand.DateAndLine which = new DecideCommand.DateAndLine();
  @Mixin LibraryOption library = new LibraryOption();

  @Option(names = "--json", description = "Print the next question and the record as JSON.")
  boolean json;

  AskCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Determiner determiner = Determiners.open(library, request);
    byte[] bundle = request.read(console);
    Options options = which.apply(request.options());
    Determination determination =
        RequestOptions.determine(determiner, bundle, options, request.today());
    if (json) {
      console.json(RecordWriter.write(determination));
      return exitCode(determination);
    }
    Map<FactName, String> given = new LinkedHashMap<>(options.answers());
    var answers = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    int asked = 0;
    while (determination.answer().ask().isPresent()) {
      Question question = determination.answer().ask().get();
      Optional<String> answer = ask(determination, question, answers);
      if (answer.isEmpty()) {
        break;
      }
      asked++;
      given.put(question.fact().name(), answer.get());
      determination =
          RequestOptions.determine(
              determiner, bundle, options.answering(given, "interview"), request.today());
    }
    console.out().println();
    console.out().println(asked + " question(s) asked.");
    console.out().println();
    console.out().print(AnswerText.summary(determination));
    return exitCode(determination);
  }

  /** An answer that fits; empty when there is nothing more to read. */
  private Optional<String> ask(
      Determination determination, Question question, BufferedReader answers) {
    FactDeclaration fact = question.fact();
    console.out().println(fact.question().orElse(fact.name().text()));
    console.out().print("  " + hint(fact.type()) + " or 'unanswerable': ");
    console.out().flush();
    while (true) {
      String line;
      try {
        line = answers.readLine();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      if (line == null) {
        return Optional.empty();
      }
      String answer = line.strip();
      switch (GivenAnswer.read(
          determination.answer().guideline(),
          fact.name(),
          answer,
          new Evidence.Answered("interview"))) {
        case GivenAnswer.Right _ -> {
          return Optional.of(answer);
        }
        case GivenAnswer.Wrong(var problem) -> {
          console.out().println("  " + problem.message() + " " + problem.help());
          console.out().print("  " + hint(fact.type()) + " or 'unanswerable': ");
          console.out().flush();
        }
      }
    }
  }

  private static String hint(FactType type) {
    return switch (type) {
      case FactType.YesNo _, FactType.Document _ -> "yes, no";
      case FactType.Enumeration(List<String> values) -> String.join(", ", values);
      case FactType.Quantity quantity ->
          "a number" + (quantity.unit().equals("1") ? "" : " in " + quantity.unit());
      case FactType.Count _ -> "a whole number";
      case FactType.Date _ -> "a date, YYYY-MM-DD";
      case FactType.SingleCode _ -> "a code, for example icd10cm C71.9";
      case FactType.CodeList _ -> "codes, for example icd10cm C71.9 only";
      case FactType.History _ -> "dates, for example 2024-01-01..2024-02-15, or none";
    };
  }

  private static int exitCode(Determination determination) {
    return determination.answer().decided() ? ExitCode.OK : ExitCode.UNDECIDED;
  }
}
