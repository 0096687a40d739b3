package org.proviso.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.ask.InterviewReport;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how good the order of questions is. */
@Command(
    name = "interview",
    description =
        "Says how many questions an interview takes on average over all complete patients, beside the best fixed order and the exact optimum.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: proviso interview 04-70540-07"})
final class InterviewCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "ID", description = "The guideline's identifier.")
  String id = "";

  @Mixin LibraryOption library = new LibraryOption();

  InterviewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Guideline> versions = Determiners.versions(library, id).versions(id);
    console.out().println("version     interview  best fixed order  exact optimum");
    for (Guideline version : versions) {
      if (Engine.compile(version)
          instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var warnings)) {
        InterviewReport report = compiled.interview(new Request(version.effective(), Map.of()));
        console
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%s  %9.5f  %16s  %13s",
                    version.version(),
                    report.strategy(),
                    "%.5f%s".formatted(report.fixed(), report.fixedIsBest() ? "" : " or less"),
                    report.optimum().map("%.5f"::formatted).orElse("not computed")));
      }
    }
    return ExitCode.OK;
  }
}
