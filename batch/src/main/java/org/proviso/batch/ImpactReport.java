package org.proviso.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.analysis.diff.Region;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/**
 * Whose outcome a revision would have changed, over a history.
 *
 * @param rows how many rows there are, those outside and malformed ones included
 * @param outside how many of them are dated before both versions, so that nothing is to compare
 * @param malformed how many of them could not be read
 * @param firstMalformed the first of these
 * @param place what a malformed row's place is, {@code line} or {@code row}
 * @param ignoredColumns columns that are no fact of either version
 * @param linesOfBusiness rows by line of business; {@code not known} where a row has none
 * @param decisions one for each decision that both versions have
 */
public record ImpactReport(
    Guideline earlier,
    Guideline later,
    long rows,
    long outside,
    long malformed,
    List<Malformed> firstMalformed,
    String place,
    List<String> ignoredColumns,
    Map<String, Long> linesOfBusiness,
    List<OfDecision> decisions) {
  public ImpactReport {
    firstMalformed = List.copyOf(firstMalformed);
    ignoredColumns = List.copyOf(ignoredColumns);
    decisions = List.copyOf(decisions);
  }

  /**
   * One decision that both versions have.
   *
   * @param undecidedEarlier how many rows the earlier version leaves undecided
   * @param undecidedLater how many the later one does
   * @param changed how many rows come out otherwise, undecided being a way to come out
   * @param changes what became of them, most frequent first
   */
  public record OfDecision(
      String decision,
      long undecidedEarlier,
      long undecidedLater,
      long changed,
      List<Change> changes) {
    public OfDecision {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Rows whose outcome changes in one way.
   *
   * @param from the earlier outcome; empty: undecided
   * @param to the later outcome; empty: undecided
   * @param region the region of the revision in which they certainly fall; empty where their facts
   *     do not say, as of undecided rows
   * @param count how many there are
   * @param linesOfBusiness how many by line of business
   * @param examples identifiers of the first, or {@code line 17} where rows have none
   */
  public record Change(
      Optional<Outcome> from,
      Optional<Outcome> to,
      Optional<Region> region,
      long count,
      Map<String, Long> linesOfBusiness,
      List<String> examples) {
    public Change {
      examples = List.copyOf(examples);
    }
  }

  /** Whether any row's outcome changes. */
  public boolean changes() {
    return decisions.stream().anyMatch(decision -> decision.changed() > 0);
  }
}
