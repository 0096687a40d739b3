package org.proviso.engine.compile;

import java.util.List;

/**
 * Variables that depend on the same facts, so that not every combination of their cells is
 * possible.
 *
 * @param variables ascending
 * @param combinations the possible ones: for each a cell for each variable; not empty
 */
public record Tie(List<Integer> variables, List<List<Integer>> combinations) {
  public Tie {
    variables = List.copyOf(variables);
    combinations = List.copyOf(combinations);
  }
}
