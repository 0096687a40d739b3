package org.proviso.storage.release;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.proviso.engine.Engine;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.fhir.facts.FactReader;
import org.proviso.ground.Problem;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.library.Document;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;

/** What every publication must pass. */
public final class StandardChecks {
  private StandardChecks() {}

  /** All of them, the quickest first. */
  public static List<PublicationCheck> all() {
    return List.of(
        new Check("documents-sound", StandardChecks::sound),
        new Check("versions-kept", StandardChecks::kept),
        new Check("sources-readable", candidate -> each(candidate, StandardChecks::readable)),
        new Check("compiles-and-cases-pass", candidate -> each(candidate, StandardChecks::cases)));
  }

  private record Check(String name, Function<Candidate, Stream<Problem>> problems)
      implements PublicationCheck {
    @Override
    public List<Problem> check(Candidate candidate) {
      return problems.apply(candidate).toList();
    }
  }

  private static Stream<Problem> each(
      Candidate candidate, Function<Guideline, Stream<Problem>> problems) {
    return candidate.changed().stream()
        .filter(document -> document.kind() != DocumentKind.SHARED)
        .flatMap(problems);
  }

  private static Stream<Problem> sound(Candidate candidate) {
    return candidate.library().documents().stream()
        .filter(Document.Broken.class::isInstance)
        .flatMap(document -> errors(document.diagnostics()));
  }

  private static Stream<Problem> errors(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
        .map(
            diagnostic ->
                new Problem(
                    diagnostic.id(),
                    diagnostic.span().toString(),
                    diagnostic.message(),
                    diagnostic.help().orElse("")));
  }

  /** Decisions were made with what was published: it stays, unless someone means to correct it. */
  private static Stream<Problem> kept(Candidate candidate) {
    if (candidate.publication().replacesVersions()) {
      return Stream.empty();
    }
    return candidate.changed().stream()
        .flatMap(
            document ->
                candidate.before().library().versions(document.id()).stream()
                    .filter(version -> version.version().equals(document.version()))
                    .map(
                        version ->
                            new Problem(
                                "version-exists",
                                document.file(),
                                "Version %s of %s is published already with another content."
                                    .formatted(document.version(), document.id()),
                                "Give the revision a date of its own; to correct the published version, say that it replaces it.")));
  }

  private static Stream<Problem> readable(Guideline document) {
    return FactReader.unreadableSources(document).stream()
        .map(
            source ->
                new Problem(
                    "source-not-readable",
                    document.file(),
                    "No record is read for `from %s%s`."
                        .formatted(
                            source.resource(),
                            source.element().map(element -> "." + element).orElse("")),
                    "See docs/fhir-facts.md for what is read."));
  }

  private static Stream<Problem> cases(Guideline document) {
    return switch (Engine.compile(document)) {
      case Engine.Compilation.Rejected(var diagnostics) -> errors(diagnostics);
      case Engine.Compilation.Compiled(var compiled, var warnings) ->
          CaseRunner.run(compiled).results().stream()
              .flatMap(
                  result ->
                      result.failures().stream()
                          .map(
                              failure ->
                                  new Problem(
                                      "case-fails",
                                      result.of().span().toString(),
                                      "The case \"%s\" %s.".formatted(result.of().name(), failure),
                                      "Correct the criteria, or what the case expects; run: proviso test")));
    };
  }
}
