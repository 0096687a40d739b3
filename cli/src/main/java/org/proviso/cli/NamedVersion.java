package org.proviso.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.proviso.command.CommandFailure;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;

/**
 * One version without errors, named on the command line by a file or as ID@VERSION of the library.
 *
 * @param file where it lies
 */
record NamedVersion(Guideline guideline, Path file) {
  /** The version of that name, or a failure that says why there is none. */
  static NamedVersion of(String name, LibraryOption library) {
    int at = name.lastIndexOf('@');
    if (at > 0 && !Files.exists(Path.of(name))) {
      return ofLibrary(name, name.substring(0, at), name.substring(at + 1), library);
    }
    var documents = new Documents();
    documents.library = library;
    documents.files = List.of(Path.of(name));
    List<Documents.Located> read = documents.located();
    if (read.size() != 1) {
      throw CommandFailure.badInput(
          "not-a-document",
          name,
          "It holds " + read.size() + " documents.",
          "Name one file, or ID@VERSION.");
    }
    Guideline guideline =
        read.getFirst()
            .document()
            .guideline()
            .orElseThrow(
                () ->
                    CommandFailure.badInput(
                        "document-has-errors",
                        name,
                        "The document has errors.",
                        "Run: proviso check " + name));
    return new NamedVersion(guideline, read.getFirst().path());
  }

  private static NamedVersion ofLibrary(
      String name, String id, String version, LibraryOption library) {
    Library opened = Determiners.open(library);
    return opened.versions(id).stream()
        .filter(each -> each.version().equals(version))
        .findFirst()
        .map(each -> new NamedVersion(each, library.root().resolve(each.file())))
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    "no-such-version",
                    name,
                    "The library has no such version without errors.",
                    "List the versions with: proviso history " + id));
  }
}
