package org.proviso.engine.packed;

import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;

/**
 * Makes tables of diagrams: with branches for unknowns where they fit, for complete rows only where
 * they do not.
 */
final class Tables {
  private final RowLayout layout;
  private final boolean unknownsFit;

  Tables(RowLayout layout) {
    this.layout = layout;
    boolean fit = true;
    for (int variable = 0; variable < layout.variables(); variable++) {
      fit &= layout.branches(variable) <= Diagrams.MOST_CELLS;
    }
    this.unknownsFit = fit;
  }

  /** A table, and whether it answers rows with unknowns. */
  record Made(RowTable table, boolean partial) {}

  /**
   * The table of a diagram.
   *
   * @param lift what stands for a terminal
   * @param union of two such; associative, commutative and idempotent
   * @param number a number for each of them
   * @param wide whether speed counts more than memory
   */
  Made make(
      Diagrams source,
      int root,
      Function<Object, Object> lift,
      BinaryOperator<Object> union,
      ToIntFunction<Object> number,
      boolean wide) {
    return withUnknowns(source, root, lift, union, number, wide)
        .map(table -> new Made(table, true))
        .orElseGet(
            () ->
                new Made(
                    RowTable.of(
                        source,
                        root,
                        false,
                        layout,
                        value -> number.applyAsInt(lift.apply(value)),
                        wide),
                    false));
  }

  private Optional<RowTable> withUnknowns(
      Diagrams source,
      int root,
      Function<Object, Object> lift,
      BinaryOperator<Object> union,
      ToIntFunction<Object> number,
      boolean wide) {
    if (!unknownsFit) {
      return Optional.empty();
    }
    try {
      Diagrams store = Reached.store(layout);
      int lifted = Reached.of(source, root, lift, union, layout, store);
      return Optional.of(RowTable.of(store, lifted, true, layout, number, wide));
    } catch (DiagramLimitException tooLarge) {
      return Optional.empty();
    }
  }
}
