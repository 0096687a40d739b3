package org.proviso.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;

/** One version of a guideline, by the name that a caller gives: a file, or ID@VERSION. */
final class Versions {
  private Versions() {}

  static Guideline named(String name, LibraryOption library) {
    int at = name.lastIndexOf('@');
    if (at > 0 && !Files.exists(Path.of(name))) {
      Library opened = Determiners.open(library);
      return opened.versions(name.substring(0, at)).stream()
          .filter(each -> each.version().equals(name.substring(at + 1)))
          .findFirst()
          .orElseThrow(
              () ->
                  Failure.badInput(
                      "no-such-version",
                      name,
                      "The library has no such version without errors.",
                      "List the versions with: proviso timeline " + name.substring(0, at)));
    }
    var documents = new Documents();
    documents.library = library;
    documents.files = List.of(Path.of(name));
    List<Document> read = documents.read();
    if (read.size() != 1) {
      throw Failure.badInput(
          "not-a-document",
          name,
          "It holds " + read.size() + " documents.",
          "Name one file, or ID@VERSION.");
    }
    return read.getFirst()
        .guideline()
        .orElseThrow(
            () ->
                Failure.badInput(
                    "document-has-errors",
                    name,
                    "The document has errors.",
                    "Run: proviso check " + name));
  }
}
