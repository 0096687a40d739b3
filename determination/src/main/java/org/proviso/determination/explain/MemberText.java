package org.proviso.determination.explain;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.Determination;
import org.proviso.determination.Referral;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Disposition;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.Clause;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.words.ConditionWords;

/**
 * An answer in plain language for the member. It says no more than the answer does: nothing is
 * refused by a program, so it never says so; what is open is called open, and what is approvable is
 * no promise to pay.
 */
final class MemberText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US);

  private final Determination determination;
  private final Guideline guideline;
  private final List<Line> lines = new ArrayList<>();

  private MemberText(Determination determination) {
    this.determination = determination;
    this.guideline = determination.answer().guideline();
  }

  /** A line; headings are not measured, quotations apart. */
  private sealed interface Line {
    String text();

    record Heading(String text) implements Line {}

    record Own(String text) implements Line {}

    record Quoted(String text) implements Line {}
  }

  static Explanation of(Determination determination) {
    var text = new MemberText(determination);
    text.write();
    return text.explanation();
  }

  private Explanation explanation() {
    ReadingGrade own = grade(line -> line instanceof Line.Own);
    ReadingGrade all = grade(line -> !(line instanceof Line.Heading));
    var text = new StringBuilder();
    for (Line line : lines) {
      switch (line) {
        case Line.Heading(String heading) -> text.append('\n').append(heading).append('\n');
        case Line.Own(String said) -> append(text, 2, said);
        case Line.Quoted(String quoted) -> append(text, 4, quoted);
      }
    }
    text.append("\nReading grade ")
        .append(own)
        .append(" (Flesch-Kincaid); with what is quoted from the guideline ")
        .append(all)
        .append(".\n");
    return new Explanation(
        Reader.MEMBER, text.toString().strip() + "\n", Optional.of(own), Optional.of(all));
  }

  private static void append(StringBuilder text, int indent, String line) {
    for (String row : Rows.of(line, AnswerText.WIDTH - indent)) {
      text.repeat(' ', indent).append(row).append('\n');
    }
  }

  private interface Choice {
    boolean of(Line line);
  }

  private ReadingGrade grade(Choice choice) {
    return ReadingGrade.of(
        lines.stream().filter(choice::of).map(Line::text).collect(Collectors.joining("\n")));
  }

  private void heading(String text) {
    lines.add(new Line.Heading(text));
  }

  private void own(String text) {
    lines.add(new Line.Own(text));
  }

  private void quoted(String text) {
    lines.add(new Line.Quoted(text));
  }

  private void write() {
    Answer answer = determination.answer();
    heading("Your request");
    own("You or your doctor asked for this care:");
    quoted(guideline.title());
    own("The day of the care is " + day(answer.dateOfService()) + ".");
    boolean first = true;
    for (DecisionAnswer decision : answer.decisions()) {
      if (determination.referrals().get(decision.decision()) instanceof Referral.Decision) {
        continue;
      }
      heading(
          first ? "Where it stands" : "One more rule: " + decision.decision().replace('-', ' '));
      first = false;
      decision(decision);
    }
    heading("What comes next");
    if (answer.disposition() == Disposition.APPROVABLE) {
      own("Your request can be approved. No one else has to look at it first.");
      own("This is not a promise to pay. Your contract says what we pay.");
    } else {
      own("A person will look at your request. A program may not say no to you.");
      own("You and your doctor can send us more facts at any time.");
    }
    own("Do you have questions? Call us at the number on your card.");
    own(
        "You may ask for a copy of the rules. They are those of "
            + day(guideline.effective())
            + ".");
    heading("The notice that goes with every answer");
    quoted(guideline.notice());
  }

  private static String day(LocalDate date) {
    return DAY.format(date);
  }

  private void decision(DecisionAnswer decision) {
    if (decision.outcome().isEmpty()) {
      open(decision);
      return;
    }
    outcome(decision.outcome().get(), Optional.ofNullable(referral(decision)));
    if (!decision.clauses().isEmpty()) {
      own(decision.clauses().size() == 1 ? "This is the rule:" : "These are the rules:");
      decision.clauses().forEach(clause -> rule(guideline, clause));
    }
    if (!decision.because().isEmpty()) {
      own("We used these facts:");
      decision.because().forEach(this::used);
    }
  }

  private @Nullable Referral referral(DecisionAnswer decision) {
    return determination.referrals().get(decision.decision());
  }

  private void rule(Guideline of, Clause clause) {
    quoted(AnswerText.citation(of, clause));
  }

  private void outcome(Outcome outcome, Optional<Referral> referral) {
    switch (outcome) {
      case Outcome.Meets() -> own("The facts we have meet our rules for this care.");
      case Outcome.DoesNotMeet() -> {
        own("The facts we have do not meet our rules for this care.");
        own("This is not a final answer. New facts can change it.");
      }
      case Outcome.Investigational() -> {
        own("Our rules say there is not enough proof yet that this care helps.");
        own("This is not a final answer. New facts can change it.");
      }
      case Outcome.NotAddressed() -> {
        own("Our rules do not speak of a case like this.");
        own("That is not a no. It means that a person has to look.");
      }
      case Outcome.ProviderResponsibility() -> {
        own("Our rules leave this one to those who gave the care, and not to you.");
        own("This is not a final answer. A person has to look.");
      }
      case Outcome.Refer _ -> {
        own("A different rule goes first for you.");
        referral.ifPresent(this::referred);
      }
    }
  }

  private void referred(Referral referral) {
    switch (referral) {
      case Referral.Authority(String name) -> {
        own("It is this one:");
        quoted(name);
      }
      case Referral.Decision(String name) -> quoted(name.replace('-', ' '));
      case Referral.Document(Answer answer, var request) -> {
        own("It is this one:");
        quoted(answer.guideline().title());
        own("This is how your request stands under it:");
        for (DecisionAnswer decision : answer.decisions()) {
          decision
              .outcome()
              .ifPresentOrElse(
                  found -> outcome(found, Optional.empty()),
                  () -> own("It is still open. Some facts are not known yet."));
        }
      }
    }
  }

  private void open(DecisionAnswer decision) {
    own("We can not decide yet. That is not a no.");
    own(
        decision.missing().size() == 1
            ? "There is one fact that we still need:"
            : "There are " + decision.missing().size() + " facts that may still count:");
    for (FactName fact : decision.missing()) {
      quoted(question(fact));
      switch (determination.request().knowledge(fact)) {
        case Knowledge.Unanswerable _ -> own("We asked. So far no one could tell us.");
        case Knowledge.Contradicted _ -> own("We were told two things that do not fit.");
        case Knowledge.Narrowed _ -> own("We know a part of this, but not all.");
        case Knowledge.Known _, Knowledge.NotAsked _ -> {}
      }
    }
    own(
        decision.missing().size() == 1
            ? "Your doctor's office can send it to us."
            : "Your doctor's office can send them to us. We may not need all of them.");
  }

  private void used(FactName fact) {
    Knowledge knowledge = determination.request().knowledge(fact);
    quoted(question(fact) + " " + Words.knowledge(knowledge) + ".");
    List<String> sources =
        knowledge.evidence().stream().map(MemberText::source).distinct().toList();
    if (!sources.isEmpty()) {
      own("We know this from " + String.join(" and ", sources) + ".");
    }
  }

  private static String source(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Resource(var _, String path, var _) -> record(path);
      case Evidence.Answered _ -> "the answers given with this request";
      case Evidence.Library _ -> "our list of rules";
      case Evidence.Example _ -> "a made-up case";
    };
  }

  /** The part of the record that a path leads into, by the type of its resource. */
  private static String record(String path) {
    return switch (path.split("\\.", 2)[0]) {
      case "Coverage" -> "your coverage";
      case "QuestionnaireResponse" -> "your doctor's answers";
      case "ServiceRequest",
          "DeviceRequest",
          "MedicationRequest",
          "NutritionOrder",
          "VisionPrescription" ->
          "your doctor's order";
      default -> "your health record";
    };
  }

  private String question(FactName fact) {
    return guideline
        .fact(fact)
        .flatMap(FactDeclaration::question)
        .orElseGet(() -> ConditionWords.words(fact) + "?");
  }
}
