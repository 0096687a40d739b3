package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.determination.Libraries;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticId;
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

  /**
   * A document and where it lies.
   *
   * @param path the file itself, whatever name the document goes by
   */
  record Located(Document document, Path path) {}

  /** The documents, read; a file outside the library stands by itself. */
  List<Document> read() {
    return located().stream().map(Located::document).toList();
  }

  /** The documents, read, with their files. */
  List<Located> located() {
    Library opened = Determiners.open(library);
    if (files.isEmpty()) {
      return all(opened, library.root());
    }
    var documents = new ArrayList<Located>();
    Path root = real(library.root());
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw CommandFailure.badInput(
            "unreadable",
            file.toString(),
            "There is no such file or folder.",
            "Name a document, or a folder of the library.");
      }
      Path real = real(file);
      @Nullable String inside = real.startsWith(root) ? slashes(root.relativize(real)) : null;
      int before = documents.size();
      if (Files.isDirectory(real)) {
        String prefix = inside == null ? null : inside.isEmpty() ? "" : inside + "/";
        if (prefix == null) {
          documents.addAll(all(Determiners.open(at(real)), real));
        } else {
          all(opened, root).stream()
              .filter(each -> each.document().file().startsWith(prefix))
              .forEach(documents::add);
        }
      } else if (inside == null) {
        documents.add(new Located(alone(file, root), file));
      } else {
        documents.add(
            new Located(opened.document(inside).orElseGet(() -> alone(file, root)), file));
      }
      if (documents.size() == before) {
        throw CommandFailure.badInput(
            "no-documents",
            file.toString(),
            "The folder holds no documents.",
            "Name a document, or the folder above: a document lies in the folder of its guideline,"
                + " and its name ends in .md.");
      }
    }
    return documents;
  }

  private static List<Located> all(Library library, Path root) {
    return library.documents().stream()
        .map(document -> new Located(document, root.resolve(document.file())))
        .toList();
  }

  private static LibraryOption at(Path root) {
    var option = new LibraryOption();
    option.library = root;
    return option;
  }

  /**
   * A document outside the library. Shared documents are looked for in the tree in which it lies,
   * its folder being that of one guideline, and then in the library.
   */
  private static Document alone(Path file, Path root) {
    try {
      if (Files.size(file) > Document.SIZE_LIMIT) {
        throw tooLarge(file);
      }
      Optional<Path> tree =
          Optional.ofNullable(real(file).getParent())
              .flatMap(folder -> Optional.ofNullable(folder.getParent()));
      if (tree.isPresent()) {
        Document local = Libraries.readGuest(tree.get(), file);
        if (local.diagnostics().stream().noneMatch(Documents::isMissing)) {
          return local;
        }
      }
      return Libraries.readGuest(root, file);
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unreadable", file.toString(), "It cannot be read.", "Check the file.");
    }
  }

  private static boolean isMissing(Diagnostic diagnostic) {
    return diagnostic.id().equals(DiagnosticId.UNKNOWN_DOCUMENT.word());
  }

  private static CommandFailure tooLarge(Path file) {
    return CommandFailure.badInput(
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
