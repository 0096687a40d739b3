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
   * @param source where it comes from
   */
  static GivenAnswer read(Guideline guideline, FactName fact, String text, Evidence source) {
    Optional<FactDeclaration> declared = guideline.fact(fact);
    if (declared.isEmpty()) {
      return new Wrong(unknown(guideline, fact));
    }
    if (declared.get().type() instanceof FactType.Document) {
      return wrong(
          RefusalId.NOT_TO_BE_ANSWERED,
          fact,
          "Whether a document is in force is known from the library alone.",
          "Add the document to the library.");
    }
    return read(declared.get(), text, source);
  }

  /** As {@link #read}, of a witness, which also states which documents are in force. */
  static GivenAnswer ofWitness(Guideline guideline, FactName fact, String text, Evidence source) {
    return guideline
        .fact(fact)
        .map(declared -> read(declared, text, source))
        .orElseGet(() -> new Wrong(unknown(guideline, fact)));
  }

  private static GivenAnswer read(FactDeclaration fact, String text, Evidence source) {
    List<Evidence> evidence = List.of(source);
    if (text.equals(UNANSWERABLE)) {
      return new Right(new Knowledge.Unanswerable(evidence));
    }
    return switch (ValueReader.read(fact, text)) {
      case ValueReader.Result.Read(Value value) -> new Right(new Knowledge.Known(value, evidence));
      case ValueReader.Result.Malformed(String reason, String help) ->
          wrong(RefusalId.ANSWER_DOES_NOT_FIT, fact.name(), reason + ".", help);
    };
  }

  /** Why a guideline that does not declare a fact takes no answer to it. */
  static Problem unknown(Guideline guideline, FactName fact) {
    return new Problem(
        RefusalId.UNKNOWN_FACT.id(),
        fact.text(),
        "Version " + guideline.version() + " of " + guideline.id() + " has no such fact.",
        "Its facts are: "
            + guideline.facts().stream()
                .map(known -> known.name().text())
                .collect(Collectors.joining(", ")));
  }

  private static GivenAnswer wrong(RefusalId id, FactName fact, String message, String help) {
    return new Wrong(new Problem(id.id(), fact.text(), message, help));
  }
}
