package org.proviso.cli;

import java.nio.file.Path;
import java.util.List;
import org.proviso.command.CommandFailure;
import org.proviso.language.model.Guideline;

/**
 * One version without errors, named on the command line by a file or as ID@VERSION of the library.
 *
 * @param file where it lies
 */
record NamedVersion(Guideline guideline, Path file) {
  /** The version of that name, or a failure that says why there is none. */
  static NamedVersion of(String name, LibraryOption library) {
    var documents = new Documents();
    documents.library = library;
    documents.names = List.of(name);
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
}
