package org.proviso.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.determination.Determination;
import org.proviso.determination.explain.Explanation;
import org.proviso.determination.explain.Reader;
import org.proviso.determination.record.RecordWriter;
import org.proviso.ground.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides one request and shows everything that the answer rests on. */
@Command(
    name = "explain",
    description =
        "Decides a request and explains the answer to the reviewer, to the provider or to the"
            + " member.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Readers: reviewer (every criterion with its evidence; the default), provider (what is"
          + " missing",
      "or would change it), member (plain language, with its reading grade).",
      "Exit codes as of decide.",
      "Example: proviso explain examples/missing-facts.json --for member"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RequestOptions request = new RequestOptions();
  @Mixin DecideCommand.DateAndLine which = new DecideCommand.DateAndLine();
  @Mixin LibraryOption library = new LibraryOption();

  @Option(names = "--under", paramLabel = "DOC", description = "As of decide.")
  @Nullable String under;

  @Option(
      names = "--for",
      paramLabel = "READER",
      description = "For whom: reviewer (the default), provider or member.")
  @Nullable Reader reader;

  @Option(
      names = "--json",
      description = "Print the record as one JSON object; with --for the explanation is in it.")
  boolean json;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Determination determination = request.determine(console, library, which, under);
    Explanation explanation =
        Explanation.of(determination, reader == null ? Reader.REVIEWER : reader);
    if (json) {
      var members = new Json.Members();
      RecordWriter.write(determination).members().forEach(members::put);
      if (reader != null) {
        members.put("explanation", toJson(explanation));
      }
      console.json(members.toObject());
    } else {
      console.out().print(explanation.text());
    }
    return determination.answer().decided() ? ExitCode.OK : ExitCode.UNDECIDED;
  }

  private static Json toJson(Explanation explanation) {
    var members =
        new Json.Members()
            .put("for", explanation.reader().name().toLowerCase(Locale.ROOT))
            .put("text", explanation.text());
    explanation.grade().ifPresent(own -> members.put("readingGrade", new Json.Real(own.grade())));
    explanation
        .gradeWithQuotations()
        .ifPresent(all -> members.put("readingGradeWithQuotations", new Json.Real(all.grade())));
    return members.toObject();
  }
}
