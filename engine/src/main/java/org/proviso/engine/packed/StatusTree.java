package org.proviso.engine.packed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.diagram.Diagrams;

/**
 * A criterion with its parts: where in words their statuses stand, and the trees made of them. A
 * criterion has a field of its own, because its status does not follow from those of its parts
 * ({@code p or not p} is met whatever p is). Where few fields belong to a tree they stand side by
 * side, and each tree is made once and shared.
 */
final class StatusTree {
  /** How many criteria a shared tree has at most: 4 to the power of that are kept. */
  private static final int MOST_SHARED = 5;

  private final CompiledCriterion criterion;
  private final Statuses.Field field;
  private final List<StatusTree> parts;

  /** A bit for each bit of the fields of a shared tree; 0 when the tree is not shared. */
  private final int mask;

  /** The trees made so far, by the bits of their fields. */
  private final @Nullable CriterionStatus[] shared;

  private StatusTree(
      CompiledCriterion criterion, Statuses.Field field, List<StatusTree> parts, int mask) {
    this.criterion = criterion;
    this.field = field;
    this.parts = parts;
    this.mask = mask;
    this.shared = new CriterionStatus[mask == 0 ? 0 : mask + 1];
  }

  /** Gives a criterion and its parts their fields. */
  static StatusTree of(CompiledCriterion criterion, Diagrams source, Statuses.Maker statuses) {
    int count = count(criterion);
    boolean few = count <= MOST_SHARED;
    statuses.together(few ? count : 1);
    return of(criterion, source, statuses, few ? (1 << (2 * count)) - 1 : 0);
  }

  private static StatusTree of(
      CompiledCriterion criterion, Diagrams source, Statuses.Maker statuses, int mask) {
    Statuses.Field field = statuses.add(source, criterion.holds(), true);
    var parts = new ArrayList<StatusTree>();
    for (CompiledCriterion part : criterion.parts()) {
      parts.add(mask != 0 ? of(part, source, statuses, 0) : of(part, source, statuses));
    }
    return new StatusTree(criterion, field, List.copyOf(parts), mask);
  }

  private static int count(CompiledCriterion criterion) {
    return 1 + criterion.parts().stream().mapToInt(StatusTree::count).sum();
  }

  /**
   * The status of the criterion and of its parts.
   *
   * @param words as {@link Statuses#word} gives them
   */
  CriterionStatus in(long[] words) {
    if (mask == 0) {
      return made(words);
    }
    int bits = (int) (words[field.word()] >>> field.shift()) & mask;
    CriterionStatus known = shared[bits];
    if (known == null) {
      known = made(words);
      shared[bits] = known;
    }
    return known;
  }

  private CriterionStatus made(long[] words) {
    return new CriterionStatus(
        criterion.criterion(),
        field.status(words[field.word()]),
        criterion.facts(),
        parts.stream().map(part -> part.in(words)).toList());
  }
}
