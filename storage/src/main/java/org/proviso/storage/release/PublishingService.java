package org.proviso.storage.release;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.proviso.ground.Problem;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.storage.Content;
import org.proviso.storage.EntryKind;
import org.proviso.storage.NewEntry;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;

/**
 * Publishes documents: checks what the library would be with them, and makes it the next release,
 * or refuses and leaves nothing behind. Two who publish at the same time come one after the other,
 * and the second is checked again with what the first published.
 */
public final class PublishingService {
  private static final int ATTEMPTS = 8;

  private final LogGuidelineStore store;
  private final List<PublicationCheck> checks;
  private final Clock clock;

  /**
   * A service that publishes into a store.
   *
   * @param checks run in order; after the first that finds something the rest are not run
   */
  public PublishingService(LogGuidelineStore store, List<PublicationCheck> checks, Clock clock) {
    this.store = store;
    this.checks = List.copyOf(checks);
    this.clock = clock;
  }

  /** Publishes files for a program on this machine, such as the command line. */
  public Published publish(Publication publication) throws StorageException {
    return publish(publication, NewEntry.LOCAL_CALLER);
  }

  /**
   * Publishes files.
   *
   * @param caller whose request it is, as the log names callers
   * @throws StorageException when the store fails; it is safe to publish the same again
   */
  public Published publish(Publication publication, String caller) throws StorageException {
    List<Problem> problems = publication.problems();
    if (!problems.isEmpty()) {
      return new Published.Refused(problems);
    }
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      store.refresh();
      try {
        return attempt(publication, caller);
      } catch (StorageException failure) {
        boolean overtaken = failure.fault() instanceof StorageFault.IdentifierReused;
        if (!overtaken) {
          throw failure;
        }
      }
    }
    store.refresh();
    return attempt(publication, caller);
  }

  private Published attempt(Publication publication, String caller) throws StorageException {
    LogGuidelineStore.Taken before = store.taken();
    SortedMap<String, Content> files = new TreeMap<>(before.files());
    files.putAll(publication.files());
    if (files.equals(before.files())) {
      return new Published.Unchanged(before.release());
    }
    Library library = LogGuidelineStore.library(files, before.release().library());
    var candidate =
        new Candidate(
            publication, before.release(), library, changed(before.release().library(), library));
    for (PublicationCheck check : checks) {
      List<Problem> problems = check.check(candidate);
      if (!problems.isEmpty()) {
        return new Published.Refused(problems);
      }
    }
    Manifest manifest = manifest(candidate, before, files);
    SortedMap<String, Content> came = new TreeMap<>(publication.files());
    came.entrySet().removeIf(file -> file.getValue().equals(before.files().get(file.getKey())));
    Content record = manifest.toContent();
    store
        .log()
        .append(
            List.of(
                new NewEntry(
                    LogGuidelineStore.assertionId(manifest.release()),
                    LogGuidelineStore.assertionId(manifest.release()),
                    EntryKind.RELEASE,
                    record.sha256(),
                    record,
                    Manifest.pack(came),
                    manifest.at(),
                    caller)));
    store.refresh();
    Release released = store.release(manifest.release()).orElseThrow();
    return new Published.Done(released, manifest.changed());
  }

  private Manifest manifest(
      Candidate candidate, LogGuidelineStore.Taken before, SortedMap<String, Content> files) {
    long number = before.release().number() + 1;
    Map<String, Manifest.Filed> known =
        before.manifest().files().stream()
            .collect(Collectors.toMap(filed -> filed.file().path(), filed -> filed));
    var filed = new ArrayList<Manifest.Filed>();
    files.forEach(
        (path, content) -> {
          var file = new ReleasedFile(path, content.sha256(), content.size());
          Manifest.Filed earlier = known.get(path);
          filed.add(
              earlier != null && earlier.file().equals(file)
                  ? earlier
                  : new Manifest.Filed(file, number));
        });
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Manifest(
        number,
        Manifest.digest(filed.stream().map(Manifest.Filed::file).toList()),
        candidate.publication().person(),
        candidate.publication().note(),
        now,
        filed,
        LogGuidelineStore.versions(candidate.library().guidelines()),
        LogGuidelineStore.versions(
            candidate.changed().stream()
                .filter(document -> document.kind() != DocumentKind.SHARED)
                .toList()),
        checks.stream().map(PublicationCheck::name).toList());
  }

  /** The sound documents that are not the same, bytes and all they use, as before. */
  private static List<Guideline> changed(Library before, Library after) {
    var hashes =
        before.documents().stream()
            .flatMap(document -> document.guideline().stream())
            .collect(
                Collectors.toMap(Guideline::file, Guideline::contentHash, (first, _) -> first));
    return after.documents().stream()
        .map(Document::guideline)
        .flatMap(java.util.Optional::stream)
        .filter(document -> !document.contentHash().equals(hashes.get(document.file())))
        .toList();
  }
}
