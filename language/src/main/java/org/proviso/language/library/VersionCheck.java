package org.proviso.language.library;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;
import org.proviso.language.syntax.Dates;

/** Versions of one document follow each other: no two begin on a day, none runs into the next. */
final class VersionCheck {
  private VersionCheck() {}

  /** The documents, those that clash with another version broken. */
  static List<Loader.Entry> check(List<Loader.Entry> entries) {
    Map<String, List<Guideline>> byId =
        entries.stream()
            .flatMap(entry -> entry.document().guideline().stream())
            .filter(guideline -> guideline.kind() != DocumentKind.SHARED)
            .sorted(Comparator.comparing(Guideline::effective).thenComparing(Guideline::file))
            .collect(Collectors.groupingBy(Guideline::id));
    List<Loader.Entry> checked = new ArrayList<>();
    for (Loader.Entry entry : entries) {
      checked.add(
          entry.document() instanceof Document.Sound sound
              ? clash(sound.model(), byId.getOrDefault(sound.model().id(), List.of()))
                  .map(problem -> new Loader.Entry(broken(sound, problem), entry.files()))
                  .orElse(entry)
              : entry);
    }
    return checked;
  }

  private static Document broken(Document.Sound sound, Diagnostic problem) {
    List<Diagnostic> all = new ArrayList<>(sound.diagnostics());
    all.add(problem);
    return new Document.Broken(
        sound.file(), Optional.of(sound.model().id()), Optional.of(sound.model().effective()), all);
  }

  private static Optional<Diagnostic> clash(Guideline guideline, List<Guideline> versions) {
    Optional<LocalDate> named = dateInName(guideline.file());
    if (guideline.kind() != DocumentKind.SHARED
        && named.filter(date -> !date.equals(guideline.effective())).isPresent()) {
      return Optional.of(
          diagnostic(
              DiagnosticId.FILE_OF_ANOTHER_DATE,
              guideline,
              "the file is named "
                  + named.get()
                  + ", and the version in it applies from "
                  + guideline.effective(),
              "name the file by its first date of service, or correct `effective`"));
    }
    for (Guideline other : versions) {
      if (other.equals(guideline)) {
        continue;
      }
      if (other.effective().equals(guideline.effective())) {
        return Optional.of(
            diagnostic(
                DiagnosticId.DUPLICATE_VERSION,
                guideline,
                other.file() + " begins on the same day, " + other.effective(),
                "keep one file for each version"));
      }
    }
    Optional<LocalDate> last = guideline.through();
    Optional<Guideline> next =
        versions.stream()
            .filter(other -> other.effective().isAfter(guideline.effective()))
            .findFirst();
    if (last.isPresent() && next.isPresent() && !last.get().isBefore(next.get().effective())) {
      return Optional.of(
          diagnostic(
              DiagnosticId.OVERLAPPING_VERSIONS,
              guideline,
              "it says that it applies through "
                  + last.get()
                  + ", and "
                  + next.get().file()
                  + " begins on "
                  + next.get().effective(),
              "let `through` be the day before, or leave it out"));
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> dateInName(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return Dates.parse(name.endsWith(".md") ? name.substring(0, name.length() - 3) : name);
  }

  private static Diagnostic diagnostic(
      DiagnosticId id, Guideline guideline, String message, String help) {
    return new Diagnostic(
        id.word(),
        id.severity(),
        new Span(guideline.file(), 1, 1, 1, 1),
        message,
        Optional.of(help),
        "");
  }
}
