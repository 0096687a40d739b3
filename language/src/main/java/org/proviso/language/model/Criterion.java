package org.proviso.language.model;

import java.util.Optional;

/**
 * A condition at its place in the document.
 *
 * @param anchor the sentence it makes exact, if it has its own
 * @param label the words to show for it: the anchored sentence, or the condition as written
 * @param span where it stands
 */
public record Criterion(Optional<Anchor> anchor, Condition condition, String label, Span span) {}
