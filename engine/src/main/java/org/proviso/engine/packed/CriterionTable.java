package org.proviso.engine.packed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.CriterionStatus.Status;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.FactName;

/**
 * A criterion with its parts as tables. A criterion has a status of its own, which does not follow
 * from those of its parts ({@code p or not p} is met whatever p is). Where the trees of statuses
 * that a criterion can have are few they are made once and shared.
 */
final class CriterionTable {
  private static final List<Status> STATUSES = List.of(Status.values());
  private static final int MOST_TREES = 2_048;

  private final Criterion criterion;
  private final List<FactName> facts;
  private final RowTable table;
  private final CriterionTable[] parts;

  /** Trees made so far by number; empty when they are too many to be kept. */
  private final @Nullable CriterionStatus[] trees;

  /** How many trees there are; above {@link #MOST_TREES} it means "too many". */
  private final int treeCount;

  CriterionTable(CompiledCriterion criterion, RowTable table, List<CriterionTable> parts) {
    this.criterion = criterion.criterion();
    this.facts = criterion.facts();
    this.table = table;
    this.parts = parts.toArray(CriterionTable[]::new);
    int count = STATUSES.size();
    for (CriterionTable part : parts) {
      count = Math.min(count * part.treeCount, MOST_TREES + 1);
    }
    this.treeCount = count;
    this.trees = new CriterionStatus[count > MOST_TREES ? 0 : count];
  }

  /** The number that tables have for a status. */
  static int number(Object status) {
    return STATUSES.indexOf(status);
  }

  /** How many bytes of memory the tables take, roughly, without the trees. */
  int size() {
    int size = table.size() + Long.BYTES * trees.length;
    for (CriterionTable part : parts) {
      size += part.size();
    }
    return size;
  }

  /** The status of the criterion and of its parts; null when only the exact engine can say. */
  @Nullable CriterionStatus status(long[] rows, int offset) {
    if (treeCount <= MOST_TREES) {
      int number = number(rows, offset);
      if (number < 0) {
        return null;
      }
      CriterionStatus known = trees[number];
      return known != null ? known : tree(number);
    }
    int status = table.find(rows, offset);
    if (status == RowTable.EXACT) {
      return null;
    }
    var statuses = new ArrayList<CriterionStatus>(parts.length);
    for (CriterionTable part : parts) {
      CriterionStatus of = part.status(rows, offset);
      if (of == null) {
        return null;
      }
      statuses.add(of);
    }
    return new CriterionStatus(criterion, STATUSES.get(status), facts, statuses);
  }

  /** The number of the tree: its own status is the lowest digit, those of its parts follow. */
  private int number(long[] rows, int offset) {
    int number = table.find(rows, offset);
    if (number < 0) {
      return RowTable.EXACT;
    }
    int place = STATUSES.size();
    for (CriterionTable part : parts) {
      int digit = part.number(rows, offset);
      if (digit < 0) {
        return RowTable.EXACT;
      }
      number += place * digit;
      place *= part.treeCount;
    }
    return number;
  }

  private CriterionStatus tree(int number) {
    var statuses = new ArrayList<CriterionStatus>(parts.length);
    int rest = number / STATUSES.size();
    for (CriterionTable part : parts) {
      statuses.add(part.tree(rest % part.treeCount));
      rest /= part.treeCount;
    }
    var tree =
        new CriterionStatus(criterion, STATUSES.get(number % STATUSES.size()), facts, statuses);
    trees[number] = tree;
    return tree;
  }
}
