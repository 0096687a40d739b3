package org.proviso.engine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sifted diagrams are the same functions with fewer nodes. */
class SiftingTest {
  private static final long ENOUGH = 1_000_000;

  @Test
  void pairsThatStandApartComeTogether() {
    int pairs = 9;
    var cells = new int[2 * pairs];
    Arrays.fill(cells, 2);
    var diagrams = new Diagrams(cells, 100_000);
    int root = diagrams.constant(false);
    for (int pair = 0; pair < pairs; pair++) {
      int both = diagrams.and(diagrams.literal(pair, 0b10), diagrams.literal(pairs + pair, 0b10));
      root = diagrams.or(root, both);
    }
    assertThat(diagrams.size(List.of(root))).isGreaterThan(1 << pairs);
    Sifting.Result sifted = Sifting.of(diagrams, List.of(root), ENOUGH);
    assertThat(sifted.diagrams().size()).isEqualTo(2 * pairs + 2);
  }

  @Test
  void everyRootIsTheSameFunctionAsBefore() {
    var random = new Random(5);
    int[] cells = {2, 3, 2, 4, 3, 2};
    for (int round = 0; round < 30; round++) {
      var diagrams = new Diagrams(cells, 100_000);
      var roots = new ArrayList<Integer>();
      for (int root = 0; root < 3; root++) {
        int made = diagrams.terminal(root);
        for (int term = 0; term < 6; term++) {
          int here = diagrams.constant(true);
          for (int part = 0; part < 3; part++) {
            int variable = random.nextInt(cells.length);
            here =
                diagrams.and(
                    here,
                    diagrams.literal(variable, 1 + random.nextInt((1 << cells[variable]) - 1)));
          }
          made = diagrams.choose(here, diagrams.terminal(10 + term % 3), made);
        }
        roots.add(made);
      }
      long steps = round % 2 == 0 ? ENOUGH : 5;
      Sifting.Result sifted = Sifting.of(diagrams, roots, steps);
      assertThat(sifted.diagrams().size(sifted.nodes().values()))
          .isLessThanOrEqualTo(diagrams.size(roots));
      assertThat(sifted.order()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
      for (int walk = 0; walk < 400; walk++) {
        var before = new int[cells.length];
        for (int variable = 0; variable < cells.length; variable++) {
          before[variable] = random.nextInt(cells[variable]);
        }
        int[] after = sifted.order().stream().mapToInt(variable -> before[variable]).toArray();
        for (int root : roots) {
          assertThat(sifted.diagrams().walk(sifted.nodes().getOrDefault(root, -1), after))
              .isEqualTo(diagrams.walk(root, before));
        }
      }
    }
  }
}
