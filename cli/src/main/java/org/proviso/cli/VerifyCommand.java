package org.proviso.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.proviso.analysis.Patient;
import org.proviso.analysis.verify.Finding;
import org.proviso.analysis.verify.Suppressions;
import org.proviso.analysis.verify.UpdateFindings;
import org.proviso.analysis.verify.Verifier;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.library.Document;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves things about documents. */
@Command(
    name = "verify",
    description =
        "Finds contradictions, gaps, clauses and criteria without effect, facts that never matter,"
            + " impossible cases and update rows that do not keep their word; each with a patient"
            + " who shows it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The word of an update row is held against the version before: of the library, or beside the",
      "file.",
      "Exit code 0: nothing found, or notes only; 1: an error or a warning.",
      "Examples: proviso verify ncd-210.14@2022-02-10",
      "          proviso verify guidelines/ncd-210.14"
    })
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin Documents documents = new Documents();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Documents.Located> read = documents.located();
    var findings = new ArrayList<Finding>();
    var rows = new ArrayList<Json>();
    var suppressed = new ArrayList<Json>();
    for (Documents.Located located : read) {
      Document document = located.document();
      Suppressions result = verify(located);
      findings.addAll(result.findings());
      String id = document.guideline().map(Guideline::id).orElse("");
      result.findings().stream().map(finding -> toJson(finding, id)).forEach(rows::add);
      result.suppressed().stream()
          .map(finding -> suppressed(finding, document))
          .forEach(suppressed::add);
    }
    if (json) {
      console.json(
          new Json.Members()
              .put("documents", new Json.Whole(read.size()))
              .put("findings", Json.array(rows))
              .put("suppressed", Json.array(suppressed))
              .toObject());
    } else {
      findings.forEach(this::print);
      console
          .out()
          .println(
              "%d document(s): %d error(s), %d warning(s), %d note(s)%s"
                  .formatted(
                      read.size(),
                      count(findings, Finding.Severity.ERROR),
                      count(findings, Finding.Severity.WARNING),
                      count(findings, Finding.Severity.NOTE),
                      suppressed.isEmpty()
                          ? ""
                          : ", " + suppressed.size() + " suppressed with a reason"));
    }
    return findings.stream().allMatch(each -> each.severity() == Finding.Severity.NOTE)
        ? ExitCode.OK
        : ExitCode.FINDINGS;
  }

  private Suppressions verify(Documents.Located located) {
    return switch (located.document()) {
      case Document.Broken broken ->
          new Suppressions(
              broken.diagnostics().stream()
                  .filter(each -> each.severity() == Severity.ERROR)
                  .map(
                      error ->
                          new Finding(
                              error.id(),
                              Finding.Severity.ERROR,
                              error.span(),
                              error.message(),
                              Optional.empty()))
                  .toList(),
              List.of());
      case Document.Sound sound when sound.model().kind() == DocumentKind.SHARED ->
          new Suppressions(List.of(), List.of());
      case Document.Sound sound -> {
        var findings = new ArrayList<>(Verifier.verify(sound.model()));
        documents
            .before(located, sound.model())
            .ifPresent(earlier -> findings.addAll(UpdateFindings.of(earlier, sound.model())));
        yield Suppressions.of(sound.model(), findings, sound.suppressions());
      }
    };
  }

  private static Json suppressed(Finding finding, Document document) {
    String reason =
        document instanceof Document.Sound sound
            ? Optional.ofNullable(sound.suppressions().get(finding.id())).orElse("")
            : "";
    return new Json.Members()
        .put("id", finding.id())
        .put("location", finding.location().toString())
        .put("message", finding.message())
        .put("reason", reason)
        .toObject();
  }

  private static long count(List<Finding> findings, Finding.Severity severity) {
    return findings.stream().filter(each -> each.severity() == severity).count();
  }

  private void print(Finding finding) {
    console
        .out()
        .println(
            finding.location()
                + ": "
                + finding.severity().name().toLowerCase(Locale.ROOT)
                + ": "
                + finding.message()
                + " ("
                + finding.id()
                + ")");
    finding.witness().map(Patient::words).ifPresent(words -> console.out().println("  " + words));
  }

  private static Json toJson(Finding finding, String guideline) {
    return new Json.Members()
        .put("id", finding.id())
        .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .put("location", finding.location().toString())
        .put("message", finding.message())
        .put("witness", Patients.toJson(finding.witness(), guideline))
        .toObject();
  }
}
