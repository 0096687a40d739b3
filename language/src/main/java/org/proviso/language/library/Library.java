package org.proviso.language.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.language.syntax.Dates;
import org.proviso.terminology.Code;

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
  private final List<ValueSetReader> readers;

  /** By file, for the next reading. */
  private final Map<String, Loader.Entry> entries;

  /** By identifier, those of broken documents too. */
  private final Map<String, Timeline> timelines;

  /** The versions about each service, in order. */
  private final Map<Code, List<Guideline>> byService;

  /** The documents with a sound version about each service, in the order of their identifiers. */
  private final Map<Code, List<Timeline>> timelinesByService;

  private Library(List<Loader.Entry> entries, List<ValueSetReader> readers) {
    this.documents = entries.stream().map(Loader.Entry::document).toList();
    this.readers = List.copyOf(readers);
    this.entries =
        entries.stream()
            .collect(
                Collectors.toUnmodifiableMap(entry -> entry.document().file(), entry -> entry));
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
    this.timelines = new HashMap<>();
    Stream.concat(
            versions.keySet().stream(), broken.stream().flatMap(document -> document.id().stream()))
        .forEach(
            id ->
                timelines.computeIfAbsent(
                    id, _ -> Timeline.of(versions(id), brokenVersions(id).toList())));
    this.timelinesByService = new HashMap<>();
    byService.forEach(
        (service, about) ->
            timelinesByService.put(
                service,
                about.stream()
                    .map(Guideline::id)
                    .distinct()
                    .flatMap(id -> Optional.ofNullable(timelines.get(id)).stream())
                    .map(timeline -> timeline.about(service))
                    .toList()));
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
    return new Library(new Loader(new FolderShelf(root), readers).load(), readers);
  }

  /**
   * Reads files in memory.
   *
   * @param files by path relative to the root, with forward slashes
   * @param readers the formats of value-set files; the first that reads a file's name is taken
   */
  public static Library of(Map<String, byte[]> files, List<ValueSetReader> readers) {
    try {
      return new Library(new Loader(new MemoryShelf(files), readers).load(), readers);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads a folder after some of its files have changed. Sound documents that are as they were, to
   * the byte, and so is all that they rest on, are taken over as the objects that they are; the
   * others are read. This library stays as it is, for whoever still uses it.
   *
   * @return what {@link #load(Path, List)} would return
   * @throws IOException when the folder itself cannot be read
   */
  public Library reload(Path root) throws IOException {
    return new Library(new Loader(new FolderShelf(root), readers, entries).load(), readers);
  }

  /**
   * Reads files in memory after some of them have changed, as {@link #reload(Path)} reads a folder.
   */
  public Library reload(Map<String, byte[]> files) {
    try {
      return new Library(new Loader(new MemoryShelf(files), readers, entries).load(), readers);
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
    return new Library(new Loader(new FolderShelf(root), readers).loadAbout(services), readers);
  }

  /**
   * Reads of a folder only some documents: every version of each, and what they use.
   *
   * @param ids the identifiers of documents to be read
   * @param files which others are to be read, by file relative to the root with forward slashes
   * @throws IOException when the folder itself cannot be read
   */
  public static Library loadOf(
      Path root, List<ValueSetReader> readers, Set<String> ids, Predicate<String> files)
      throws IOException {
    return new Library(new Loader(new FolderShelf(root), readers).loadOf(ids, files), readers);
  }

  /**
   * Reads documents that lie elsewhere, as {@link #readGuest} reads one, and checks that their
   * versions go together. Their names are their paths as given.
   *
   * @throws IOException when the folder or a document cannot be read
   */
  public static Library loadGuests(Path root, List<ValueSetReader> readers, List<Path> documents)
      throws IOException {
    return new Library(new Loader(new FolderShelf(root), readers).guests(documents), readers);
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
    Timeline timeline = timelines.get(id);
    return timeline == null ? new Version.None() : timeline.on(date.toEpochDay());
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

  static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  /**
   * From when a broken document may be in force: as it says, else as its file's name says, else
   * ever.
   */
  static LocalDate firstDay(Document.Broken document) {
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
    List<Guideline> found = new ArrayList<>(2);
    long day = date.toEpochDay();
    for (Timeline timeline : timelinesByService.getOrDefault(service, List.of())) {
      Guideline guideline = timeline.inForceOn(day);
      if (guideline != null && applies(guideline, lineOfBusiness, jurisdiction)) {
        found.add(guideline);
      }
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparing(Guideline::kind).thenComparing(Guideline::id));
    }
    return Collections.unmodifiableList(found);
  }

  /** Whether a version applies to a line of business and a jurisdiction; unknown rules none out. */
  public static boolean applies(
      Guideline guideline, Optional<String> lineOfBusiness, Optional<String> jurisdiction) {
    return (lineOfBusiness.isEmpty()
            || guideline.linesOfBusiness().isEmpty()
            || guideline.linesOfBusiness().contains(lineOfBusiness.get()))
        && (jurisdiction.isEmpty() || isWithin(guideline, jurisdiction.get()));
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
}
