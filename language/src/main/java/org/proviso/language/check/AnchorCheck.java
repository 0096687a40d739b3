package org.proviso.language.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Guideline.Sentence;
import org.proviso.language.syntax.Word;

/** Every criterion's anchor stands in the prose, and every anchored sentence has a criterion. */
final class AnchorCheck {
  private final DiagnosticCollector diagnostics;
  private final Map<Anchor, Sentence> sentences = new LinkedHashMap<>();

  AnchorCheck(DiagnosticCollector diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The sentences by anchor; an anchor that labels two is reported. */
  Map<Anchor, Sentence> index(List<Sentence> found) {
    for (Sentence sentence : found) {
      if (sentences.putIfAbsent(sentence.anchor(), sentence) != null) {
        diagnostics.add(
            DiagnosticId.DUPLICATE_ANCHOR,
            sentence.span(),
            "the anchor `" + sentence.anchor() + "` labels another sentence already",
            "give each sentence an anchor of its own");
      }
    }
    return sentences;
  }

  /**
   * Holds the anchors of the criteria against the prose.
   *
   * @param complete whether all criteria could be read, so that a missing one is truly missing
   */
  void check(List<Word> criteria, boolean complete) {
    Set<String> seen = new HashSet<>();
    List<String> labels = sentences.keySet().stream().map(Anchor::name).toList();
    for (Word anchor : criteria) {
      if (!seen.add(anchor.text())) {
        diagnostics.add(
            DiagnosticId.DUPLICATE_ANCHOR,
            anchor.span(),
            "the anchor `" + anchor.text() + "` belongs to another criterion already",
            "give each criterion an anchor of its own");
      } else if (!sentences.containsKey(new Anchor(anchor.text()))) {
        diagnostics.add(
            DiagnosticId.ANCHOR_WITHOUT_SENTENCE,
            anchor.span(),
            "no sentence of the prose has the anchor `" + anchor.text() + "`",
            Suggestion.help(anchor.text(), labels)
                .or(
                    () ->
                        Optional.of(
                            "write `["
                                + anchor.text()
                                + "]` before the sentence that this makes"
                                + " exact, at the start of its paragraph or list item")));
      }
    }
    if (!complete) {
      return;
    }
    for (Sentence sentence : sentences.values()) {
      if (!seen.contains(sentence.anchor().name())) {
        diagnostics.add(
            DiagnosticId.SENTENCE_WITHOUT_CRITERION,
            sentence.span(),
            "no criterion has the anchor `"
                + sentence.anchor()
                + "`, so the machine does not know"
                + " this sentence",
            "add the criterion, or write `\\[" + sentence.anchor() + "]` if it is not an anchor");
      }
    }
  }
}
