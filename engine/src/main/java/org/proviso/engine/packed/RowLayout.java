package org.proviso.engine.packed;

import java.util.List;
import org.proviso.engine.compile.Variable;

/**
 * Where the cells of a guideline's variables stand in a packed row.
 *
 * <p>A row is {@link #words()} {@code long}s. Each variable has a field of a few bits inside one
 * byte; a byte holds as many fields as fit, in the order of the variables. The codes of a field:
 *
 * <ul>
 *   <li>0: nothing is known, every cell is possible. A row of zeros knows nothing.
 *   <li>1 to {@code cells}: the cell of that number, less one.
 *   <li>above: {@link #partly}, some of the cells are possible, or all of them but not in every
 *       combination with those of other variables. Only the exact engine can say what follows.
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
