package org.proviso.payer;

import java.util.List;
import java.util.Set;

/**
 * Under which conditions the payer answers: what the asker may be told, and how complete the record
 * was.
 *
 * @param tellsDocumentation whether what is to be documented is said now; at an early moment it is
 *     not
 * @param mayAuthorize whether an authorization number may be given
 * @param wholeTypes the resource types of which everything that there is was at hand
 * @param unanswered which sources were asked in vain, as sentences: while there is any, nothing is
 *     covered
 */
public record AnswerConditions(
    boolean tellsDocumentation,
    boolean mayAuthorize,
    Set<String> wholeTypes,
    List<String> unanswered) {
  public AnswerConditions {
    wholeTypes = Set.copyOf(wholeTypes);
    unanswered = List.copyOf(unanswered);
  }
}
