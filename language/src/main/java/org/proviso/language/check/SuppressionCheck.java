package org.proviso.language.check;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.diagnostics.Suggestion;
import org.proviso.language.syntax.FrontMatter;

/** Takes out the warnings that the front matter suppresses with a reason. */
final class SuppressionCheck {
  /** A reason is a few words, not a mark that somebody was in a hurry. */
  private static final int SHORTEST_REASON = 8;

  private final DiagnosticCollector diagnostics;

  SuppressionCheck(DiagnosticCollector diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** What remains of the diagnostics so far, and of those about the suppressions themselves. */
  List<Diagnostic> apply(List<FrontMatter.Suppression> suppressions) {
    List<Diagnostic> before = diagnostics.diagnostics();
    Set<String> suppressed = new HashSet<>();
    for (FrontMatter.Suppression suppression : suppressions) {
      if (isSound(suppression)) {
        String id = suppression.id().text();
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
    return diagnostics.diagnostics().stream()
        .filter(each -> each.severity() == Severity.ERROR || !suppressed.contains(each.id()))
        .toList();
  }

  private boolean isSound(FrontMatter.Suppression suppression) {
    String word = suppression.id().text();
    Optional<DiagnosticId> id = DiagnosticId.ofWord(word);
    if (id.isEmpty()) {
      List<String> warnings =
          Arrays.stream(DiagnosticId.values())
              .filter(each -> each.severity() == Severity.WARNING)
              .map(DiagnosticId::word)
              .toList();
      diagnostics.add(
          DiagnosticId.UNKNOWN_SUPPRESSION,
          suppression.id().span(),
          "there is no diagnostic `" + word + "`",
          Suggestion.help(word, warnings)
              .orElse("what can be suppressed is " + String.join(", ", warnings)));
      return false;
    }
    if (id.get().severity() == Severity.ERROR) {
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
