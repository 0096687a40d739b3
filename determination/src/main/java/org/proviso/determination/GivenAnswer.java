package org.proviso.determination;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.Problem;
import org.proviso.language.check.ValueReader;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;

/** An answer that somebody gave to the question of a fact. */
public sealed interface GivenAnswer {
  /** The word for a question that was asked and cannot be answered. */
  String UNANSWERABLE = "unanswerable";

  /** It fits the fact. */
  record Right(Knowledge knowledge) implements GivenAnswer {}

  /** It does not. */
  record Wrong(Problem problem) implements GivenAnswer {}

  /**
   * Reads an answer by its fact's type.
   *
   * @param channel how it was given
   */
  static GivenAnswer read(Guideline guideline, FactName fact, String text, String channel) {
    Optional<FactDeclaration> declared = guideline.fact(fact);
    if (declared.isEmpty()) {
      return wrong(
          "unknown-fact",
          fact,
          "Version " + guideline.version() + " of " + guideline.id() + " has no such fact.",
          "Its facts are: "
              + guideline.facts().stream()
                  .map(known -> known.name().text())
                  .collect(Collectors.joining(", ")));
    }
    FactType type = declared.get().type();
    if (type instanceof FactType.Document) {
      return wrong(
          "not-to-be-answered",
          fact,
          "Whether a document is in force is known from the library alone.",
          "Add the document to the library.");
    }
    List<Evidence> evidence = List.of(new Evidence.Answered(channel));
    if (text.equals(UNANSWERABLE)) {
      return new Right(new Knowledge.Unanswerable(evidence));
    }
    return switch (ValueReader.read(declared.get(), text)) {
      case ValueReader.Result.Read(Value value) -> new Right(new Knowledge.Known(value, evidence));
      case ValueReader.Result.Malformed(String reason, String help) ->
          wrong("answer-does-not-fit", fact, reason + ".", help);
    };
  }

  private static GivenAnswer wrong(String id, FactName fact, String message, String help) {
    return new Wrong(new Problem(id, fact.text(), message, help));
  }
}
