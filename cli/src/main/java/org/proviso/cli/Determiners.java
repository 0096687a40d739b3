package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.language.library.Library;
import org.proviso.terminology.Terminology;
import org.proviso.terminology.TerminologyFileException;

/** Opens what commands need. */
final class Determiners {
  private Determiners() {}

  static Determiner open(LibraryOption library, RequestOptions request) {
    Path root = library.root();
    return new Determiner(Libraries.source(root), payer(root), terminology(request.terminology));
  }

  /** A determiner over documents from a source of their own. */
  static Determiner over(LibrarySource documents, LibraryOption library, RequestOptions request) {
    return new Determiner(documents, payer(library.root()), terminology(request.terminology));
  }

  private static Optional<String> payer(Path root) {
    try {
      return Libraries.payer(root);
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unreadable",
          root.resolve("library.properties").toString(),
          "It cannot be read.",
          "Check the file.");
    }
  }

  static Library open(LibraryOption library) {
    Path root = library.root();
    try {
      return Libraries.open(root);
    } catch (IOException failure) {
      throw unreadable(root);
    }
  }

  /** Of a library only some documents; see {@link Libraries#openOf}. */
  static Library openOf(LibraryOption library, Set<String> ids, Predicate<String> files) {
    Path root = library.root();
    try {
      return Libraries.openOf(root, ids, files);
    } catch (IOException failure) {
      throw unreadable(root);
    }
  }

  /** The versions of one guideline, the earliest first; one at least. */
  static Library versions(LibraryOption library, String id) {
    Library versions = openOf(library, Set.of(id), _ -> false);
    if (versions.versions(id).isEmpty()) {
      throw CommandFailure.badInput(
          "no-such-guideline",
          id,
          "The library has no guideline of that identifier without errors.",
          "It has: " + String.join(", ", open(library).identifiers()));
    }
    return versions;
  }

  private static CommandFailure unreadable(Path root) {
    return CommandFailure.badInput(
        "unreadable", root.toString(), "The library cannot be read.", "Check the folder.");
  }

  private static boolean isWithoutReleases(Path folder) {
    try (var files = Files.list(folder)) {
      return files.noneMatch(file -> file.toString().endsWith(".csv"));
    } catch (IOException unreadable) {
      // Loading says what is wrong with it.
      return false;
    }
  }

  static Terminology terminology(@Nullable Path folder) {
    if (folder == null) {
      return Terminology.standard();
    }
    try {
      if (isWithoutReleases(folder)) {
        throw CommandFailure.badInput(
            "terminology-empty",
            folder.toString(),
            "The folder has no CSV files, so no release would be added to those built in.",
            "Name the folder with the releases, or leave --terminology out (docs/terminology.md).");
      }
      return Terminology.load(folder);
    } catch (TerminologyFileException wrong) {
      throw CommandFailure.badInput(
          "terminology-unreadable",
          wrong.file() + ":" + wrong.line(),
          wrong.problem(),
          wrong.help());
    }
  }
}
