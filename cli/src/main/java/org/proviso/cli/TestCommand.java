package org.proviso.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.proviso.analysis.TooComplexException;
import org.proviso.analysis.coverage.CaseSuggestions;
import org.proviso.analysis.coverage.Coverage;
import org.proviso.analysis.coverage.SuggestionTable;
import org.proviso.analysis.coverage.Target;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.ground.json.Json;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.library.Document;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the cases of documents. */
@Command(
    name = "test",
    description = "Runs the documents' own cases and reports what they cover.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Covered is: a clause that decides a case; a criterion that is met in one case and not met"
          + " in",
      "another; a cell (a range or a value that the document tells apart) that a case gives.",
      "Exit code 0: every case passes; 1: a case fails or waits for a person, a document has errors",
      "or no cases (unless they are suggested), or covers less than --min-coverage.",
      "Examples: proviso test guidelines/04-70540-07 --min-coverage 90",
      "          proviso test --suggest ncd-210.14@2022-02-10"
    })
final class TestCommand implements Callable<Integer> {
  private final Console console;

  @Mixin Documents documents = new Documents();

  @Option(
      names = "--suggest",
      description =
          "Print the cases that are lacking, to be put into the document. What each must come to"
              + " is left for a person to say.")
  boolean suggest;

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      description =
          "How many of a document's criteria its cases must show met and not met, in percent, 0 to"
              + " 100; default: ${DEFAULT-VALUE}.")
  int minCoverage;

  @Option(names = "--open", description = "List everything that no case covers.")
  boolean open;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (minCoverage < 0 || minCoverage > 100) {
      throw CommandFailure.badInput(
          "usage",
          "--min-coverage " + minCoverage,
          "A percentage is between 0 and 100.",
          "For example: --min-coverage 90");
    }
    boolean failed = false;
    var rows = new ArrayList<Json>();
    for (Document document : documents.read()) {
      if (document.guideline().isEmpty()) {
        failed = true;
        rows.add(broken(document));
        continue;
      }
      Guideline guideline = document.guideline().get();
      if (guideline.kind() == DocumentKind.SHARED) {
        continue;
      }
      if (Engine.compile(guideline)
          instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var warnings)) {
        CaseRunner.Report report = CaseRunner.run(compiled);
        boolean passes =
            report.failures() == 0
                && (suggest || !report.results().isEmpty())
                && coversEnough(report);
        failed |= !passes;
        Optional<Coverage> coverage = coverage(compiled);
        Optional<CaseSuggestions.Suggestions> suggestions =
            suggest ? suggestions(compiled) : Optional.empty();
        Json.Members members = toJson(document.file(), report, passes, coverage);
        suggestions.ifPresent(these -> put(members, these, guideline));
        rows.add(members.toObject());
        if (!json) {
          print(document.file(), report, coverage);
          suggestions.ifPresent(these -> print(these, guideline));
        }
      } else {
        failed = true;
        rows.add(broken(document));
      }
    }
    if (json) {
      console.json(new Json.Members().put("documents", Json.array(rows)).toObject());
    }
    return failed ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private boolean coversEnough(CaseRunner.Report report) {
    return report.covered() * 100L >= (long) minCoverage * report.criteria();
  }

  /** The coverage, unless the document is too large for it. */
  private static Optional<Coverage> coverage(CompiledGuideline compiled) {
    try {
      return Optional.of(Coverage.of(compiled));
    } catch (TooComplexException | DiagramLimitException tooLarge) {
      return Optional.empty();
    }
  }

  private static Optional<CaseSuggestions.Suggestions> suggestions(CompiledGuideline compiled) {
    try {
      return Optional.of(CaseSuggestions.of(compiled));
    } catch (TooComplexException | DiagramLimitException tooLarge) {
      throw CommandFailure.badInput(
          "too-complex",
          compiled.guideline().file(),
          "Cases cannot be suggested: " + tooLarge.getMessage() + ".",
          "Write them by hand; proviso test shows what they cover.");
    }
  }

  private Json broken(Document document) {
    List<Integer> unconfirmed =
        document.diagnostics().stream()
            .filter(each -> each.id().equals(DiagnosticId.UNCONFIRMED_EXPECTATION.word()))
            .map(each -> each.span().startLine())
            .distinct()
            .toList();
    if (!json) {
      console
          .out()
          .println(
              unconfirmed.isEmpty()
                  ? document.file() + ": has errors; run: proviso check"
                  : "%s: %d case(s) wait for a person to say what they must come to, line %s"
                      .formatted(
                          document.file(),
                          unconfirmed.size(),
                          String.join(", ", unconfirmed.stream().map(String::valueOf).toList())));
    }
    return new Json.Members()
        .put("file", document.file())
        .put("broken", new Json.Bool(true))
        .put("unconfirmed", Json.array(unconfirmed.stream().<Json>map(Json.Whole::new).toList()))
        .toObject();
  }

  private void print(String file, CaseRunner.Report report, Optional<Coverage> coverage) {
    console
        .out()
        .println(
            "%s: %d case(s), %d failed; clauses that decide a case %d of %d; criteria seen met and not met %d of %d; cells given %s"
                .formatted(
                    file,
                    report.results().size(),
                    report.failures(),
                    report.clauses() - report.undecidingClauses().size(),
                    report.clauses(),
                    report.covered(),
                    report.criteria(),
                    coverage
                        .map(
                            each ->
                                each.shown(Target.Kind.CELL) + " of " + each.all(Target.Kind.CELL))
                        .orElse("not worked out: too complex")));
    if (report.results().isEmpty()) {
      console
          .out()
          .println("  has no cases: nothing shows that it decides as meant; see --suggest");
    }
    if (!coversEnough(report)) {
      console
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "  covers too little: %.1f %% of its criteria, and --min-coverage is %d",
                  100.0 * report.covered() / report.criteria(),
                  minCoverage));
    }
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
    if (open) {
      coverage.map(Coverage::open).orElse(List.of()).stream()
          .filter(target -> target.kind() == Target.Kind.CELL)
          .forEach(target -> console.out().println("  never given: " + target.what()));
    }
  }

  private void print(CaseSuggestions.Suggestions suggestions, Guideline guideline) {
    console.out().println();
    if (suggestions.cases().isEmpty()) {
      console.out().println("Nothing is lacking.");
    } else {
      console
          .out()
          .println(
              "Put these %d case(s) into the document, and write what each must come to instead of `unconfirmed`%s:"
                  .formatted(
                      suggestions.cases().size(),
                      suggestions.atLeast() == suggestions.cases().size()
                          ? " (fewer do not do)"
                          : " (at least %d are needed)".formatted(suggestions.atLeast())));
      console.out().println();
      console.out().print(SuggestionTable.of(guideline, suggestions));
    }
    suggestions
        .open()
        .forEach(target -> console.out().println("no patient was found for: " + target.what()));
    console.out().println();
  }

  private static void put(
      Json.Members members, CaseSuggestions.Suggestions suggestions, Guideline guideline) {
    members
        .put(
            "suggestions",
            Json.array(
                suggestions.cases().stream()
                    .map(
                        each ->
                            new Json.Members()
                                .put(
                                    "patient",
                                    Patients.toJson(Optional.of(each.patient()), guideline.id()))
                                .put(
                                    "covers",
                                    Json.texts(each.covers().stream().map(Target::what).toList()))
                                .toObject())
                    .toList()))
        .put("atLeast", new Json.Whole(suggestions.atLeast()))
        .put("noPatientFound", Json.texts(suggestions.open().stream().map(Target::what).toList()))
        .put("fence", SuggestionTable.of(guideline, suggestions));
  }

  private static Json.Members toJson(
      String file, CaseRunner.Report report, boolean passes, Optional<Coverage> coverage) {
    var members =
        new Json.Members()
            .put("file", file)
            .put("cases", new Json.Whole(report.results().size()))
            .put("failed", new Json.Whole(report.failures()))
            .put("passes", new Json.Bool(passes))
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
            .put("criteriaCovered", new Json.Whole(report.covered()));
    coverage.ifPresent(
        each ->
            members
                .put("cells", new Json.Whole(each.all(Target.Kind.CELL)))
                .put("cellsCovered", new Json.Whole(each.shown(Target.Kind.CELL)))
                .put("open", Json.texts(each.open().stream().map(Target::what).toList())));
    return members;
  }
}
