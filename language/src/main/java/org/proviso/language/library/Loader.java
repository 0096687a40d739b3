package org.proviso.language.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.proviso.language.check.Scope;
import org.proviso.language.check.Surroundings;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * Reads the files of one library, as far as an earlier reading of it does not still hold. Belongs
 * to one thread.
 */
final class Loader {
  private static final Pattern IDENTIFIER =
      Pattern.compile("(?m)^guideline:[ \\t]*[\"']?([^\\s\"'#]+)");

  /** A system's keyword and a code, wherever they stand in front matter. */
  private static final Pattern SERVICE =
      Pattern.compile(
          "\\b("
              + Arrays.stream(CodeSystem.values())
                  .map(CodeSystem::keyword)
                  .collect(Collectors.joining("|"))
              + ")[ \\t]+([^\\s,\\]\"']+)");

  private static final long VALUE_SET_LIMIT = 64L * 1024 * 1024;

  /** Fewer files than this are not worth a thread. */
  private static final int LEAST_EACH = 64;

  private final Shelf shelf;
  private final List<ValueSetReader> readers;
  private final Map<String, Entry> earlier;
  private final Map<String, Document.Reading> readings = new HashMap<>();

  /** Of documents that others use. */
  private final Map<String, String> hashes = new HashMap<>();

  /** What files that documents rest on are like now; empty: not there. */
  private final Map<String, Optional<String>> present = new HashMap<>();

  private final Deque<String> underway = new ArrayDeque<>();

  /**
   * A document of a library.
   *
   * @param files the other files that it rests on
   */
  record Entry(Document document, List<Surroundings.HashedFile> files) {
    Entry {
      files = List.copyOf(files);
    }
  }

  Loader(Shelf shelf, List<ValueSetReader> readers) {
    this(shelf, readers, Map.of());
  }

  /**
   * A loader after another.
   *
   * @param earlier what was read of the library with the same readers before, by file
   */
  Loader(Shelf shelf, List<ValueSetReader> readers, Map<String, Entry> earlier) {
    this.shelf = shelf;
    this.readers = List.copyOf(readers);
    this.earlier = earlier;
  }

  List<Entry> load() throws IOException {
    return VersionCheck.check(all(shelf.documents()));
  }

  private Entry entry(String file) {
    Entry before = earlier.get(file);
    if (before != null && isStill(before)) {
      return before;
    }
    Document.Reading reading = reading(file);
    return new Entry(reading.document(), reading.files());
  }

  /**
   * Whether a document and all that it rests on are as they were, to the byte. One with errors is
   * read again: what it needs may be there by now.
   */
  private boolean isStill(Entry before) {
    if (!(before.document() instanceof Document.Sound(Guideline model, var _, var _))) {
      return false;
    }
    List<Surroundings.HashedFile> files = new ArrayList<>();
    for (Surroundings.HashedFile file : before.files()) {
      Optional<String> hash = present.computeIfAbsent(file.path(), this::hash);
      if (hash.isEmpty()) {
        return false;
      }
      files.add(new Surroundings.HashedFile(file.path(), hash.get()));
    }
    try {
      byte[] content = shelf.read(model.file(), Document.SIZE_LIMIT);
      return ContentHash.of(content, files).equals(model.contentHash());
    } catch (IOException unreadable) {
      return false;
    }
  }

  private Optional<String> hash(String file) {
    try {
      return shelf.find("", file) instanceof Shelf.Place.There(String there) && there.equals(file)
          ? Optional.of(ContentHash.of(shelf.read(file, VALUE_SET_LIMIT)))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Reads many files with several loaders, each of which reads what it uses by itself. */
  private List<Entry> all(List<String> files) {
    int loaders = Math.min(Runtime.getRuntime().availableProcessors(), files.size() / LEAST_EACH);
    if (loaders < 2) {
      return files.stream().map(this::entry).toList();
    }
    var loaded = new Entry[files.size()];
    var next = new AtomicInteger();
    try (ExecutorService executor = Executors.newFixedThreadPool(loaders)) {
      List<Future<?>> running = new ArrayList<>();
      for (int index = 0; index < loaders; index++) {
        var loader = new Loader(shelf, readers, earlier);
        running.add(
            executor.submit(
                () -> {
                  for (int file = next.getAndIncrement();
                      file < loaded.length;
                      file = next.getAndIncrement()) {
                    loaded[file] = loader.entry(files.get(file));
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("reading the library was interrupted", stopped);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a document could not be read", failure.getCause());
    }
    return List.of(loaded);
  }

  List<Entry> loadAbout(List<Code> services) throws IOException {
    return loadSome(
        Set.of(), (_, front) -> front.filter(text -> mayBeAbout(text, services)).isPresent());
  }

  List<Entry> loadOf(Set<String> ids, Predicate<String> files) throws IOException {
    return loadSome(ids, (file, _) -> files.test(file));
  }

  /**
   * Reads some documents, every version of each, and those that may be one of them.
   *
   * @param ids identifiers of documents to be read
   * @param wanted which others are to be read, by file and front matter
   */
  private List<Entry> loadSome(Set<String> ids, BiPredicate<String, Optional<String>> wanted)
      throws IOException {
    Map<String, Optional<String>> identifiers = new LinkedHashMap<>();
    Set<String> all = new HashSet<>(ids);
    for (String file : shelf.documents()) {
      Optional<String> front = frontMatter(file);
      Optional<String> id = front.flatMap(Loader::identifier);
      identifiers.put(file, id);
      if (wanted.test(file, front)) {
        id.ifPresent(all::add);
      }
    }
    List<Entry> loaded = new ArrayList<>();
    for (var file : identifiers.entrySet()) {
      // A document without a readable identifier may be a broken version of a wanted one.
      if (file.getValue().map(all::contains).orElse(true)) {
        loaded.add(entry(file.getKey()));
      }
    }
    return VersionCheck.check(loaded);
  }

  /**
   * Whether front matter names one of the services, or names its services in no way that can be
   * told.
   */
  private static boolean mayBeAbout(String frontMatter, List<Code> services) {
    if (services.stream().anyMatch(code -> frontMatter.contains(code.value()))) {
      return true;
    }
    Matcher service = SERVICE.matcher(frontMatter);
    int sound = 0;
    while (service.find()) {
      Optional<CodeSystem> system = CodeSystem.ofKeyword(service.group(1));
      if (system.isPresent()
          && CodeSyntax.fault(new Code(system.get(), service.group(2))).isEmpty()) {
        sound++;
      } else {
        return true;
      }
    }
    return sound == 0 && !frontMatter.contains("kind: " + DocumentKind.SHARED.phrase());
  }

  /** The text between the first two lines of three hyphens; empty when there is none. */
  private Optional<String> frontMatter(String file) throws IOException {
    String text = new String(shelf.read(file, Document.SIZE_LIMIT), StandardCharsets.UTF_8);
    int start = text.indexOf("---");
    int end = start < 0 ? -1 : text.indexOf("\n---", start + 3);
    return end < 0 ? Optional.empty() : Optional.of(text.substring(start + 3, end));
  }

  private static Optional<String> identifier(String frontMatter) {
    Matcher line = IDENTIFIER.matcher(frontMatter);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  private Document.Reading reading(String file) {
    Document.Reading known = readings.get(file);
    if (known != null) {
      return known;
    }
    underway.push(file);
    Document.Reading reading;
    try {
      byte[] content = shelf.read(file, Document.SIZE_LIMIT);
      reading = Document.read(file, content, surroundings(shelf, Library.folder(file)));
      if (isShared(reading)) {
        hashes.put(file, ContentHash.of(content));
      }
    } catch (IOException failure) {
      reading = unreadable(file);
    }
    underway.pop();
    readings.put(file, reading);
    return reading;
  }

  /** Whether a document is one that others can use. */
  private static boolean isShared(Document.Reading reading) {
    return reading
        .document()
        .guideline()
        .map(Guideline::kind)
        .equals(Optional.of(DocumentKind.SHARED));
  }

  List<Entry> guests(List<Path> documents) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path document : documents) {
      entries.add(new Entry(guest(document), List.of()));
    }
    return VersionCheck.check(entries);
  }

  Document guest(Path document) throws IOException {
    Path real = document.toRealPath();
    Path parent = real.getParent();
    if (parent == null) {
      throw new NoSuchFileException(document.toString());
    }
    var beside = new FolderShelf(parent);
    byte[] content = beside.read(String.valueOf(real.getFileName()), Document.SIZE_LIMIT);
    return Document.read(document.toString(), content, surroundings(beside, "")).document();
  }

  private static Document.Reading unreadable(String file) {
    var diagnostic =
        new Diagnostic(
            DiagnosticId.UNREADABLE_FILE.word(),
            DiagnosticId.UNREADABLE_FILE.severity(),
            new Span(file, 1, 1, 1, 1),
            "the file cannot be read",
            Optional.of("check that it is there and that you may read it"),
            "");
    return new Document.Reading(
        new Document.Broken(file, Optional.empty(), Optional.empty(), List.of(diagnostic)),
        new Scope(),
        List.of());
  }

  /**
   * What lies around a document.
   *
   * @param files where the files of its value sets stand
   * @param folder its folder there, empty or with a slash at its end
   */
  private Surroundings surroundings(Shelf files, String folder) {
    return new Surroundings() {
      @Override
      public Used use(String path) {
        return Loader.this.use(path);
      }

      @Override
      public FileContent valueSetFile(String name, String path) {
        return Loader.this.valueSetFile(files, folder, name, path);
      }
    };
  }

  private Surroundings.Used use(String path) {
    return switch (shelf.find("", path + ".md")) {
      case Shelf.Place.Outside() -> new Surroundings.Used.Outside();
      case Shelf.Place.Missing() -> new Surroundings.Used.Missing();
      case Shelf.Place.There(String file) -> useFile(file);
    };
  }

  private Surroundings.Used useFile(String file) {
    if (underway.contains(file)) {
      return new Surroundings.Used.Circular();
    }
    if (underway.size() > 50) {
      return new Surroundings.Used.Broken();
    }
    Document.Reading reading = reading(file);
    if (reading.document().guideline().isEmpty()) {
      return new Surroundings.Used.Broken();
    }
    List<Surroundings.HashedFile> files = new ArrayList<>(reading.files());
    files.add(new Surroundings.HashedFile(file, hashes.getOrDefault(file, "")));
    return new Surroundings.Used.Found(
        reading.document().guideline().get().kind(), reading.scope(), files);
  }

  private Surroundings.FileContent valueSetFile(
      Shelf files, String folder, String name, String path) {
    return switch (files.find(folder, path)) {
      case Shelf.Place.Outside() -> new Surroundings.FileContent.Outside();
      case Shelf.Place.Missing() ->
          new Surroundings.FileContent.Unreadable("there is no such file");
      case Shelf.Place.There(String file) -> readValueSet(files, name, path, file);
    };
  }

  private Surroundings.FileContent readValueSet(
      Shelf files, String name, String path, String file) {
    Optional<ValueSetReader> reader = readers.stream().filter(each -> each.reads(path)).findFirst();
    if (reader.isEmpty()) {
      return new Surroundings.FileContent.Unreadable("its format is not known");
    }
    try {
      byte[] content = files.read(file, VALUE_SET_LIMIT);
      if (content.length > VALUE_SET_LIMIT) {
        return new Surroundings.FileContent.Unreadable(
            "it is larger than " + VALUE_SET_LIMIT + " bytes");
      }
      ValueSet valueSet = reader.get().read(name, path, content);
      return new Surroundings.FileContent.Read(
          valueSet, new Surroundings.HashedFile(file, ContentHash.of(content)));
    } catch (IOException failure) {
      return new Surroundings.FileContent.Unreadable("it may not be read");
    } catch (UnreadableValueSetException problem) {
      return new Surroundings.FileContent.Unreadable(String.valueOf(problem.getMessage()));
    }
  }
}
