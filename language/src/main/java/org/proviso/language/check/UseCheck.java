package org.proviso.language.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.syntax.Word;

/** Brings the names of used documents into scope. */
final class UseCheck {
  private final Surroundings surroundings;
  private final Scope scope;
  private final DiagnosticCollector diagnostics;

  UseCheck(Surroundings surroundings, Scope scope, DiagnosticCollector diagnostics) {
    this.surroundings = surroundings;
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  void check(List<Word> paths) {
    Set<String> seen = new HashSet<>();
    for (Word path : paths) {
      if (!seen.add(path.text())) {
        diagnostics.add(
            DiagnosticId.DUPLICATE_NAME,
            path.span(),
            "`" + path.text() + "` is used twice",
            "name it once");
        continue;
      }
      use(path);
    }
  }

  private void use(Word path) {
    Surroundings.Used found = surroundings.use(path.text());
    if (!(found instanceof Surroundings.Used.Found)) {
      scope.setIncomplete();
    }
    switch (found) {
      case Surroundings.Used.Found(var kind, var used, var files) -> {
        if (kind == DocumentKind.SHARED) {
          bring(used, path);
        } else {
          diagnostics.add(
              DiagnosticId.USE_OF_UNSHARED,
              path.span(),
              "`"
                  + path.text()
                  + "` is a "
                  + kind.phrase()
                  + ", and only shared documents are used",
              "move what both need to a document of `kind: shared`");
        }
      }
      case Surroundings.Used.Missing() ->
          diagnostics.add(
              DiagnosticId.UNKNOWN_DOCUMENT,
              path.span(),
              "there is no document `" + path.text() + ".md` in the library",
              "write the path from the library's root, without `.md`: `shared/request`");
      case Surroundings.Used.Outside() ->
          diagnostics.add(
              DiagnosticId.PATH_OUTSIDE_LIBRARY,
              path.span(),
              "`" + path.text() + "` lies outside the library",
              "write a path from the library's root, without `..` or links");
      case Surroundings.Used.Broken() ->
          diagnostics.add(
              DiagnosticId.BROKEN_DOCUMENT_USED,
              path.span(),
              "`" + path.text() + "` has errors of its own",
              "mend that document first");
      case Surroundings.Used.Circular() ->
          diagnostics.add(
              DiagnosticId.CIRCULAR_USE,
              path.span(),
              "`" + path.text() + "` uses this document, directly or through others",
              "let shared documents use each other in one direction only");
    }
  }

  private void bring(Scope used, Word path) {
    Set<String> taken = new HashSet<>(scope.names());
    for (String name : used.names()) {
      if (taken.contains(name) && !scope.isSame(used, name)) {
        diagnostics.add(
            DiagnosticId.DUPLICATE_NAME,
            path.span(),
            "the name `" + name + "` of `" + path.text() + "` is taken by another used document",
            "rename one of the two");
      }
    }
    scope.bring(used);
  }
}
