package org.proviso.language.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.AnalysisId;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.syntax.FrontMatter;

/** Takes out the warnings that the front matter suppresses with a reason. */
final class SuppressionCheck {
  /** A reason is a few words, not a mark that somebody was in a hurry. */
  private static final int SHORTEST_REASON = 8;

  private static final List<String> WARNINGS =
      Stream.concat(
              Arrays.stream(DiagnosticId.values())
                  .filter(each -> each.severity() == Severity.WARNING)
                  .map(DiagnosticId::word),
              Arrays.stream(AnalysisId.values())
                  .filter(each -> each.severity() == Severity.WARNING)
                  .map(AnalysisId::word))
          .toList();

  private final DiagnosticCollector diagnostics;

  SuppressionCheck(DiagnosticCollector diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * What suppressing comes to.
   *
   * @param remaining of the diagnostics so far, and those about the suppressions themselves
   * @param ofAnalysis what is suppressed of the findings of later analysis, with the reasons
   */
  record Applied(List<Diagnostic> remaining, Map<String, String> ofAnalysis) {
    Applied {
      remaining = List.copyOf(remaining);
      ofAnalysis = Map.copyOf(ofAnalysis);
    }
  }

  /** Takes out what is suppressed. */
  Applied apply(List<FrontMatter.Suppression> suppressions) {
    List<Diagnostic> before = diagnostics.diagnostics();
    Set<String> suppressed = new HashSet<>();
    Map<String, String> ofAnalysis = new HashMap<>();
    for (FrontMatter.Suppression suppression : suppressions) {
      if (isSound(suppression)) {
        String id = suppression.id().text();
        if (AnalysisId.ofWord(id).isPresent()) {
          // Whether there is anything to suppress is for the analysis to say.
          ofAnalysis.put(id, suppression.reason().text());
          continue;
        }
        suppressed.add(id);
        if (before.stream().noneMatch(each -> each.id().equals(id))) {
          diagnostics.add(
              DiagnosticId.UNUSED_SUPPRESSION,
              suppression.id().span(),
              "there is no `" + id + "` to suppress",
              "remove the suppression");
        }
      }
    }
    return new Applied(
        diagnostics.diagnostics().stream()
            .filter(each -> each.severity() == Severity.ERROR || !suppressed.contains(each.id()))
            .toList(),
        ofAnalysis);
  }

  private boolean isSound(FrontMatter.Suppression suppression) {
    String word = suppression.id().text();
    Optional<Severity> severity =
        DiagnosticId.ofWord(word)
            .map(DiagnosticId::severity)
            .or(() -> AnalysisId.ofWord(word).map(AnalysisId::severity));
    if (severity.isEmpty()) {
      diagnostics.add(
          DiagnosticId.UNKNOWN_SUPPRESSION,
          suppression.id().span(),
          "there is no diagnostic `" + word + "`",
          Suggestion.help(word, WARNINGS)
              .orElse("what can be suppressed is " + String.join(", ", WARNINGS)));
      return false;
    }
    if (severity.get() == Severity.ERROR) {
      diagnostics.add(
          DiagnosticId.ERROR_SUPPRESSED,
          suppression.id().span(),
          "`" + word + "` is an error, and only warnings can be suppressed",
          "mend what it says, and remove the suppression");
      return false;
    }
    if (suppression.reason().text().length() < SHORTEST_REASON) {
      diagnostics.add(
          DiagnosticId.SUPPRESSION_WITHOUT_REASON,
          suppression.id().span(),
          "`" + word + "` is suppressed without a reason",
          "say in a few words why it does not apply here");
      return false;
    }
    return true;
  }
}
