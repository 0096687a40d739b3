package org.proviso.storage.release;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.proviso.determination.Libraries;
import org.proviso.ground.digest.Sha256;
import org.proviso.language.library.Library;
import org.proviso.storage.Content;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;

/**
 * The guidelines of a plain folder, for one server and for trying things out: whoever may write the
 * folder publishes, without checks, and {@link #refresh} takes up what has changed. A document with
 * errors decides nothing, as in every library. Earlier contents are not kept.
 */
public final class FolderGuidelineStore implements GuidelineStore {
  private final Path folder;
  private final Clock clock;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Release current;

  private FolderGuidelineStore(Path folder, Clock clock) throws StorageException {
    this.folder = folder;
    this.clock = clock;
    this.current = read(Optional.empty());
  }

  /** Opens a folder. */
  public static FolderGuidelineStore open(Path folder, Clock clock) throws StorageException {
    return new FolderGuidelineStore(folder, clock);
  }

  @Override
  public Release current() {
    return current;
  }

  @Override
  public Release refresh() throws StorageException {
    refreshing.lock();
    try {
      current = read(Optional.of(current));
      return current;
    } finally {
      refreshing.unlock();
    }
  }

  private Release read(Optional<Release> before) throws StorageException {
    SortedMap<String, Content> content = files();
    List<ReleasedFile> files =
        content.entrySet().stream()
            .map(
                file ->
                    new ReleasedFile(
                        file.getKey(), file.getValue().sha256(), file.getValue().size()))
            .toList();
    Sha256 digest = Manifest.digest(files);
    if (before.isPresent() && before.get().digest().equals(digest)) {
      return before.get();
    }
    Library library =
        LogGuidelineStore.library(
            content, before.map(Release::library).orElseGet(() -> Libraries.of(Map.of())));
    return new Release(
        0,
        digest,
        library,
        LogGuidelineStore.payer(content),
        files,
        LogGuidelineStore.versions(library.guidelines()),
        "",
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private SortedMap<String, Content> files() throws StorageException {
    try {
      return LibraryFolder.read(folder);
    } catch (IOException failure) {
      throw new StorageException(
          new StorageFault.NotPermitted(
              folder.toString(),
              "The folder of guidelines, or a file in it, cannot be read.",
              "Check that it is there and that the user of the server may read it."));
    }
  }

  @Override
  public Optional<Release> release(long number) {
    return number == 0 ? Optional.of(current) : Optional.empty();
  }

  @Override
  public Optional<Release> releaseWith(String guideline, Sha256 contentHash) {
    Release now = current;
    return now.versions().stream()
            .anyMatch(
                version ->
                    version.guideline().equals(guideline)
                        && version.contentHash().equals(contentHash))
        ? Optional.of(now)
        : Optional.empty();
  }

  @Override
  public void close() {}
}
