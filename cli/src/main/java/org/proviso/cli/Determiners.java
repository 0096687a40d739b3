package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.language.library.Library;
import org.proviso.terminology.Terminology;
import org.proviso.terminology.TerminologyFileException;

/** Opens what commands need. */
final class Determiners {
  private Determiners() {}

  static Determiner open(LibraryOption library, RequestOptions request) {
    return new Determiner(open(library), terminology(request.terminology));
  }

  static Library open(LibraryOption library) {
    Path root = library.root();
    try {
      return Libraries.open(root);
    } catch (IOException failure) {
      throw Failure.badInput(
          "unreadable", root.toString(), "The library cannot be read.", "Check the folder.");
    }
  }

  static Terminology terminology(@Nullable Path folder) {
    if (folder == null) {
      return Terminology.standard();
    }
    try {
      return Terminology.load(folder);
    } catch (TerminologyFileException wrong) {
      throw Failure.badInput(
          "terminology-unreadable",
          wrong.file() + ":" + wrong.line(),
          wrong.problem(),
          wrong.help());
    }
  }
}
