package org.proviso.analysis.diff;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Guideline;

/**
 * What a revision changes.
 *
 * @param relation of the decisions; what happens to texts, facts and code sets has no part in it
 *     except as far as it changes an outcome
 * @param regions whose outcome changes; disjoint, sorted; empty exactly when {@code relation} is
 *     equivalent and no decision was added or removed
 * @param decisionsAdded decisions of the later version only
 * @param decisionsRemoved decisions of the earlier version only
 * @param textChanges sentences under anchors and sections, in words
 * @param factChanges declarations of facts, in words
 * @param codeChanges value sets, in words
 * @param metadataChanges front matter and update information, in words
 * @param limits what could not be worked out, and why
 * @param index finds the region of a request; empty when the versions could not be brought together
 */
public record Revision(
    Guideline earlier,
    Guideline later,
    Relation relation,
    List<Region> regions,
    List<String> decisionsAdded,
    List<String> decisionsRemoved,
    List<String> textChanges,
    List<String> factChanges,
    List<String> codeChanges,
    List<String> metadataChanges,
    List<String> limits,
    Optional<RegionIndex> index) {
  public Revision {
    regions = List.copyOf(regions);
    decisionsAdded = List.copyOf(decisionsAdded);
    decisionsRemoved = List.copyOf(decisionsRemoved);
    textChanges = List.copyOf(textChanges);
    factChanges = List.copyOf(factChanges);
    codeChanges = List.copyOf(codeChanges);
    metadataChanges = List.copyOf(metadataChanges);
    limits = List.copyOf(limits);
  }

  /** Whether any patient's outcome changes, or a decision comes or goes, as far as is known. */
  public boolean changesDecisions() {
    return relation != Relation.EQUIVALENT
        || !decisionsAdded.isEmpty()
        || !decisionsRemoved.isEmpty();
  }

  /** Whether anything differs at all besides the dates of the version. */
  public boolean isDifferent() {
    return changesDecisions()
        || !textChanges.isEmpty()
        || !factChanges.isEmpty()
        || !codeChanges.isEmpty()
        || !metadataChanges.isEmpty()
        || !limits.isEmpty();
  }
}
