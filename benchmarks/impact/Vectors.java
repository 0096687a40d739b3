import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.RowLayout;
import org.proviso.language.library.Library;

/**
 * Does the Vector API decide packed facts quicker than a plain loop? Both walk the same byte
 * tables, made here of the guideline's diagram as the engine makes its own, over the same complete
 * rows; every result is compared with the engine's first. For guidelines of one word.
 *
 * <p>Arguments: the folder of guidelines and an identifier.
 */
final class Vectors {
  private static final int ROWS = 1 << 20;
  private static final int ROUNDS = 100;
  private static final int BYTE = 256;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(LONGS.vectorBitSize() / 2));

  private Vectors() {}

  public static void main(String[] arguments) throws Exception {
    var version = Library.load(Path.of(arguments[0])).versions(arguments[1]).getLast();
    if (!(Engine.compile(version) instanceof Engine.Compilation.Compiled(var guideline, var _))) {
      throw new IllegalStateException("it does not compile");
    }
    PackedDecision decision = guideline.packed().decisions().getFirst();
    long[] rows = rows(guideline.packed().layout());
    Table table = Table.of(guideline);
    System.out.printf(
        "%s %s: %d table(s) of bytes, %,d entries; lanes of the vectors: %d%n",
        version.id(),
        version.version(),
        table.shifts().length,
        table.entries().length,
        LONGS.length());
    var engine = new short[ROWS];
    decision.decide(rows, 0, ROWS, engine);
    var plain = new int[ROWS];
    plain(table, rows, plain);
    var vector = new int[ROWS];
    vector(table, rows, vector);
    verify(engine, plain);
    verify(engine, vector);
    for (int run = 1; run <= 3; run++) {
      System.out.printf(
          "run %d, million rows a second, the best of %d rounds: engine %.0f, plain loop %.0f, Vector API %.0f%n",
          run,
          ROUNDS,
          rate(() -> decision.decide(rows, 0, ROWS, engine)),
          rate(() -> plain(table, rows, plain)),
          rate(() -> vector(table, rows, vector)));
    }
  }

  private static double rate(Runnable pass) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      pass.run();
      best = Math.max(best, ROWS * 1e3 / (System.nanoTime() - start));
    }
    return best;
  }

  /** Every number of the engine is one number of the tables, on every row. */
  private static void verify(short[] engine, int[] ours) {
    Map<Integer, Short> same = new HashMap<>();
    for (int row = 0; row < ROWS; row++) {
      Short known = same.putIfAbsent(ours[row], engine[row]);
      if (known != null && known != engine[row]) {
        throw new IllegalStateException("row " + row + " comes out otherwise");
      }
    }
  }

  private static void plain(Table table, long[] rows, int[] results) {
    int[] entries = table.entries();
    int[] shifts = table.shifts();
    for (int row = 0; row < rows.length; row++) {
      int at = 0;
      for (int shift : shifts) {
        at = entries[at + ((int) (rows[row] >>> shift) & (BYTE - 1))];
      }
      results[row] = at;
    }
  }

  private static void vector(Table table, long[] rows, int[] results) {
    int[] entries = table.entries();
    int[] shifts = table.shifts();
    var places = new int[INTS.length()];
    for (int row = 0; row < rows.length; row += LONGS.length()) {
      LongVector of = LongVector.fromArray(LONGS, rows, row);
      IntVector at = IntVector.zero(INTS);
      for (int shift : shifts) {
        LongVector bytes = of.lanewise(VectorOperators.LSHR, shift).and(BYTE - 1);
        at.add((IntVector) bytes.convertShape(VectorOperators.L2I, INTS, 0)).intoArray(places, 0);
        // A gather takes its places from memory.
        at = IntVector.fromArray(INTS, entries, 0, places, 0);
      }
      at.intoArray(results, row);
    }
  }

  private static long[] rows(RowLayout layout) {
    if (layout.words() != 1) {
      throw new IllegalArgumentException("the guideline's rows have more than one word");
    }
    var random = new SplittableRandom(20_270_101);
    var rows = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      for (int variable = 0; variable < layout.variables(); variable++) {
        layout.setCode(rows, row, variable, 1 + random.nextInt(layout.cells(variable)));
      }
    }
    return rows;
  }

  /**
   * For each byte that is looked at its shift, and where each of its values leads from each node.
   */
  private record Table(int[] shifts, int[] entries) {
    static Table of(CompiledGuideline guideline) {
      Diagrams diagrams = guideline.model().diagrams();
      RowLayout layout = guideline.packed().layout();
      int root = guideline.model().decisions().getFirst().outcome();
      List<Integer> shifts = new ArrayList<>();
      List<Integer> entries = new ArrayList<>();
      Map<Integer, Integer> nodes = new LinkedHashMap<>(Map.of(root, 0));
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        int first = shift;
        if (nodes.keySet().stream().noneMatch(node -> isIn(diagrams, layout, node, first))) {
          continue;
        }
        shifts.add(shift);
        int base = entries.size() + BYTE * nodes.size();
        Map<Integer, Integer> following = new LinkedHashMap<>();
        for (int from : nodes.keySet()) {
          for (int bits = 0; bits < BYTE; bits++) {
            int node = from;
            while (isIn(diagrams, layout, node, shift)) {
              int variable = diagrams.variable(node);
              int code =
                  bits >>> (layout.position(variable) - shift)
                      & ((1 << layout.width(variable)) - 1);
              // Complete rows have no other codes.
              node = diagrams.child(node, Math.clamp(code - 1, 0, layout.cells(variable) - 1));
            }
            entries.add(following.computeIfAbsent(node, _ -> base + BYTE * following.size()));
          }
        }
        nodes = following;
      }
      return new Table(
          shifts.stream().mapToInt(Integer::intValue).toArray(),
          entries.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean isIn(Diagrams diagrams, RowLayout layout, int node, int shift) {
      return !diagrams.isTerminal(node)
          && layout.position(diagrams.variable(node)) >= shift
          && layout.position(diagrams.variable(node)) < shift + Byte.SIZE;
    }
  }
}
