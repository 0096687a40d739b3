package org.proviso.storage.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proviso.determination.LibrarySource;
import org.proviso.ground.digest.Sha256;
import org.proviso.language.library.Library;

/**
 * The guidelines as they are from one publication to the next. Immutable: a decision that holds on
 * to a release is not touched by what is published meanwhile.
 *
 * @param number 1, 2, 3 and so on; 0 for a folder, which has no publications
 * @param digest SHA-256 over the paths and hashes of all files: the same files, the same digest
 * @param library the documents
 * @param payer whose guidelines decide, from {@code library.properties}
 * @param files every file, by path
 * @param versions every version of every document that decides
 * @param publishedBy who published it; empty for a folder
 * @param at when it was published, or the folder read
 */
public record Release(
    long number,
    Sha256 digest,
    Library library,
    Optional<String> payer,
    List<ReleasedFile> files,
    List<ReleasedVersion> versions,
    String publishedBy,
    Instant at) {
  public Release {
    files = List.copyOf(files);
    versions = List.copyOf(versions);
  }

  /** The release as a determiner takes it. */
  public LibrarySource source() {
    return LibrarySource.of(library);
  }
}
