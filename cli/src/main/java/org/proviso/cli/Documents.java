package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.determination.Libraries;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Which documents a command is about: files, folders, versions, or the whole library. Of the
 * library only the documents are read that are named, with the other versions of each.
 */
final class Documents {
  @Parameters(
      paramLabel = "DOC",
      arity = "0..*",
      description =
          "Documents: files, folders of them, or ID@VERSION of the library; default: the whole"
              + " library.")
  List<String> names = List.of();

  @Mixin LibraryOption library = new LibraryOption();

  /** By folder outside the library, the documents that lie in it. */
  private final Map<Path, Library> folders = new HashMap<>();

  /** By identifier, the versions that the library has of a guideline that lies outside it. */
  private final Map<String, Library> versions = new HashMap<>();

  /** What was read of the library. */
  private @Nullable Library opened;

  /**
   * A document and where it lies.
   *
   * @param path the file itself, whatever name the document goes by
   */
  record Located(Document document, Path path) {}

  /** What one name stands for. */
  private sealed interface Named {
    /** A version of the library. */
    record Version(String name, String id, String version) implements Named {}

    /** A file of the library, relative to its root with forward slashes. */
    record File(Path path, String inside) implements Named {}

    /**
     * A folder of the library.
     *
     * @param prefix how its files begin, relative to the root with forward slashes
     */
    record Folder(Path path, String prefix) implements Named {}

    /** A file that lies elsewhere. */
    record Guest(Path path) implements Named {}

    /** A folder that lies elsewhere: a library, or the documents of one guideline. */
    record GuestFolder(Path path) implements Named {}
  }

  /** The documents, read; a file outside the library stands by itself. */
  List<Document> read() {
    return located().stream().map(Located::document).toList();
  }

  /** The documents, read, with their files. */
  List<Located> located() {
    Path home = library.root();
    if (names.isEmpty()) {
      Library whole = Determiners.open(library);
      opened = whole;
      return all(whole, home);
    }
    Path root = real(home);
    List<Named> all = names.stream().map(name -> named(name, root)).toList();
    Library part = opened(all);
    opened = part;
    var documents = new ArrayList<Located>();
    for (Named each : all) {
      switch (each) {
        case Named.Version version -> documents.add(version(version, part, home));
        case Named.File(Path path, String inside) ->
            documents.add(
                new Located(part.document(inside).orElseGet(() -> alone(path, root)), path));
        case Named.Folder(Path path, String prefix) ->
            documents.addAll(
                atLeastOne(
                    path,
                    all(part, home).stream()
                        .filter(located -> located.document().file().startsWith(prefix))
                        .toList()));
        case Named.Guest(Path path) -> documents.add(new Located(alone(path, root), path));
        case Named.GuestFolder(Path path) -> documents.addAll(atLeastOne(path, guests(path, root)));
      }
    }
    return documents;
  }

  private static Named named(String name, Path root) {
    Path path = Path.of(name);
    int at = name.lastIndexOf('@');
    if (!Files.exists(path)) {
      if (at > 0) {
        return new Named.Version(name, name.substring(0, at), name.substring(at + 1));
      }
      throw CommandFailure.badInput(
          "unreadable",
          name,
          "There is no such file or folder.",
          "Name a document, a folder of documents, or ID@VERSION of the library.");
    }
    Path real = real(path);
    if (!real.startsWith(root)) {
      return Files.isDirectory(real) ? new Named.GuestFolder(path) : new Named.Guest(path);
    }
    String inside = slashes(root.relativize(real));
    return Files.isDirectory(real)
        ? new Named.Folder(path, inside.isEmpty() ? "" : inside + "/")
        : new Named.File(path, inside);
  }

  /** Of the library what the names need. */
  private Library opened(List<Named> names) {
    Set<String> ids = new HashSet<>();
    Predicate<String> files = _ -> false;
    for (Named each : names) {
      switch (each) {
        case Named.Version version -> ids.add(version.id());
        case Named.File(var _, String inside) -> files = files.or(inside::equals);
        case Named.Folder(var _, String prefix) ->
            files = files.or(file -> file.startsWith(prefix));
        case Named.Guest _, Named.GuestFolder _ -> {}
      }
    }
    return Determiners.openOf(library, ids, files);
  }

  private static Located version(Named.Version named, Library opened, Path home) {
    return opened.documents().stream()
        .filter(
            document ->
                document
                    .guideline()
                    .filter(each -> each.id().equals(named.id()))
                    .filter(each -> each.version().equals(named.version()))
                    .isPresent())
        .findFirst()
        .map(document -> new Located(document, home.resolve(document.file())))
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    "no-such-version",
                    named.name(),
                    "The library has no such version without errors.",
                    "List the versions with: proviso history " + named.id()));
  }

  private static List<Located> atLeastOne(Path folder, List<Located> documents) {
    if (documents.isEmpty()) {
      throw CommandFailure.badInput(
          "no-documents",
          folder.toString(),
          "The folder holds no documents.",
          "Name a folder with documents in it: their names end in .md.");
    }
    return documents;
  }

  private List<Located> guests(Path folder, Path root) {
    if (markdown(folder).isEmpty()) {
      var option = new LibraryOption();
      option.library = folder;
      return all(Determiners.open(option), folder);
    }
    return folder(folder, root).documents().stream()
        .map(document -> new Located(document, Path.of(document.file())))
        .toList();
  }

  /** The documents that lie directly in a folder outside the library. */
  private Library folder(Path folder, Path root) {
    return folders.computeIfAbsent(real(folder), _ -> guests(markdown(folder), root));
  }

  private static List<Path> markdown(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> {
                String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                return name.endsWith(".md") && !name.equals("readme.md");
              })
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unreadable", folder.toString(), "The folder cannot be read.", "Check the folder.");
    }
  }

  /**
   * The version that a document follows: the latest before it among those of the library and, where
   * it lies outside the library, those beside it.
   */
  Optional<Guideline> before(Located located, Guideline of) {
    Path root = real(library.root());
    Path folder = real(located.path()).resolveSibling("");
    boolean isGuest = !folder.startsWith(root);
    Stream<Guideline> beside =
        isGuest ? folder(folder, root).versions(of.id()).stream() : Stream.empty();
    Library own =
        isGuest || opened == null
            ? versions.computeIfAbsent(
                of.id(), id -> Determiners.openOf(library, Set.of(id), _ -> false))
            : opened;
    return Stream.concat(own.versions(of.id()).stream(), beside)
        .filter(version -> version.effective().isBefore(of.effective()))
        .reduce((one, other) -> other.effective().isBefore(one.effective()) ? one : other);
  }

  private static List<Located> all(Library library, Path root) {
    return library.documents().stream()
        .map(document -> new Located(document, root.resolve(document.file())))
        .toList();
  }

  /** A document outside the library, whatever lies beside it. */
  private static Document alone(Path file, Path root) {
    return reading(
        file, root, tree -> Libraries.readGuest(tree, file), document -> List.of(document));
  }

  /** Documents outside the library that lie in one folder. */
  private static Library guests(List<Path> files, Path root) {
    return reading(
        files.getFirst(), root, tree -> Libraries.openGuests(tree, files), Library::documents);
  }

  private interface Reading<T> {
    T with(Path root) throws IOException;
  }

  private interface Parts<T> {
    List<Document> of(T read);
  }

  /**
   * Reads what lies outside the library. Shared documents are looked for in the tree in which a
   * file lies, its folder being that of one guideline, and then in the library.
   */
  private static <T> T reading(Path file, Path root, Reading<T> reading, Parts<T> parts) {
    try {
      Optional<Path> tree =
          Optional.ofNullable(real(file).getParent())
              .flatMap(folder -> Optional.ofNullable(folder.getParent()));
      if (tree.isPresent()) {
        T local = reading.with(tree.get());
        if (parts.of(local).stream()
            .flatMap(document -> document.diagnostics().stream())
            .noneMatch(Documents::isMissing)) {
          return local;
        }
      }
      return reading.with(root);
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unreadable", file.toString(), "It cannot be read.", "Check the file.");
    }
  }

  private static boolean isMissing(Diagnostic diagnostic) {
    return diagnostic.id().equals(DiagnosticId.UNKNOWN_DOCUMENT.word());
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
