package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which documents a command is about: files, folders, or the whole library. */
final class Documents {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Documents or folders of them; default: the whole library.")
  List<Path> files = List.of();

  @Mixin LibraryOption library = new LibraryOption();

  /** The documents, read; a file outside the library stands by itself. */
  List<Document> read() {
    Library opened = Determiners.open(library);
    if (files.isEmpty()) {
      return opened.documents();
    }
    var documents = new ArrayList<Document>();
    Path root = real(library.root());
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw Failure.badInput(
            "unreadable",
            file.toString(),
            "There is no such file or folder.",
            "Name a document, or a folder of the library.");
      }
      Path real = real(file);
      @Nullable String inside = real.startsWith(root) ? slashes(root.relativize(real)) : null;
      if (Files.isDirectory(real)) {
        String prefix = inside == null ? null : inside.isEmpty() ? "" : inside + "/";
        if (prefix == null) {
          documents.addAll(Determiners.open(at(real)).documents());
        } else {
          opened.documents().stream()
              .filter(document -> document.file().startsWith(prefix))
              .forEach(documents::add);
        }
      } else if (inside == null) {
        documents.add(alone(file));
      } else {
        documents.add(opened.document(inside).orElseGet(() -> alone(file)));
      }
    }
    return documents;
  }

  private static LibraryOption at(Path root) {
    var option = new LibraryOption();
    option.library = root;
    return option;
  }

  private static Document alone(Path file) {
    try {
      return Document.parse(
          file.toString(),
          Files.size(file) > Document.SIZE_LIMIT ? tooLarge(file) : Files.readAllBytes(file));
    } catch (IOException failure) {
      throw Failure.badInput(
          "unreadable", file.toString(), "It cannot be read.", "Check the file.");
    }
  }

  private static byte[] tooLarge(Path file) {
    throw Failure.badInput(
        "too-large",
        file.toString(),
        "A document has at most " + Document.SIZE_LIMIT + " bytes.",
        "Write one version of one guideline in a file.");
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException failure) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
