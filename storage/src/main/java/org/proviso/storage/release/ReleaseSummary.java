package org.proviso.storage.release;

import java.time.Instant;
import java.util.List;
import org.proviso.ground.digest.Sha256;

/**
 * One line of the history of releases.
 *
 * @param changed the versions that were new or rested on other bytes than before
 * @param checks what was checked before it was published
 */
public record ReleaseSummary(
    long number,
    Sha256 digest,
    String publishedBy,
    String note,
    Instant at,
    List<ReleasedVersion> changed,
    List<String> checks) {
  public ReleaseSummary {
    changed = List.copyOf(changed);
    checks = List.copyOf(checks);
  }
}
