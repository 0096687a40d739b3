package org.proviso.storage.release;

import java.util.List;
import org.proviso.ground.Problem;

/** What came of a publication. */
public sealed interface Published {
  /**
   * It is the current release now.
   *
   * @param changed the versions that are new or rest on other bytes than before
   */
  record Done(Release release, List<ReleasedVersion> changed) implements Published {
    public Done {
      changed = List.copyOf(changed);
    }
  }

  /** The current release has exactly these files already; nothing was stored. */
  record Unchanged(Release release) implements Published {}

  /**
   * It was refused; nothing was stored, and the current release stays.
   *
   * @param problems why, one or more
   */
  record Refused(List<Problem> problems) implements Published {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
