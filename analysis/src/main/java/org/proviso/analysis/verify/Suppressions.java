package org.proviso.analysis.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;

/**
 * The findings of a document after its own suppressions. An error cannot be suppressed, which the
 * check of the document holds.
 *
 * @param findings what is left; a suppression of something that was not found is a finding itself
 * @param suppressed what was taken out
 */
public record Suppressions(List<Finding> findings, List<Finding> suppressed) {
  public Suppressions {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
  }

  /**
   * Takes out what a document suppresses.
   *
   * @param reasons by the identifier of what is suppressed
   */
  public static Suppressions of(
      Guideline guideline, List<Finding> findings, Map<String, String> reasons) {
    var left = new ArrayList<Finding>();
    var suppressed = new ArrayList<Finding>();
    for (Finding finding : findings) {
      boolean taken =
          finding.severity() != Finding.Severity.ERROR && reasons.containsKey(finding.id());
      (taken ? suppressed : left).add(finding);
    }
    for (String id : new TreeMap<>(reasons).keySet()) {
      if (suppressed.stream().noneMatch(finding -> finding.id().equals(id))) {
        left.add(
            new Finding(
                "unused-suppression",
                Finding.Severity.WARNING,
                new Span(guideline.file(), 1, 1, 1, 1),
                "The document suppresses " + id + ", and there is none. Remove the suppression.",
                Optional.empty()));
      }
    }
    return new Suppressions(left, suppressed);
  }
}
