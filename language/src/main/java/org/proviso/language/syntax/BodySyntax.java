package org.proviso.language.syntax;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Span;

/** The body of a rule or a branch of a group, with its anchor if it has one. */
public record BodySyntax(Optional<Word> anchor, Content content, Span span) {
  /** A condition on its own, or a group of branches. */
  public sealed interface Content {
    /** A condition. */
    record Single(ConditionSyntax condition) implements Content {}

    /**
     * Branches on lines of their own; one or more.
     *
     * @param count how many must hold, for {@link Kind#AT_LEAST}
     */
    record Group(Kind kind, Optional<Word> count, List<BodySyntax> branches) implements Content {
      public Group {
        branches = List.copyOf(branches);
      }
    }
  }

  /** How a group combines its branches. */
  public enum Kind {
    ALL_OF,
    ANY_OF,
    NONE_OF,
    AT_LEAST
  }
}
