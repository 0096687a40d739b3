package org.proviso.engine.packed;

import java.util.List;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.diagram.Diagrams;

/**
 * Where the cells of a guideline's variables stand in a packed row.
 *
 * <p>A row is {@link #words()} {@code long}s. Each variable has a field of a few bits inside one
 * byte; a byte holds as many fields as fit, in the order of the variables. The codes of a field:
 *
 * <ul>
 *   <li>0: nothing is known, every cell is possible. A row of zeros knows nothing.
 *   <li>1 to {@code cells}: the cell of that number, less one.
 *   <li>{@link #partly}, which is {@code cells + 1}: some of the cells are possible, or all of them
 *       but not in every combination with those of other variables. Only the exact engine can say
 *       what follows.
 *   <li>above, as far as the field's bits go: sets of several cells, {@link #mask}. "At least so
 *       many" comes first, which is what an incomplete history says.
 * </ul>
 */
public final class RowLayout {
  /** Nothing is known of a variable. */
  public static final int UNKNOWN = 0;

  static final int CHUNK_BITS = 8;
  private static final int CHUNKS_OF_WORD = Long.SIZE / CHUNK_BITS;

  private final int[] cells;
  private final int[] positions;
  private final int[] widths;

  /** The cells that each code of each variable leaves possible; 0 where a walk cannot say. */
  private final long[][] masks;

  private final int chunks;

  RowLayout(List<Variable> variables) {
    cells = variables.stream().mapToInt(Variable::cells).toArray();
    positions = new int[cells.length];
    widths = new int[cells.length];
    int position = 0;
    for (int variable = 0; variable < cells.length; variable++) {
      widths[variable] = Integer.SIZE - Integer.numberOfLeadingZeros(cells[variable] + 1);
      int room = CHUNK_BITS - position % CHUNK_BITS;
      if (widths[variable] > room) {
        position += room;
      }
      positions[variable] = position;
      position += widths[variable];
    }
    chunks = (position + CHUNK_BITS - 1) / CHUNK_BITS;
    masks = new long[cells.length][];
    for (int variable = 0; variable < cells.length; variable++) {
      masks[variable] = masks(variables.get(variable), 1 << widths[variable]);
    }
  }

  private static long[] masks(Variable variable, int codes) {
    var masks = new long[codes];
    int cells = variable.cells();
    long all = Diagrams.fullMask(cells);
    masks[UNKNOWN] = all;
    for (int cell = 0; cell < cells; cell++) {
      masks[cell + 1] = 1L << cell;
    }
    int code = cells + 2;
    int end = Math.min(codes, Diagrams.MOST_CELLS + 1);
    long line = Diagrams.fullMask(cellsInOrder(variable));
    for (int cell = 0; cell < cells && code < end; cell++) {
      code = add(line & -1L << cell, masks, code, all);
    }
    for (int cell = 1; cell < cells && code < end; cell++) {
      code = add(line & Diagrams.fullMask(cell), masks, code, all);
    }
    for (long mask = 1; mask < all && code < end; mask++) {
      code = add(mask, masks, code, all);
    }
    return masks;
  }

  /** Gives a set of several cells the next code, unless it has one. */
  private static int add(long mask, long[] masks, int code, long all) {
    if (Long.bitCount(mask) < 2 || mask == all) {
      return code;
    }
    for (int other = 0; other < code; other++) {
      if (masks[other] == mask) {
        return code;
      }
    }
    masks[code] = mask;
    return code + 1;
  }

  /** The cells that have an order; one for "absent" stands after them. */
  private static int cellsInOrder(Variable variable) {
    return switch (variable) {
      case Variable.NumberLine line -> line.cuts().size() + 1;
      case Variable.DateLine line -> line.cuts().size() + 1;
      case Variable.YesNo _,
          Variable.InForce _,
          Variable.Symbols _,
          Variable.CodeBlock _,
          Variable.HasCode _ ->
          variable.cells();
    };
  }

  /** How many {@code long}s a row has, one or more. */
  public int words() {
    return Math.max(1, (chunks + CHUNKS_OF_WORD - 1) / CHUNKS_OF_WORD);
  }

  /** How many variables there are. */
  public int variables() {
    return cells.length;
  }

  /** How many cells a variable has. */
  public int cells(int variable) {
    return cells[variable];
  }

  /** The code that says that a variable is known in part. */
  public int partly(int variable) {
    return cells[variable] + 1;
  }

  /**
   * The cells that a code leaves possible, a bit for each; 0 when only the exact engine can say.
   *
   * @param code any number that fits the variable's field
   */
  public long mask(int variable, int code) {
    return masks[variable][code];
  }

  /** The code of a set of cells; {@link #partly} for a set that has none of its own. */
  public int codeOf(int variable, long mask) {
    long[] known = masks[variable];
    for (int code = 0; code < known.length; code++) {
      if (known[code] == mask) {
        return code;
      }
    }
    return partly(variable);
  }

  /**
   * How many branches a node needs that has one for each code that a walk can follow: for {@link
   * #UNKNOWN}, for each cell, and for each set of cells.
   */
  int branches(int variable) {
    int codes = masks[variable].length;
    while (masks[variable][codes - 1] == 0) {
      codes--;
    }
    return codes > partly(variable) ? codes - 1 : codes;
  }

  /** The branch of a code whose {@link #mask} is not 0. */
  int branch(int variable, int code) {
    return code > partly(variable) ? code - 1 : code;
  }

  /** The code of a branch. */
  int codeOfBranch(int variable, int branch) {
    return branch < partly(variable) ? branch : branch + 1;
  }

  /** Where the field of a variable begins: bits from the lowest bit of the row's first word. */
  public int position(int variable) {
    return positions[variable];
  }

  /** How many bits the field of a variable has, 1 to 7. */
  public int width(int variable) {
    return widths[variable];
  }

  /** The code of a variable in a row that begins at {@code offset}. */
  public int code(long[] rows, int offset, int variable) {
    long word = rows[offset + (positions[variable] >> 6)];
    return (int) (word >>> positions[variable]) & ((1 << widths[variable]) - 1);
  }

  /** Writes the code of a variable into a row that begins at {@code offset}. */
  public void setCode(long[] rows, int offset, int variable, int code) {
    int word = offset + (positions[variable] >> 6);
    long mask = ((1L << widths[variable]) - 1) << positions[variable];
    rows[word] = (rows[word] & ~mask) | ((long) code << positions[variable]);
  }

  int chunkOf(int variable) {
    return positions[variable] / CHUNK_BITS;
  }

  int positionInChunk(int variable) {
    return positions[variable] % CHUNK_BITS;
  }
}
