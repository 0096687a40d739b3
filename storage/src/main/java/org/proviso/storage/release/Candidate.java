package org.proviso.storage.release;

import java.util.List;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;

/**
 * What would be the next release.
 *
 * @param publication what makes it
 * @param before the release that is current
 * @param library the documents as they would be
 * @param changed the sound documents, shared ones too, that are new or rest on other bytes than
 *     before
 */
public record Candidate(
    Publication publication, Release before, Library library, List<Guideline> changed) {
  public Candidate {
    changed = List.copyOf(changed);
  }
}
