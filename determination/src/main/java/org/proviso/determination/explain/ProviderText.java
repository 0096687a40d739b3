package org.proviso.determination.explain;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.proviso.determination.Determination;
import org.proviso.determination.Referral;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.Change;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Disposition;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.words.ConditionWords;

/** What is missing, where it would be looked for, and what would change the outcome. */
final class ProviderText {
  private final Determination determination;
  private final Guideline guideline;
  private final StringBuilder out = new StringBuilder();

  private ProviderText(Determination determination) {
    this.determination = determination;
    this.guideline = determination.answer().guideline();
  }

  static String of(Determination determination) {
    var text = new ProviderText(determination);
    text.write();
    return text.out.toString();
  }

  private void line(int indent, String text) {
    for (String row : Rows.of(text, AnswerText.WIDTH - indent)) {
      out.repeat(' ', indent).append(row).append('\n');
    }
  }

  private void write() {
    Answer answer = determination.answer();
    line(0, guideline.title());
    line(
        0,
        "%s %s, version %s, date of service %s"
            .formatted(
                guideline.payer(), guideline.id(), guideline.version(), answer.dateOfService()));
    for (DecisionAnswer decision : answer.decisions()) {
      out.append('\n');
      decision(decision);
    }
    out.append('\n');
    answer
        .ask()
        .ifPresent(
            question ->
                line(
                    0,
                    "Answer first: "
                        + question
                            .fact()
                            .question()
                            .orElse(ConditionWords.words(question.fact().name()))));
    line(
        0,
        answer.disposition() == Disposition.APPROVABLE
            ? "This may be approved without a person."
            : "A person at the payer decides. Nothing adverse is decided by a program.");
    out.append('\n');
    line(0, guideline.notice());
  }

  private void decision(DecisionAnswer decision) {
    line(
        0,
        decision.decision().replace('-', ' ')
            + ": "
            + decision.outcome().map(Outcome::word).orElse("undecided")
            + referred(decision));
    decision.clauses().forEach(clause -> line(2, AnswerText.citation(guideline, clause)));
    if (decision.outcome().isEmpty()) {
      line(
          2,
          "possible so far: "
              + decision.reachable().stream()
                  .map(Outcome::word)
                  .distinct()
                  .collect(Collectors.joining(", ")));
      line(2, "missing:");
      decision.missing().forEach(this::missing);
    } else if (decision.because().isEmpty()) {
      line(2, "This rests on no fact of the request.");
    } else {
      line(2, "This rests on:");
      decision
          .because()
          .forEach(
              fact ->
                  line(
                      4,
                      question(fact)
                          + " "
                          + Words.knowledge(determination.request().knowledge(fact))));
    }
    boolean favorable = decision.outcome().orElse(null) instanceof Outcome.Meets;
    if (!favorable && !decision.wouldChange().isEmpty()) {
      line(
          2,
          decision.outcome().isEmpty()
              ? "What would decide it:"
              : "What would change it, if it is so:");
      decision.wouldChange().stream()
          .sorted(Comparator.comparing(change -> !(change.outcome() instanceof Outcome.Meets)))
          .forEach(this::change);
    }
  }

  private String referred(DecisionAnswer decision) {
    return switch (determination.referrals().get(decision.decision())) {
      case null -> "";
      case Referral.Authority(String name) -> " to " + name;
      case Referral.Decision(String name) -> " to " + name.replace('-', ' ');
      case Referral.Document(Answer answer, var request) ->
          " to %s, version %s: %s"
              .formatted(
                  answer.guideline().title(),
                  answer.guideline().version(),
                  answer.decisions().stream()
                      .map(each -> each.outcome().map(Outcome::word).orElse("undecided"))
                      .collect(Collectors.joining(", ")));
    };
  }

  private void change(Change change) {
    line(
        4,
        change.outcome().word()
            + ": "
            + change.facts().stream()
                .map(fact -> ConditionWords.words(fact.fact()) + " " + fact.toBe())
                .collect(Collectors.joining(", and ")));
  }

  private void missing(FactName fact) {
    line(4, question(fact));
    switch (determination.request().knowledge(fact)) {
      case Knowledge.NotAsked() -> line(8, "nothing on record, not asked yet");
      case Knowledge.Unanswerable _ -> line(8, "asked, and could not be answered");
      case Knowledge.Contradicted contradicted ->
          line(8, Words.knowledge(contradicted) + "; please say which is right");
      case Knowledge.Narrowed narrowed -> line(8, "known so far: " + Words.knowledge(narrowed));
      case Knowledge.Known known -> line(8, "known so far: " + Words.knowledge(known));
    }
    determination
        .request()
        .knowledge(fact)
        .evidence()
        .forEach(evidence -> line(8, Words.evidence(evidence)));
    guideline.fact(fact).stream()
        .flatMap(declaration -> declaration.sources().stream())
        .map(ProviderText::source)
        .distinct()
        .forEach(source -> line(8, "read from the record: " + source));
    line(8, "or answer: " + fact + "=...");
  }

  private static String source(FactSource source) {
    return switch (source) {
      case FactSource.Resources resources ->
          resources.resource()
              + resources.element().map(element -> "." + element).orElse("")
              + resources.valueSet().map(set -> ", codes of " + set.replace('-', ' ')).orElse("");
      case FactSource.QuestionnaireItem(String link) -> "the questionnaire's item " + link;
    };
  }

  private String question(FactName fact) {
    return guideline
        .fact(fact)
        .flatMap(FactDeclaration::question)
        .orElseGet(
            () -> {
              String words = ConditionWords.words(fact);
              return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + "?";
            });
  }
}
