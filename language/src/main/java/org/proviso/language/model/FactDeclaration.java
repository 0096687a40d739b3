package org.proviso.language.model;

import java.util.List;
import java.util.Optional;

/**
 * A fact that criteria may mention.
 *
 * @param question what to ask a person, if it can be asked
 * @param cost how much the question costs relative to others, 1 unless the document says otherwise
 * @param sources where a record may hold it, in order of preference
 */
public record FactDeclaration(
    FactName name,
    FactType type,
    Optional<String> question,
    int cost,
    List<FactSource> sources,
    Span span) {
  public FactDeclaration {
    sources = List.copyOf(sources);
    if (cost < 1) {
      throw new IllegalArgumentException("a question's cost is 1 or more: " + cost);
    }
  }
}
