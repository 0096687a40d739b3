package org.proviso.language.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proviso.language.check.Scope;
import org.proviso.language.check.Surroundings;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;
import org.proviso.language.syntax.Dates;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * A folder of documents, or the same in memory: one folder a guideline, one file a version, shared
 * documents under {@code shared/}. Files directly in the root and files called {@code README.md}
 * are not documents.
 *
 * <p>A document with errors does not take down the others: it is listed with its diagnostics, and
 * for the dates of service from which it would be in force no version is given out instead of it.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Library {
  private final List<Document> documents;
  private final Map<String, List<Guideline>> versions;
  private final List<Guideline> guidelines;
  private final List<Document.Broken> broken;

  /** The versions about each service, and their identifiers, in order. */
  private final Map<Code, List<Guideline>> byService;

  private final Map<Code, List<String>> identifiersByService;

  private Library(List<Document> documents) {
    this.documents = List.copyOf(documents);
    this.versions =
        documents.stream()
            .flatMap(document -> document.guideline().stream())
            .filter(guideline -> guideline.kind() != DocumentKind.SHARED)
            .sorted(
                Comparator.comparing(Guideline::id)
                    .thenComparing(Guideline::effective)
                    .thenComparing(Guideline::file))
            .collect(
                Collectors.groupingBy(
                    Guideline::id, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    this.guidelines = versions.values().stream().flatMap(List::stream).toList();
    this.broken =
        documents.stream()
            .filter(Document.Broken.class::isInstance)
            .map(Document.Broken.class::cast)
            .toList();
    this.byService = new HashMap<>();
    for (Guideline guideline : guidelines) {
      for (Code service : guideline.services()) {
        byService.computeIfAbsent(service, _ -> new ArrayList<>()).add(guideline);
      }
    }
    this.identifiersByService = new HashMap<>();
    byService.forEach(
        (service, about) ->
            identifiersByService.put(
                service, about.stream().map(Guideline::id).distinct().toList()));
  }

  /**
   * Reads a folder; value-set files may be CSV.
   *
   * @throws IOException when the folder itself cannot be read
   */
  public static Library load(Path root) throws IOException {
    return load(root, List.of(new CsvValueSetReader()));
  }

  /**
   * Reads a folder.
   *
   * @param readers the formats of value-set files; the first that reads a file's name is taken
   * @throws IOException when the folder itself cannot be read
   */
  public static Library load(Path root, List<ValueSetReader> readers) throws IOException {
    return new Library(new Loader(new FolderShelf(root), readers).load());
  }

  /**
   * Reads files in memory.
   *
   * @param files by path relative to the root, with forward slashes
   * @param readers the formats of value-set files; the first that reads a file's name is taken
   */
  public static Library of(Map<String, byte[]> files, List<ValueSetReader> readers) {
    try {
      return new Library(new Loader(new MemoryShelf(files), readers).load());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads of a folder only the documents about some services: every version of each document that
   * names one of their codes in its front matter, and what those use. Much quicker than {@link
   * #load} for one request.
   *
   * @throws IOException when the folder itself cannot be read
   */
  public static Library loadAbout(Path root, List<ValueSetReader> readers, List<Code> services)
      throws IOException {
    return new Library(new Loader(new FolderShelf(root), readers).loadAbout(services));
  }

  /**
   * Reads a document that lies elsewhere: it can use the shared documents of a library, and files
   * of its value sets lie beside it. So a copy of a version can be changed and compared with it.
   *
   * @param root the library's folder
   * @throws IOException when the folder or the document cannot be read
   */
  public static Document readGuest(Path root, List<ValueSetReader> readers, Path document)
      throws IOException {
    return new Loader(new FolderShelf(root), readers).guest(document);
  }

  /** Every document, sound or broken, by file. */
  public List<Document> documents() {
    return documents;
  }

  /** The document in a file, named relative to the root with forward slashes. */
  public Optional<Document> document(String file) {
    return documents.stream().filter(document -> document.file().equals(file)).findFirst();
  }

  /** Every sound version of every document that decides, by identifier and date. */
  public List<Guideline> guidelines() {
    return guidelines;
  }

  /** Documents with errors. */
  public List<Document.Broken> broken() {
    return broken;
  }

  /**
   * Every sound version of every document that is about one of these services, by identifier and
   * date. Takes as long as there are such, however large the library is.
   */
  public List<Guideline> about(List<Code> services) {
    if (services.size() == 1) {
      return Collections.unmodifiableList(byService.getOrDefault(services.getFirst(), List.of()));
    }
    return services.stream()
        .flatMap(service -> byService.getOrDefault(service, List.of()).stream())
        .distinct()
        .sorted(
            Comparator.comparing(Guideline::id)
                .thenComparing(Guideline::effective)
                .thenComparing(Guideline::file))
        .toList();
  }

  /** The identifiers of the documents that decide, in order. */
  public Set<String> identifiers() {
    return new TreeSet<>(versions.keySet());
  }

  /** The sound versions of a document, the earliest first. */
  public List<Guideline> versions(String id) {
    return versions.getOrDefault(id, List.of());
  }

  /** What a library has for a date of service. */
  public sealed interface Version {
    /** This version is in force. */
    record InForce(Guideline guideline) implements Version {}

    /** A version with errors would be in force, so none can be used. */
    record Broken(Document.Broken document) implements Version {}

    /** No version applies. */
    record None() implements Version {}
  }

  /**
   * What is in force on a date of service: the latest version whose first date is not after it,
   * unless its last date is before it.
   */
  public Version version(String id, LocalDate date) {
    Optional<Guideline> latest =
        versions(id).stream()
            .filter(guideline -> !guideline.effective().isAfter(date))
            .reduce((earlier, later) -> later);
    Optional<Document.Broken> broken =
        brokenVersions(id)
            .filter(document -> !firstDay(document).isAfter(date))
            .max(Comparator.comparing(Library::firstDay));
    boolean brokenIsLater =
        broken.isPresent()
            && (latest.isEmpty() || !firstDay(broken.get()).isBefore(latest.get().effective()));
    if (brokenIsLater) {
      return new Version.Broken(broken.get());
    }
    return latest
        .filter(guideline -> guideline.through().filter(date::isAfter).isEmpty())
        .<Version>map(Version.InForce::new)
        .orElseGet(Version.None::new);
  }

  /**
   * Broken documents that are, or may be, versions of a document: those that say so, and those that
   * cannot be read so far but stand in a folder with its versions.
   */
  private Stream<Document.Broken> brokenVersions(String id) {
    if (broken.isEmpty()) {
      return Stream.empty();
    }
    Set<String> folders =
        versions(id).stream().map(version -> folder(version.file())).collect(Collectors.toSet());
    return broken.stream()
        .filter(
            document ->
                document
                    .id()
                    .map(id::equals)
                    .orElseGet(() -> folders.contains(folder(document.file()))));
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  /**
   * From when a broken document may be in force: as it says, else as its file's name says, else
   * ever.
   */
  private static LocalDate firstDay(Document.Broken document) {
    String file = document.file();
    String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
    return document.effective().or(() -> Dates.parse(name)).orElse(LocalDate.MIN);
  }

  /**
   * Broken documents that may be in force on a date and of which it cannot be told that they are
   * versions of a sound document: nothing may be decided as if they were not there.
   */
  public List<Document.Broken> unaccountedFor(LocalDate date) {
    return broken.stream()
        .filter(document -> !firstDay(document).isAfter(date))
        .filter(document -> document.id().filter(versions::containsKey).isEmpty())
        .filter(
            document ->
                guidelines().stream()
                    .noneMatch(version -> folder(version.file()).equals(folder(document.file()))))
        .toList();
  }

  /** The version in force on a date of service, unless there is none or it has errors. */
  public Optional<Guideline> versionInForce(String id, LocalDate date) {
    return version(id, date) instanceof Version.InForce(var guideline)
        ? Optional.of(guideline)
        : Optional.empty();
  }

  /**
   * The versions in force about a service, by kind and identifier.
   *
   * @param lineOfBusiness only those that apply to it; empty: not known, so all
   * @param jurisdiction only those that apply to it, an ISO 3166 code; a document for {@code US}
   *     applies to {@code US-FL}; empty: not known, so all
   */
  public List<Guideline> forService(
      Code service,
      LocalDate date,
      Optional<String> lineOfBusiness,
      Optional<String> jurisdiction) {
    return identifiersByService.getOrDefault(service, List.of()).stream()
        .flatMap(id -> versionInForce(id, date).stream())
        .filter(guideline -> guideline.services().contains(service))
        .filter(
            guideline ->
                lineOfBusiness.isEmpty()
                    || guideline.linesOfBusiness().isEmpty()
                    || guideline.linesOfBusiness().contains(lineOfBusiness.get()))
        .filter(guideline -> jurisdiction.filter(j -> !isWithin(guideline, j)).isEmpty())
        .sorted(Comparator.comparing(Guideline::kind).thenComparing(Guideline::id))
        .toList();
  }

  private static boolean isWithin(Guideline guideline, String jurisdiction) {
    return guideline.jurisdictions().isEmpty()
        || guideline.jurisdictions().stream()
            .anyMatch(each -> jurisdiction.equals(each) || jurisdiction.startsWith(each + "-"));
  }

  /**
   * The places that speak of all the words, the best first: titles and other names, then headings,
   * then sections. Words match by their beginnings, whatever their case.
   */
  public List<SearchResult> search(String words) {
    return new SearchIndex(guidelines()).search(words);
  }

  /** Reads the files of one library. */
  private static final class Loader {
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
    private final Map<String, Document.Reading> readings = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();
    private final Deque<String> underway = new ArrayDeque<>();

    Loader(Shelf shelf, List<ValueSetReader> readers) {
      this.shelf = shelf;
      this.readers = List.copyOf(readers);
    }

    List<Document> load() throws IOException {
      return new VersionCheck(all(shelf.documents())).check();
    }

    /** Reads many files with several loaders, each of which reads what it uses by itself. */
    private List<Document> all(List<String> files) {
      int loaders = Math.min(Runtime.getRuntime().availableProcessors(), files.size() / LEAST_EACH);
      if (loaders < 2) {
        return files.stream().map(file -> reading(file).document()).toList();
      }
      var loaded = new Document[files.size()];
      var next = new AtomicInteger();
      try (ExecutorService executor = Executors.newFixedThreadPool(loaders)) {
        List<Future<?>> running = new ArrayList<>();
        for (int index = 0; index < loaders; index++) {
          var loader = new Loader(shelf, readers);
          running.add(
              executor.submit(
                  () -> {
                    for (int file = next.getAndIncrement();
                        file < loaded.length;
                        file = next.getAndIncrement()) {
                      loaded[file] = loader.reading(files.get(file)).document();
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

    List<Document> loadAbout(List<Code> services) throws IOException {
      Map<String, Optional<String>> identifiers = new LinkedHashMap<>();
      Set<String> wanted = new HashSet<>();
      for (String file : shelf.documents()) {
        Optional<String> front = frontMatter(file);
        Optional<String> id = front.flatMap(Loader::identifier);
        identifiers.put(file, id);
        if (front.filter(text -> mayBeAbout(text, services)).isPresent()) {
          id.ifPresent(wanted::add);
        }
      }
      List<Document> loaded = new ArrayList<>();
      for (var file : identifiers.entrySet()) {
        // A document without a readable identifier may be a broken version of a wanted one.
        if (file.getValue().map(wanted::contains).orElse(true)) {
          loaded.add(reading(file.getKey()).document());
        }
      }
      return new VersionCheck(loaded).check();
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
        hashes.put(file, ContentHash.of(content));
        reading = Document.read(file, content, surroundings(shelf, folder(file)));
      } catch (IOException failure) {
        reading = unreadable(file);
      }
      underway.pop();
      readings.put(file, reading);
      return reading;
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
      Optional<ValueSetReader> reader =
          readers.stream().filter(each -> each.reads(path)).findFirst();
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
}
