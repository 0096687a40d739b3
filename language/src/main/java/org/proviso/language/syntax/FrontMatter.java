package org.proviso.language.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.model.Span;

/**
 * Front matter whose keys are known and whose values have the right shape; what the values mean is
 * not yet looked at.
 *
 * @param scalars single values by key
 * @param lists lists by key; a single value where a list may stand is a list of one
 * @param suppressions reasons by the identifier of a diagnostic, in source order
 * @param unreadable keys whose values have the wrong shape
 * @param span all of it, with both lines of hyphens
 */
public record FrontMatter(
    Map<String, Word> scalars,
    Map<String, List<Word>> lists,
    List<Suppression> suppressions,
    Set<String> unreadable,
    Span span) {
  public FrontMatter {
    scalars = Map.copyOf(scalars);
    lists = Map.copyOf(lists);
    suppressions = List.copyOf(suppressions);
    unreadable = Set.copyOf(unreadable);
  }

  /** A diagnostic that does not apply, and why. */
  public record Suppression(Word id, Word reason) {}

  /** The single value of a key. */
  public Optional<Word> scalar(String key) {
    return Optional.ofNullable(scalars.get(key));
  }

  /** The values of a key; empty when it is absent. */
  public List<Word> list(String key) {
    return lists.getOrDefault(key, List.of());
  }
}
