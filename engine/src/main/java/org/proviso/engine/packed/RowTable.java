package org.proviso.engine.packed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.diagram.Diagrams;

/**
 * One diagram as an array over packed rows.
 *
 * <p>Small diagrams become <em>byte tables</em>: for each byte of the row that the diagram looks
 * at, and each node at which the walk can be before it, 256 entries that say where it goes. The
 * walk then has as many steps as there are such bytes, always, and no branch that a processor could
 * foretell wrongly. Larger diagrams, and those of which many are kept, become <em>node tables</em>:
 * one step for each variable on the path. (docs/decisions/0014-compiled-decisions.md has the
 * figures.)
 */
final class RowTable {
  /** Where a walk ends when only the exact engine can answer. */
  static final int EXACT = -1;

  /** The most entries of byte tables: as many as a {@code char} can number, 128 kB. */
  private static final int MOST_ENTRIES = 1 << Character.SIZE;

  private static final int CHUNK = 1 << RowLayout.CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK - 1;

  private final char @Nullable [] bytes;
  private final int[] chunks;
  private final int[] nodes;
  private final int root;

  private RowTable(char @Nullable [] bytes, int[] chunks, int[] nodes, int root) {
    this.bytes = bytes;
    this.chunks = chunks;
    this.nodes = nodes;
    this.root = root;
  }

  /**
   * A table.
   *
   * @param source has a branch for each code of the layout when {@code unknowns}, otherwise for
   *     cells only, and then an unknown that is tested leads to {@link #EXACT}
   * @param terminal a number for each terminal, 0 or above, below 32,768
   * @param wide whether byte tables may be made
   */
  static RowTable of(
      Diagrams source,
      int root,
      boolean unknowns,
      RowLayout layout,
      ToIntFunction<Object> terminal,
      boolean wide) {
    var branches = new Branches(source, unknowns, layout, terminal);
    RowTable table = wide ? byteTables(branches, root) : null;
    return table != null ? table : nodeTable(branches, root);
  }

  /** Whether it is a byte table. */
  boolean isWide() {
    return bytes != null;
  }

  /** How many bytes of memory it takes, roughly. */
  int size() {
    return (bytes == null ? 0 : 2 * bytes.length) + 4 * (chunks.length + nodes.length);
  }

  /** Where the walk ends, for a layout of one word. */
  int find(long row) {
    char[] entries = bytes;
    if (entries != null) {
      int at = 0;
      for (int chunk : chunks) {
        at = entries[at + ((int) (row >>> chunk) & CHUNK_MASK)];
      }
      return (short) at;
    }
    int at = root;
    while (at >= 0) {
      int test = nodes[at];
      at = nodes[at + 1 + ((int) (row >>> test) & (test >>> 16))];
    }
    return ~at - 1;
  }

  /** Where the walk ends. */
  int find(long[] rows, int offset) {
    char[] entries = bytes;
    if (entries != null) {
      int at = 0;
      for (int chunk : chunks) {
        at = entries[at + ((int) (rows[offset + (chunk >> 6)] >>> chunk) & CHUNK_MASK)];
      }
      return (short) at;
    }
    int at = root;
    while (at >= 0) {
      int test = nodes[at];
      long word = rows[offset + ((test & 0xffff) >> 6)];
      at = nodes[at + 1 + ((int) (word >>> test) & (test >>> 16))];
    }
    return ~at - 1;
  }

  /** Where the walks of many rows of one word end. */
  void find(long[] rows, int from, int until, short[] ends) {
    for (int index = from; index < until; index++) {
      ends[index] = (short) find(rows[index]);
    }
  }

  /** Where one goes from a node: for each code, and at the end. */
  private record Branches(
      Diagrams source, boolean unknowns, RowLayout layout, ToIntFunction<Object> terminal) {
    boolean isEnd(int node) {
      return node == EXACT || source.isTerminal(node);
    }

    int end(int node) {
      return node == EXACT ? EXACT : terminal.applyAsInt(source.value(node));
    }

    int next(int node, int code) {
      int variable = source.variable(node);
      long cells = layout.mask(variable, code);
      if (cells == 0 || (!unknowns && Long.bitCount(cells) > 1)) {
        return EXACT;
      }
      return source.child(
          node, unknowns ? layout.branch(variable, code) : Long.numberOfTrailingZeros(cells));
    }

    /** The nodes that are not ends, each once, in the order of their variables. */
    List<Integer> inner(int root) {
      var found = new BitSet();
      var pending = new ArrayList<Integer>(List.of(root));
      while (!pending.isEmpty()) {
        int node = pending.removeLast();
        if (!isEnd(node) && !found.get(node)) {
          found.set(node);
          for (int cell = 0; cell < source.cellCount(source.variable(node)); cell++) {
            pending.add(source.child(node, cell));
          }
        }
      }
      return found.stream()
          .boxed()
          .sorted((a, b) -> source.variable(a) - source.variable(b))
          .toList();
    }
  }

  private static @Nullable RowTable byteTables(Branches branches, int root) {
    RowLayout layout = branches.layout();
    int[] chunks =
        branches.inner(root).stream()
            .mapToInt(node -> layout.chunkOf(branches.source().variable(node)))
            .distinct()
            .sorted()
            .toArray();
    var entries = new char[MOST_ENTRIES];
    int end = 0;
    Map<Integer, Integer> states = Map.of(root, 0);
    for (int index = 0; index < chunks.length; index++) {
      if (end + CHUNK * states.size() > MOST_ENTRIES) {
        return null;
      }
      boolean last = index == chunks.length - 1;
      int base = end + CHUNK * states.size();
      var following = new LinkedHashMap<Integer, Integer>();
      for (Map.Entry<Integer, Integer> state : states.entrySet()) {
        for (int bits = 0; bits < CHUNK; bits++) {
          int reached = reached(branches, state.getKey(), chunks[index], bits);
          int value =
              last
                  ? branches.end(reached)
                  : following.computeIfAbsent(reached, _ -> base + CHUNK * following.size());
          if (value >= (last ? Short.MAX_VALUE : Character.MAX_VALUE)) {
            return null;
          }
          entries[state.getValue() + bits] = (char) value;
        }
      }
      end = base;
      states = following;
    }
    if (chunks.length == 0) {
      return null;
    }
    int[] positions = new int[chunks.length];
    for (int index = 0; index < chunks.length; index++) {
      positions[index] = RowLayout.CHUNK_BITS * chunks[index];
    }
    return new RowTable(Arrays.copyOf(entries, end), positions, new int[0], 0);
  }

  /** The node after all variables of a byte. */
  private static int reached(Branches branches, int from, int chunk, int bits) {
    RowLayout layout = branches.layout();
    int node = from;
    while (!branches.isEnd(node)) {
      int variable = branches.source().variable(node);
      if (layout.chunkOf(variable) != chunk) {
        break;
      }
      int code = bits >>> layout.positionInChunk(variable) & ((1 << layout.width(variable)) - 1);
      node = branches.next(node, code);
    }
    return node;
  }

  private static RowTable nodeTable(Branches branches, int root) {
    RowLayout layout = branches.layout();
    List<Integer> inner = branches.inner(root);
    var places = new HashMap<Integer, Integer>();
    int end = 0;
    for (int node : inner) {
      places.put(node, end);
      end += 1 + (1 << layout.width(branches.source().variable(node)));
    }
    var nodes = new int[end];
    for (int node : inner) {
      int variable = branches.source().variable(node);
      int place = places.getOrDefault(node, 0);
      int codes = 1 << layout.width(variable);
      nodes[place] = layout.position(variable) | ((codes - 1) << 16);
      for (int code = 0; code < codes; code++) {
        nodes[place + 1 + code] = place(branches, branches.next(node, code), places);
      }
    }
    return new RowTable(null, new int[0], nodes, place(branches, root, places));
  }

  private static int place(Branches branches, int node, Map<Integer, Integer> places) {
    return branches.isEnd(node) ? ~(branches.end(node) + 1) : places.getOrDefault(node, 0);
  }
}
