package org.proviso.storage.release;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.proviso.determination.Libraries;
import org.proviso.ground.digest.Sha256;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.storage.Content;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.EntryKind;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;

/**
 * Releases that are entries of the log: what was in force when is in the same chain as what was
 * decided by it, and a release is there for every server at once or not at all.
 */
public final class LogGuidelineStore implements GuidelineStore {
  private final DecisionLog log;
  private final ReentrantLock refreshing = new ReentrantLock();
  private final Map<Long, Kept> kept = new ConcurrentHashMap<>();
  private volatile Taken taken;

  /** A release with the number of its entry and the bytes of its files. */
  record Taken(
      long sequence, Release release, Manifest manifest, SortedMap<String, Content> files) {}

  /** An entry of the log, read. */
  private record Kept(Manifest manifest, SortedMap<String, Content> came) {}

  private LogGuidelineStore(DecisionLog log) {
    this.log = log;
    this.taken = nothingYet();
  }

  /**
   * Opens the releases of a log. Before the first publication the current release is number 0,
   * without any document, so that every request goes to a person.
   *
   * @param log is not closed with the store
   */
  public static LogGuidelineStore open(DecisionLog log) throws StorageException {
    var store = new LogGuidelineStore(log);
    store.refresh();
    return store;
  }

  private static Taken nothingYet() {
    var manifest =
        new Manifest(
            0,
            Manifest.digest(List.of()),
            "",
            "",
            Instant.EPOCH,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new Taken(
        0, release(manifest, new TreeMap<>(), Libraries.of(Map.of())), manifest, new TreeMap<>());
  }

  @Override
  public Release current() {
    return taken.release();
  }

  Taken taken() {
    return taken;
  }

  DecisionLog log() {
    return log;
  }

  @Override
  public Release refresh() throws StorageException {
    long latest = log.latestSequence(EntryKind.RELEASE);
    if (latest == taken.sequence()) {
      return taken.release();
    }
    refreshing.lock();
    try {
      if (latest > taken.sequence()) {
        taken = take(log.bySequence(latest).orElseThrow(() -> damaged(latest)));
      }
      return taken.release();
    } finally {
      refreshing.unlock();
    }
  }

  private Taken take(LoggedEntry entry) throws StorageException {
    Kept read = read(entry);
    var files = new TreeMap<String, Content>();
    for (Manifest.Filed filed : read.manifest().files()) {
      ReleasedFile file = filed.file();
      Content content =
          filed.cameWith() == read.manifest().release()
              ? read.came().get(file.path())
              : kept(filed.cameWith()).came().get(file.path());
      if (content == null || !content.sha256().equals(file.sha256())) {
        throw damaged(entry.sequence());
      }
      files.put(file.path(), content);
    }
    return new Taken(
        entry.sequence(),
        release(read.manifest(), files, taken.release().library()),
        read.manifest(),
        files);
  }

  private Kept read(LoggedEntry entry) throws StorageException {
    try {
      return new Kept(
          Manifest.read(entry.entry().record()), Manifest.unpack(entry.entry().returned()));
    } catch (Manifest.UnreadableException unreadable) {
      throw damaged(entry.sequence());
    }
  }

  private Kept kept(long release) throws StorageException {
    Kept known = kept.get(release);
    if (known != null) {
      return known;
    }
    Kept read = read(log.byAssertion(assertionId(release)).orElseThrow(() -> damaged(release)));
    kept.put(release, read);
    return read;
  }

  private StorageException damaged(long sequence) {
    return new StorageException(
        new StorageFault.Unusable(
            log.health().store(),
            "The release in entry %d cannot be read, or files of it are missing."
                .formatted(sequence),
            "The release before it stays in use; run: proviso audit verify"));
  }

  /** The identifier of a release's entry. */
  static String assertionId(long release) {
    return "release-%06d".formatted(release);
  }

  private static Release release(
      Manifest manifest, SortedMap<String, Content> files, Library before) {
    Library library = library(files, before);
    return new Release(
        manifest.release(),
        manifest.digest(),
        library,
        payer(files),
        manifest.files().stream().map(Manifest.Filed::file).toList(),
        manifest.versions(),
        manifest.publishedBy(),
        manifest.at());
  }

  /**
   * The documents among some files.
   *
   * @param before a library, of which what has not changed is taken over
   */
  static Library library(SortedMap<String, Content> files, Library before) {
    return before.reload(
        files.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, file -> file.getValue().bytes())));
  }

  static Optional<String> payer(SortedMap<String, Content> files) {
    Content properties = files.get(Libraries.PROPERTIES);
    try {
      return properties == null ? Optional.empty() : Libraries.payer(properties.bytes());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The versions of a library. */
  static List<ReleasedVersion> versions(List<Guideline> guidelines) {
    return guidelines.stream()
        .map(
            guideline ->
                new ReleasedVersion(
                    guideline.id(),
                    guideline.version(),
                    new Sha256(guideline.contentHash()),
                    guideline.file()))
        .toList();
  }

  @Override
  public Optional<Release> release(long number) throws StorageException {
    if (number == taken.release().number()) {
      return Optional.of(taken.release());
    }
    if (number < 1 || number > 999_999) {
      return Optional.empty();
    }
    Optional<LoggedEntry> entry = log.byAssertion(assertionId(number));
    return entry.isPresent() ? Optional.of(take(entry.get()).release()) : Optional.empty();
  }

  @Override
  public Optional<Release> releaseWith(String guideline, Sha256 contentHash)
      throws StorageException {
    refresh();
    for (long number = taken.release().number(); number >= 1; number--) {
      List<ReleasedVersion> versions =
          number == taken.release().number()
              ? taken.release().versions()
              : kept(number).manifest().versions();
      boolean has =
          versions.stream()
              .anyMatch(
                  version ->
                      version.guideline().equals(guideline)
                          && version.contentHash().equals(contentHash));
      if (has) {
        return release(number);
      }
    }
    return Optional.empty();
  }

  /** Every release, the latest first, without its documents. */
  public List<ReleaseSummary> history() throws StorageException {
    refresh();
    var history = new ArrayList<ReleaseSummary>();
    for (long number = taken.release().number(); number >= 1; number--) {
      Manifest manifest = kept(number).manifest();
      history.add(
          new ReleaseSummary(
              manifest.release(),
              manifest.digest(),
              manifest.publishedBy(),
              manifest.note(),
              manifest.at(),
              manifest.changed(),
              manifest.checks()));
    }
    return history;
  }

  /** Lets go of nothing: the log belongs to whoever opened it. */
  @Override
  public void close() {}
}
