package org.proviso.language.check;

import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Span;

/**
 * Counts the parts of a condition as definitions are put in the place of their names, and stops
 * what grows too large: definitions that use each other twice double with each step.
 */
final class TreeSize {
  /** The parts that one definition or clause can have. */
  private static final int SIZE_LIMIT = 20_000;

  /** The parts that all criteria of a document can have together. */
  private static final int TOTAL_LIMIT = 400_000;

  private static final int DEPTH_LIMIT = 500;

  private final DiagnosticCollector diagnostics;
  private int size;
  private int depth;
  private int deepest;
  private long total;

  TreeSize(DiagnosticCollector diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Begins a definition or a clause. */
  void begin() {
    size = 0;
    depth = 0;
    deepest = 0;
  }

  void enter(int parts) {
    size += parts;
    total += parts;
    depth++;
    deepest = Math.max(deepest, depth);
  }

  void leave(int levels) {
    depth -= levels;
  }

  /** Adds what stands for a name. */
  void add(int parts, int levels, Span span) {
    boolean within = isWithinLimits();
    size += parts;
    total += parts;
    deepest = Math.max(deepest, depth + levels);
    if (within && !isWithinLimits()) {
      diagnostics.add(
          DiagnosticId.DEFINITION_TOO_LARGE,
          span,
          "with everything that is defined put in the place of its name, this has more than "
              + SIZE_LIMIT
              + " parts or is nested more than "
              + DEPTH_LIMIT
              + " deep",
          "make it a fact of its own, or say it with fewer definitions");
    }
  }

  boolean isWithinLimits() {
    return size <= SIZE_LIMIT && deepest <= DEPTH_LIMIT && total <= TOTAL_LIMIT;
  }

  int size() {
    return size;
  }

  int deepest() {
    return deepest;
  }
}
