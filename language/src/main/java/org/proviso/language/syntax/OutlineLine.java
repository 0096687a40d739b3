package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a fence with the lines that are indented deeper than it. Comments and white space at
 * the ends are already left out.
 */
final class OutlineLine {
  private final int indentation;
  private final int start;
  private final int end;
  private final List<OutlineLine> children = new ArrayList<>();

  OutlineLine(int indentation, int start, int end) {
    this.indentation = indentation;
    this.start = start;
    this.end = end;
  }

  /** The column of the first character, counted from 0. */
  int indentation() {
    return indentation;
  }

  /** The offset of the first character. */
  int start() {
    return start;
  }

  /** The offset after the last character. */
  int end() {
    return end;
  }

  /** The lines indented deeper, each with its own. */
  List<OutlineLine> children() {
    return children;
  }

  /** This line and everything below it, in source order. */
  void collect(List<OutlineLine> into) {
    into.add(this);
    for (OutlineLine child : children) {
      child.collect(into);
    }
  }
}
