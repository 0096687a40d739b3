package org.proviso.analysis.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.proviso.analysis.OutcomeWords;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Region;
import org.proviso.analysis.verify.Finding.Severity;
import org.proviso.language.model.Guideline;

/**
 * Holds an update row to its word: where the row of a version says that the position statement did
 * not change, no patient's outcome under the position statement may change against the version
 * before. Program exceptions and the contract's clauses may.
 */
public final class UpdateFindings {
  private static final Pattern NO_CHANGE =
      Pattern.compile(
          "no changes? (?:in|to|of) (?:the )?position statements?"
              + "|position statements? (?:kept|unchanged|maintained)");

  private UpdateFindings() {}

  /**
   * Where a version does not keep the word of its update information.
   *
   * @param earlier the version before it
   */
  public static List<Finding> of(Guideline earlier, Guideline later) {
    var findings = new ArrayList<Finding>();
    List<Guideline.Update> rows =
        later.updates().stream()
            .filter(row -> row.date().isAfter(earlier.effective()))
            .filter(row -> !row.date().isAfter(later.effective()))
            .toList();
    boolean allSayNoChange = rows.stream().allMatch(UpdateFindings::saysNoChange);
    if (rows.isEmpty() || !allSayNoChange) {
      return findings;
    }
    for (Region region : GuidelineDiff.betweenPositions(earlier, later)) {
      findings.add(
          new Finding(
              "update-contradicted",
              Severity.ERROR,
              rows.getLast().span(),
              "The row of "
                  + rows.getLast().date()
                  + " says that the position statement did not change, but "
                  + region.decision()
                  + " was "
                  + OutcomeWords.of(region.from())
                  + " in version "
                  + earlier.version()
                  + " and is "
                  + OutcomeWords.of(region.to())
                  + " for: "
                  + String.join("; ", region.when())
                  + ".",
              region.witness()));
    }
    return findings;
  }

  /** Whether a row says that the position statement did not change. */
  static boolean saysNoChange(Guideline.Update row) {
    return NO_CHANGE.matcher(row.change().toLowerCase(Locale.ROOT)).find();
  }
}
