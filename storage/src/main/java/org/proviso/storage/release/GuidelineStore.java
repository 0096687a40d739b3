package org.proviso.storage.release;

import java.util.Optional;
import org.proviso.ground.digest.Sha256;
import org.proviso.storage.StorageException;

/** Where a server has its guidelines from. Safe for use by any number of threads. */
public interface GuidelineStore extends AutoCloseable {
  /**
   * The release that new decisions use; from memory, so that it costs nothing and cannot fail. It
   * is exchanged as a whole when {@link #refresh} finds a newer one.
   */
  Release current();

  /**
   * Looks whether a newer release was published, here or by another server, and takes it up.
   *
   * @return the release that is current now
   * @throws StorageException when that cannot be told; the current release stays
   */
  Release refresh() throws StorageException;

  /**
   * A release by number, for as long as the store keeps it: a log keeps all, a folder only its own.
   */
  Optional<Release> release(long number) throws StorageException;

  /**
   * The latest release with exactly this version of a document, for replay.
   *
   * @param guideline the document's identifier
   * @param contentHash as the record of the decision has it
   */
  Optional<Release> releaseWith(String guideline, Sha256 contentHash) throws StorageException;

  @Override
  void close();
}
