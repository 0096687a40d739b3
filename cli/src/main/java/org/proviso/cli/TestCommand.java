package org.proviso.cli;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.proviso.determination.json.Json;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.language.library.Document;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the cases of documents. */
@Command(
    name = "test",
    description = "Runs the documents' own cases and reports which criteria they cover.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: every case passes; 1: a case fails or a document has errors.",
      "Example: proviso test guidelines/04-70540-07"
    })
final class TestCommand implements Callable<Integer> {
  private final Console console;

  @Mixin Documents documents = new Documents();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean failed = false;
    var rows = new ArrayList<Json>();
    for (Document document : documents.read()) {
      if (document.guideline().isEmpty()) {
        failed = true;
        rows.add(broken(document.file()));
        continue;
      }
      Guideline guideline = document.guideline().get();
      if (guideline.kind() == DocumentKind.SHARED) {
        continue;
      }
      if (Engine.compile(guideline)
          instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var warnings)) {
        CaseRunner.Report report = CaseRunner.run(compiled);
        failed |= report.failures() > 0;
        rows.add(toJson(document.file(), report));
        print(document.file(), report);
      } else {
        failed = true;
        rows.add(broken(document.file()));
      }
    }
    if (json) {
      console.json(new Json.Members().put("documents", Json.array(rows)).toObject());
    }
    return failed ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private Json broken(String file) {
    if (!json) {
      console.out().println(file + ": has errors; run: proviso check");
    }
    return new Json.Members().put("file", file).put("broken", new Json.Bool(true)).toObject();
  }

  private void print(String file, CaseRunner.Report report) {
    if (json) {
      return;
    }
    console
        .out()
        .println(
            "%s: %d case(s), %d failed; clauses that decide a case %d of %d; criteria seen met and not met %d of %d"
                .formatted(
                    file,
                    report.results().size(),
                    report.failures(),
                    report.clauses() - report.undecidingClauses().size(),
                    report.clauses(),
                    report.covered(),
                    report.criteria()));
    for (CaseRunner.CaseResult result : report.results()) {
      for (String failure : result.failures()) {
        console
            .out()
            .println("  " + result.of().span() + ": \"" + result.of().name() + "\" " + failure);
      }
    }
    report
        .undecidingClauses()
        .forEach(clause -> console.out().println("  decides no case: " + clause));
    for (CaseRunner.Onesided onesided : report.onesided()) {
      console
          .out()
          .println(
              "  never "
                  + (onesided.met() ? "not met" : onesided.notMet() ? "met" : "met or not met")
                  + ": "
                  + onesided.criterion().span()
                  + " "
                  + onesided.criterion().label());
    }
  }

  private static Json toJson(String file, CaseRunner.Report report) {
    return new Json.Members()
        .put("file", file)
        .put("cases", new Json.Whole(report.results().size()))
        .put("failed", new Json.Whole(report.failures()))
        .put(
            "failures",
            Json.array(
                report.results().stream()
                    .filter(result -> !result.failures().isEmpty())
                    .map(
                        result ->
                            new Json.Members()
                                .put("case", result.of().name())
                                .put("location", result.of().span().toString())
                                .put("messages", Json.texts(result.failures()))
                                .toObject())
                    .toList()))
        .put("clauses", new Json.Whole(report.clauses()))
        .put("clausesThatDecideNoCase", Json.texts(report.undecidingClauses()))
        .put("criteria", new Json.Whole(report.criteria()))
        .put("criteriaCovered", new Json.Whole(report.covered()))
        .toObject();
  }
}
