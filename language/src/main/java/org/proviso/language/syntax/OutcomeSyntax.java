package org.proviso.language.syntax;

import org.proviso.language.model.Span;

/** An outcome as it is written. */
public sealed interface OutcomeSyntax {
  /** Where it stands. */
  Span span();

  /** An outcome of one word, for example {@code meets}. */
  record Plain(Word word) implements OutcomeSyntax {
    @Override
    public Span span() {
      return word.span();
    }
  }

  /** {@code refer to "AUTHORITY"}. */
  record ReferToAuthority(String authority, Span span) implements OutcomeSyntax {}

  /** {@code refer to DOCUMENT-FACT}. */
  record ReferToDocument(Word fact, Span span) implements OutcomeSyntax {}

  /** {@code refer to decision DECISION}. */
  record ReferToDecision(Word decision, Span span) implements OutcomeSyntax {}
}
