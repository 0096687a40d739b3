package org.proviso.engine.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiagramsTest {
  private static final int[] CELLS = {2, 3, 2, 4};

  private final Random random = new Random(7);
  private final Diagrams diagrams = new Diagrams(CELLS, 100_000);

  /** A random function, as a diagram and as the table it was made from. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Function(int node, int[] table) {}

  private Function function(int values) {
    var table = new int[2 * 3 * 2 * 4];
    for (int index = 0; index < table.length; index++) {
      table[index] = random.nextInt(values);
    }
    return new Function(build(table, diagrams), table);
  }

  private static int build(int[] table, Diagrams diagrams) {
    int node = diagrams.terminal(-1);
    for (int index = 0; index < table.length; index++) {
      int here = diagrams.constant(true);
      int[] cells = cells(index);
      for (int variable = 0; variable < CELLS.length; variable++) {
        here = diagrams.and(here, diagrams.literal(variable, 1L << cells[variable]));
      }
      node = diagrams.choose(here, diagrams.terminal(table[index]), node);
    }
    return node;
  }

  private static int[] cells(int index) {
    var cells = new int[CELLS.length];
    int rest = index;
    for (int variable = CELLS.length - 1; variable >= 0; variable--) {
      cells[variable] = rest % CELLS[variable];
      rest /= CELLS[variable];
    }
    return cells;
  }

  @Test
  void aFunctionHasOneNodeHoweverItIsMade() {
    for (int round = 0; round < 50; round++) {
      Function function = function(3);
      int doubled = diagrams.map(function.node(), value -> (Integer) value + 10);
      assertThat(diagrams.map(doubled, value -> (Integer) value - 10)).isEqualTo(function.node());
      assertThat(build(function.table(), diagrams)).isEqualTo(function.node());
    }
  }

  @Test
  void applyCombinesTerminalByTerminal() {
    for (int round = 0; round < 50; round++) {
      Function left = function(3);
      Function right = function(3);
      int sum = diagrams.apply(left.node(), right.node(), (a, b) -> 3 * (Integer) a + (Integer) b);
      for (int index = 0; index < left.table().length; index++) {
        assertThat(diagrams.walk(sum, cells(index)))
            .isEqualTo(3 * left.table()[index] + right.table()[index]);
      }
    }
  }

  @Test
  void restrictAgreesOnPossibleCellsAndForgetsTheOthers() {
    for (int round = 0; round < 200; round++) {
      Function function = function(2);
      long[] masks = masks();
      int restricted = diagrams.restrict(function.node(), masks);
      var reachable = new java.util.TreeSet<Integer>();
      double twos = 0;
      int possible = 0;
      for (int index = 0; index < function.table().length; index++) {
        if (isPossible(cells(index), masks)) {
          assertThat(diagrams.walk(restricted, cells(index))).isEqualTo(function.table()[index]);
          reachable.add(function.table()[index]);
          twos += function.table()[index] == 1 ? 1 : 0;
          possible++;
        }
      }
      assertThat(diagrams.reachable(function.node(), masks))
          .containsExactlyInAnyOrderElementsOf(reachable);
      assertThat(diagrams.measure(restricted, masks, value -> value.equals(1)))
          .isCloseTo(twos / possible, org.assertj.core.data.Offset.offset(1e-12));
      for (int variable = 0; variable < CELLS.length; variable++) {
        if (Long.bitCount(masks[variable]) == 1) {
          assertThat(diagrams.support(restricted).get(variable)).isFalse();
        }
      }
    }
  }

  @Test
  void constrainAgreesWhereItMatters() {
    for (int round = 0; round < 200; round++) {
      Function function = function(3);
      Function care = function(2);
      int where = diagrams.map(care.node(), value -> value.equals(1));
      if (where == diagrams.constant(false)) {
        continue;
      }
      int constrained = diagrams.constrain(function.node(), where);
      for (int index = 0; index < function.table().length; index++) {
        if (care.table()[index] == 1) {
          assertThat(diagrams.walk(constrained, cells(index))).isEqualTo(function.table()[index]);
        }
      }
    }
  }

  @Test
  void abstractionCombinesOverPossibleCells() {
    for (int round = 0; round < 100; round++) {
      Function function = function(5);
      long[] masks = masks();
      var variables = new BitSet();
      variables.set(1);
      variables.set(3);
      int greatest =
          diagrams.abstracted(
              function.node(), variables, masks, (a, b) -> Math.max((Integer) a, (Integer) b));
      for (int index = 0; index < function.table().length; index++) {
        if (isPossible(cells(index), masks)) {
          int expected = -1;
          for (int other = 0; other < function.table().length; other++) {
            boolean same = cells(other)[0] == cells(index)[0] && cells(other)[2] == cells(index)[2];
            if (same && isPossible(cells(other), masks)) {
              expected = Math.max(expected, function.table()[other]);
            }
          }
          assertThat(diagrams.walk(greatest, cells(index))).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aDiagramIsRebuiltUnderAnotherOrderAndBack() {
    var other = new Diagrams(CELLS, new int[] {3, 1, 0, 2}, 100_000);
    for (int round = 0; round < 30; round++) {
      Function function = function(3);
      int moved = other.copyFrom(diagrams, function.node(), diagrams.everything());
      for (int index = 0; index < function.table().length; index++) {
        assertThat(other.walk(moved, cells(index))).isEqualTo(function.table()[index]);
      }
      assertThat(diagrams.copyFrom(other, moved, other.everything())).isEqualTo(function.node());
    }
  }

  @Test
  void aStoreThatIsFullSaysSo() {
    var small = new Diagrams(CELLS, 12);
    assertThatThrownBy(() -> build(function(5).table(), small))
        .isInstanceOf(DiagramLimitException.class)
        .hasMessage("more than 12 diagram nodes would be needed");
  }

  private long[] masks() {
    var masks = new long[CELLS.length];
    for (int variable = 0; variable < CELLS.length; variable++) {
      masks[variable] = 1L + random.nextInt((1 << CELLS[variable]) - 1);
    }
    return masks;
  }

  private static boolean isPossible(int[] cells, long[] masks) {
    for (int variable = 0; variable < cells.length; variable++) {
      if ((masks[variable] >>> cells[variable] & 1) == 0) {
        return false;
      }
    }
    return true;
  }
}
