package org.proviso.payer;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.determination.Determination;
import org.proviso.determination.Referral;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/** The guideline's sentences, documents and pages as the payer cites them. */
public final class GuidelineCitations {
  private GuidelineCitations() {}

  /** A sentence with its anchor, guideline and version. */
  public static String cite(Guideline guideline, Clause clause) {
    Guideline.Sentence sentence = guideline.sentences().get(clause.anchor());
    String text = sentence == null ? "" : " \"" + sentence.text() + "\"";
    return "[" + clause.anchor() + "]" + text + " (" + name(guideline) + ").";
  }

  /** The page of the guideline, at the sentence that decides; where the payer has such pages. */
  public static Optional<String> page(PayerConfiguration payer, Answer answer) {
    Guideline guideline = answer.guideline();
    return payer
        .guidelinePages()
        .map(
            base -> {
              URI page = base.resolve(guideline.id() + "/" + guideline.version());
              return Conclusion.leading(answer).clauses().stream()
                  .findFirst()
                  .map(clause -> page + "#" + clause.anchor())
                  .orElseGet(page::toString);
            });
  }

  /** Identifier, title and version. */
  static String name(Guideline guideline) {
    return guideline.id() + ", " + guideline.title() + ", version " + guideline.version();
  }

  /** The sentences that decide. */
  static String all(Answer answer) {
    return sentences(answer, false);
  }

  /** The sentences that decide what is not met. */
  static String againstIt(Answer answer) {
    return sentences(answer, true);
  }

  private static String sentences(Answer answer, boolean againstOnly) {
    return answer.decisions().stream()
        .filter(
            decision -> !againstOnly || !(decision.outcome().orElse(null) instanceof Outcome.Meets))
        .flatMap(decision -> decision.clauses().stream())
        .distinct()
        .map(clause -> cite(answer.guideline(), clause))
        .collect(Collectors.joining(" "));
  }

  /** Whom the guideline refers to, and what another document of the library says. */
  static String authorities(Determination determination) {
    return determination.answer().decisions().stream()
        .filter(Conclusion::isElsewhere)
        .map(decision -> authority(determination, decision))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String authority(Determination determination, DecisionAnswer decision) {
    Optional<Referral> referral =
        Optional.ofNullable(determination.referrals().get(decision.decision()));
    return referral
        .map(
            to ->
                switch (to) {
                  case Referral.Authority(String name) -> name;
                  case Referral.Decision(String name) -> "the decision " + name;
                  case Referral.Document(Answer other, var _) ->
                      name(other.guideline()) + ", which says " + outcomes(other);
                })
        .orElse("the document in force that the guideline names");
  }

  private static String outcomes(Answer answer) {
    return answer.decisions().stream()
        .map(
            each ->
                each.outcome().map(Outcome::word).orElse("undecided")
                    + each.clauses().stream()
                        .map(clause -> " " + cite(answer.guideline(), clause))
                        .collect(Collectors.joining()))
        .collect(Collectors.joining(", "));
  }
}
