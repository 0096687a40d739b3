package org.proviso.cli;

import java.util.concurrent.Callable;
import org.proviso.determination.Determination;
import org.proviso.determination.record.RecordWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides one request and shows everything that the answer rests on. */
@Command(
    name = "explain",
    description =
        "Decides a request and shows every criterion with its status and evidence, and what would change the outcome.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes as of decide.",
      "Example: proviso explain examples/missing-facts.json"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RequestOptions request = new RequestOptions();
  @Mixin DecideCommand.DateAndLine which = new DecideCommand.DateAndLine();
  @Mixin LibraryOption library = new LibraryOption();

  @Option(names = "--json", description = "Print the record as one JSON object.")
  boolean json;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Determination determination =
        RequestOptions.determine(
            Determiners.open(library, request),
            request.read(console),
            which.apply(request.options()),
            request.today());
    if (json) {
      console.json(RecordWriter.write(determination));
    } else {
      console.out().print(AnswerText.explanation(determination));
    }
    return determination.answer().decided() ? ExitCode.OK : ExitCode.UNDECIDED;
  }
}
