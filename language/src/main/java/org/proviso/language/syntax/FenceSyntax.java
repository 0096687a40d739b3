package org.proviso.language.syntax;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Span;

/** What stands in one fence of the machine's. */
public sealed interface FenceSyntax {
  /** The whole fence, with its opening and closing lines. */
  Span span();

  /**
   * A {@code facts} fence.
   *
   * @param unreadable names whose statements hold mistakes
   */
  record Facts(List<FactItem> items, List<String> unreadable, Span span) implements FenceSyntax {
    public Facts {
      items = List.copyOf(items);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * A {@code codes} fence.
   *
   * @param unreadable names whose statements hold mistakes
   */
  record Codes(List<ValueSetSyntax> valueSets, List<String> unreadable, Span span)
      implements FenceSyntax {
    public Codes {
      valueSets = List.copyOf(valueSets);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * A {@code criteria} fence.
   *
   * @param readable whether all of it could be read
   */
  record Criteria(List<CriteriaItem> items, boolean readable, Span span) implements FenceSyntax {
    public Criteria {
      items = List.copyOf(items);
    }
  }

  /** A {@code cases} fence; empty when it holds no table. */
  record Cases(Optional<CaseTable> table, Span span) implements FenceSyntax {}
}
