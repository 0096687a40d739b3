package org.proviso.determination.explain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.determination.Determination;
import org.proviso.determination.Referral;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.Change;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Disposition;
import org.proviso.engine.answer.Question;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.Basis;
import org.proviso.language.model.Clause;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/** A determination as a person reads it on a terminal. */
public final class AnswerText {
  static final int WIDTH = 100;

  private final Determination determination;
  private final Guideline guideline;
  private final StringBuilder out = new StringBuilder();

  private AnswerText(Determination determination) {
    this.determination = determination;
    this.guideline = determination.answer().guideline();
  }

  /** Outcome, clauses, reasons, what is missing, what to ask. */
  public static String summary(Determination determination) {
    var text = new AnswerText(determination);
    text.heading();
    determination.answer().decisions().forEach(text::decision);
    text.ending();
    return text.out.toString();
  }

  /** The summary, and every criterion with its status and evidence, and what would change it. */
  public static String explanation(Determination determination) {
    var text = new AnswerText(determination);
    text.heading();
    for (DecisionAnswer decision : determination.answer().decisions()) {
      text.decision(decision);
      text.changes(decision);
      text.line(2, "criteria");
      decision.criteria().forEach(criterion -> text.criterion(criterion, 4));
      text.blank();
    }
    text.ending();
    return text.out.toString();
  }

  private void heading() {
    Answer answer = determination.answer();
    line(0, "%s".formatted(guideline.title()));
    line(0, "%s %s, version %s".formatted(guideline.payer(), guideline.id(), guideline.version()));
    if (guideline.basis() == Basis.UPDATE_LOG) {
      line(
          0,
          "basis: update-log (the wording of this version is known only from the table of updates)");
    }
    line(0, "date of service %s".formatted(answer.dateOfService()));
    blank();
  }

  private void decision(DecisionAnswer decision) {
    line(
        0,
        "%s: %s%s"
            .formatted(
                decision.decision(),
                decision.outcome().map(Outcome::word).orElse("undecided").toUpperCase(Locale.ROOT),
                referred(decision)));
    for (Clause clause : decision.clauses()) {
      cite(guideline, clause, 2);
    }
    if (determination.referrals().get(decision.decision())
        instanceof Referral.Document(Answer answer, var request)) {
      answer.decisions().forEach(other -> referredDecision(answer, other));
    }
    if (decision.outcome().isPresent()) {
      if (!decision.because().isEmpty()) {
        line(2, "because");
        decision.because().forEach(fact -> fact(fact, 4));
      }
    } else {
      line(
          2,
          "still possible: %s"
              .formatted(
                  decision.reachable().stream()
                      .map(Outcome::word)
                      .distinct()
                      .collect(Collectors.joining(", "))));
      line(2, "missing");
      decision.missing().forEach(fact -> missing(decision, fact));
    }
    blank();
  }

  private void referredDecision(Answer answer, DecisionAnswer decision) {
    line(
        2,
        "%s, version %s, %s: %s"
            .formatted(
                answer.guideline().id(),
                answer.guideline().version(),
                decision.decision(),
                decision.outcome().map(Outcome::word).orElse("undecided")));
    decision.clauses().forEach(clause -> cite(answer.guideline(), clause, 4));
  }

  private String referred(DecisionAnswer decision) {
    return switch (determination.referrals().get(decision.decision())) {
      case null -> "";
      case Referral.Authority(String name) -> " to " + name;
      case Referral.Decision(String name) -> " to the decision " + name;
      case Referral.Document(Answer answer, var request) ->
          " to " + answer.guideline().title() + ", version " + answer.guideline().version();
    };
  }

  private void cite(Guideline cited, Clause clause, int indent) {
    wrap(indent, citation(cited, clause));
  }

  /** The anchor and its sentence. */
  public static String citation(Guideline cited, Clause clause) {
    String sentence =
        Optional.ofNullable(cited.sentences().get(clause.anchor()))
            .map(Guideline.Sentence::text)
            .orElse(clause.criterion().label());
    return "[" + clause.anchor() + "] " + sentence;
  }

  private void fact(FactName fact, int indent) {
    Knowledge knowledge = determination.request().knowledge(fact);
    line(indent, "%s = %s".formatted(fact, Words.knowledge(knowledge)));
    for (Evidence evidence : knowledge.evidence()) {
      wrap(indent + 4, Words.evidence(evidence));
    }
  }

  private void missing(DecisionAnswer decision, FactName fact) {
    String why =
        decision.unanswerable().contains(fact)
            ? "  (asked, cannot be answered)"
            : decision.contradicted().contains(fact)
                ? "  (" + Words.knowledge(determination.request().knowledge(fact)) + ")"
                : "";
    line(4, "%s%s".formatted(fact, why));
  }

  private void changes(DecisionAnswer decision) {
    if (decision.wouldChange().isEmpty()) {
      return;
    }
    line(2, "what would change it");
    for (Change change : decision.wouldChange()) {
      wrap(
          4,
          change.outcome().word()
              + " if "
              + change.facts().stream()
                  .map(fact -> fact.fact() + " were " + fact.toBe())
                  .collect(Collectors.joining(" and ")));
    }
  }

  private void criterion(CriterionStatus status, int indent) {
    String mark =
        switch (status.status()) {
          case MET -> "met      ";
          case NOT_MET -> "not met  ";
          case UNKNOWN -> "unknown  ";
        };
    String anchor = status.criterion().anchor().map(name -> "[" + name + "] ").orElse("");
    wrap(indent, mark + anchor + status.criterion().label());
    for (FactName fact : status.facts()) {
      fact(fact, indent + 11);
    }
    status.parts().forEach(part -> criterion(part, indent + 2));
  }

  private void ending() {
    Answer answer = determination.answer();
    answer.ask().ifPresent(this::ask);
    if (!determination.notes().isEmpty()) {
      line(0, "about the input");
      determination
          .notes()
          .forEach(note -> wrap(2, note.place() + ": " + note.message() + " (" + note.id() + ")"));
      blank();
    }
    line(
        0,
        "%s"
            .formatted(
                answer.disposition() == Disposition.APPROVABLE
                    ? "Disposition: approvable without a person."
                    : "Disposition: review. A person decides."));
    blank();
    wrap(0, guideline.notice());
  }

  private void ask(Question question) {
    line(0, "next question");
    wrap(2, question.fact().question().orElse(question.fact().name().text()));
    line(
        2,
        "--answer %s=...   (expected cost to a decision %.2f, %s%s)"
            .formatted(
                question.fact().name(),
                question.expectedCost(),
                question.method().name().toLowerCase(Locale.ROOT),
                question.optimum().map(optimum -> ", optimum %.2f".formatted(optimum)).orElse("")));
    blank();
  }

  private void line(int indent, String text) {
    out.repeat(' ', indent).append(text).append('\n');
  }

  private void blank() {
    out.append('\n');
  }

  private void wrap(int indent, String text) {
    for (String row : Rows.of(text, WIDTH - indent)) {
      out.repeat(' ', indent).append(row).append('\n');
    }
  }
}
