package org.proviso.language.syntax;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.FactSource.Pick;
import org.proviso.language.model.Span;

/** A declaration or a definition of a {@code facts} fence. */
public sealed interface FactItem {
  /** What it is called. */
  Word name();

  /** Where it stands. */
  Span span();

  /** {@code NAME : TYPE} and its properties. */
  record Declaration(Word name, TypeSyntax type, List<Property> properties, Span span)
      implements FactItem {
    public Declaration {
      properties = List.copyOf(properties);
    }
  }

  /** {@code define NAME = CONDITION}. */
  record DefinedCondition(Word name, ConditionSyntax condition, Span span) implements FactItem {}

  /** {@code define NAME = TERM}; a name by itself may turn out to be a condition. */
  record DefinedTerm(Word name, TermSyntax term, Span span) implements FactItem {}

  /** What else is said of a fact. */
  sealed interface Property {
    /** Where it stands. */
    Span span();

    /** {@code ask STRING [cost NUMBER]}. */
    record Ask(String question, Optional<Word> cost, Span span) implements Property {}

    /** {@code from answer STRING}. */
    record FromAnswer(String linkId, Span span) implements Property {}

    /**
     * {@code from [PICK] RESOURCE[.ELEMENT] [in VALUE-SET [as SYMBOL]] [, WINDOW] [, complete]}.
     */
    record FromResource(
        Optional<Pick> pick,
        Word resource,
        Optional<Word> element,
        Optional<Word> valueSet,
        Optional<Word> symbol,
        Optional<WindowSyntax> window,
        boolean complete,
        Span span)
        implements Property {}
  }
}
