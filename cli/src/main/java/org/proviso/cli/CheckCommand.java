package org.proviso.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.fhir.facts.FactReader;
import org.proviso.ground.json.Json;
import org.proviso.language.diagnostics.AnalysisId;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.diagnostics.DiagnosticRenderer;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.library.Document;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.language.page.Lock;
import org.proviso.language.page.LockFile;
import org.proviso.language.page.Locks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks documents. */
@Command(
    name = "check",
    description =
        "Checks documents: grammar, names, types, anchors, signatures, and that no two clauses"
            + " contradict each other.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: no errors (there may be warnings); 1: errors.",
      "Example: proviso check guidelines/04-70540-07/2025-05-15.md"
    })
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Mixin Documents documents = new Documents();

  @Option(
      names = "--lock",
      description =
          "Every anchored sentence has to be signed. Without it, what has changed since it was"
              + " signed is found too, and what nobody has signed is passed over.")
  boolean lock;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Documents.Located> read = documents.located();
    var diagnostics = new ArrayList<Diagnostic>();
    var unreadable = new ArrayList<String>();
    for (Documents.Located each : read) {
      Document document = each.document();
      diagnostics.addAll(document.diagnostics());
      Optional<Guideline> guideline = document.guideline();
      if (guideline.isPresent()) {
        diagnostics.addAll(signatures(guideline.get(), each.path()));
        if (guideline.get().kind() != DocumentKind.SHARED) {
          Engine.Compilation compilation = Engine.compile(guideline.get());
          compilation.diagnostics().stream()
              .filter(found -> !isSuppressed(found, document))
              .forEach(diagnostics::add);
          if (compilation instanceof Engine.Compilation.Compiled compiled) {
            diagnostics.addAll(failing(compiled.guideline()));
          }
        }
        FactReader.unreadableSources(guideline.get()).stream()
            .map(
                source ->
                    document.file()
                        + ": no record is read for `from "
                        + source.resource()
                        + source.element().map(element -> "." + element).orElse("")
                        + "`; see docs/fhir-facts.md")
            .forEach(unreadable::add);
      }
    }
    long errors =
        diagnostics.stream().filter(each -> each.severity() == Severity.ERROR).count()
            + unreadable.size();
    if (json) {
      console.json(
          new Json.Members()
              .put("documents", new Json.Whole(read.size()))
              .put("errors", new Json.Whole(errors))
              .put("findings", Json.array(diagnostics.stream().map(CheckCommand::toJson).toList()))
              .put("unreadableSources", Json.texts(unreadable))
              .toObject());
    } else {
      console.out().print(DiagnosticRenderer.render(diagnostics));
      unreadable.forEach(console.out()::println);
      console
          .out()
          .println(
              read.size()
                  + " document(s): "
                  + errors
                  + " error(s), "
                  + diagnostics.stream().filter(each -> each.severity() == Severity.WARNING).count()
                  + " warning(s)");
    }
    return errors == 0 ? ExitCode.OK : ExitCode.FINDINGS;
  }

  /** A document that does not do what its own cases say is not to be relied on. */
  private static List<Diagnostic> failing(CompiledGuideline compiled) {
    return CaseRunner.run(compiled).results().stream()
        .filter(result -> !result.failures().isEmpty())
        .map(
            result ->
                new Diagnostic(
                    AnalysisId.WRONG_EXPECTATION.word(),
                    AnalysisId.WRONG_EXPECTATION.severity(),
                    result.of().span(),
                    "the case `"
                        + result.of().name()
                        + "` fails: "
                        + String.join("; ", result.failures()),
                    Optional.of("correct the case or the criteria; proviso test shows all of them"),
                    ""))
        .toList();
  }

  private static boolean isSuppressed(Diagnostic diagnostic, Document document) {
    return diagnostic.severity() != Severity.ERROR
        && document instanceof Document.Sound sound
        && sound.suppressions().containsKey(diagnostic.id());
  }

  private List<Diagnostic> signatures(Guideline guideline, Path path) {
    Optional<Lock> signed = LockFiles.read(LockFile.beside(path));
    if (signed.isEmpty() && !lock) {
      return List.of();
    }
    var none = new Lock(guideline.id(), guideline.version(), new TreeMap<>());
    return Locks.check(guideline, signed.orElse(none)).stream()
        .filter(found -> lock || !found.id().equals(DiagnosticId.NOT_SIGNED.word()))
        .toList();
  }

  private static Json toJson(Diagnostic diagnostic) {
    return new Json.Members()
        .put("id", diagnostic.id())
        .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
        .put("location", diagnostic.span().toString())
        .put("message", diagnostic.message())
        .put("help", Json.textOrNull(diagnostic.help()))
        .toObject();
  }
}
