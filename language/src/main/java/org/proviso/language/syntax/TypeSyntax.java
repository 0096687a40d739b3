package org.proviso.language.syntax;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Span;

/** A fact's type as it is written. */
public sealed interface TypeSyntax {
  /** Where it stands. */
  Span span();

  /** {@code yes/no}. */
  record YesNo(Span span) implements TypeSyntax {}

  /** {@code one of SYMBOL, ...}. */
  record OneOf(List<Word> values, Span span) implements TypeSyntax {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /** {@code number [in UNIT] [from NUMBER to NUMBER] [by NUMBER]}. */
  record Numeric(
      Optional<Word> unit,
      Optional<Word> least,
      Optional<Word> greatest,
      Optional<Word> step,
      Span span)
      implements TypeSyntax {}

  /** {@code count [up to NUMBER]}. */
  record Count(Optional<Word> greatest, Span span) implements TypeSyntax {}

  /** {@code date}. */
  record Date(Span span) implements TypeSyntax {}

  /** {@code code [in SYSTEM, ...]}. */
  record Code(List<Word> systems, Span span) implements TypeSyntax {
    public Code {
      systems = List.copyOf(systems);
    }
  }

  /** {@code codes [in SYSTEM, ...]}. */
  record Codes(List<Word> systems, Span span) implements TypeSyntax {
    public Codes {
      systems = List.copyOf(systems);
    }
  }

  /** {@code history}. */
  record History(Span span) implements TypeSyntax {}

  /** {@code document of KIND, ...}. */
  record DocumentOf(List<Word> kinds, Span span) implements TypeSyntax {
    public DocumentOf {
      kinds = List.copyOf(kinds);
    }
  }
}
