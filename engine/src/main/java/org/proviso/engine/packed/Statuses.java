package org.proviso.engine.packed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.proviso.engine.answer.CriterionStatus.Status;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;

/**
 * The statuses of many conditions at once.
 *
 * <p>Most conditions are a conjunction of conditions each of which looks at one byte of the row, or
 * are not such a conjunction. What is possible of one byte has nothing to do with what is possible
 * of another, so that a conjunction is met in every completion of what is known when each part is,
 * and in some when each part is in some. Both are therefore bits of a word, and the words that the
 * bytes of a row have are combined by "and": one load for each byte, whatever the number of
 * conditions, and none waits for another. The rest of the conditions are walked one by one.
 *
 * <p>A {@link Field} of two bits belongs to each condition.
 */
final class Statuses {
  /** How many conditions have their fields in one word. */
  static final int FIELDS = 31;

  /** In the field of a condition: it holds in every completion. */
  static final int ALWAYS = 0b01;

  /** In the field of a condition: it holds in some completion. */
  static final int SOMETIMES = 0b10;

  /** The mask of a field. */
  static final int BOTH = ALWAYS | SOMETIMES;

  /** Set in each word unless only the exact engine can say. */
  private static final long SAID = Long.MIN_VALUE;

  private static final int BYTES = 1 << RowLayout.CHUNK_BITS;

  private final int words;

  /** Where the bytes begin that are looked at: bits from the lowest of the row's first word. */
  private final int[] positions;

  /** For each of those bytes, each of its values and each word, what remains possible. */
  private final long[] entries;

  /** For each word the fields that bytes decide. */
  private final long[] fields;

  private final Walk[] walks;

  /**
   * Where the status of a condition stands.
   *
   * @param shift of its field in its word
   * @param opposite whether the field is about the opposite of the condition
   */
  record Field(int word, int shift, boolean opposite) {
    /** The status that a word says. */
    Status status(long in) {
      return status((int) (in >>> shift) & BOTH);
    }

    /** The status of the field's two bits. */
    Status status(int bits) {
      if ((bits & ALWAYS) != 0) {
        return opposite ? Status.NOT_MET : Status.MET;
      }
      if ((bits & SOMETIMES) != 0) {
        return Status.UNKNOWN;
      }
      return opposite ? Status.MET : Status.NOT_MET;
    }
  }

  /** A condition with a walk of its own; its table ends at the bits of its field. */
  private record Walk(Field field, RowTable table) {}

  private Statuses(int words, int[] positions, long[] entries, long[] fields, List<Walk> walks) {
    this.words = words;
    this.positions = positions;
    this.entries = entries;
    this.fields = fields;
    this.walks = walks.toArray(Walk[]::new);
  }

  /** How many words the fields take. */
  int words() {
    return words;
  }

  /** How many bytes of memory it takes, roughly. */
  int size() {
    int size = Long.BYTES * entries.length;
    for (Walk walk : walks) {
      size += walk.table().size();
    }
    return size;
  }

  /** Whether a word says anything; when not, only the exact engine can. */
  static boolean isSaid(long word) {
    return word < 0;
  }

  /** The fields of one word, for the row that begins at {@code offset}. Allocates nothing. */
  long word(long[] rows, int offset, int word) {
    long result = fields[word];
    int base = word;
    for (int position : positions) {
      int value = (int) (rows[offset + (position >> 6)] >>> position) & (BYTES - 1);
      result &= entries[base + value * words];
      base += BYTES * words;
    }
    for (Walk walk : walks) {
      if (walk.field().word() == word) {
        result = with(walk, walk.table().find(rows, offset), result);
      }
    }
    return result;
  }

  /** The same for a layout of one word. */
  long word(long row, int word) {
    long result = fields[word];
    int base = word;
    for (int position : positions) {
      result &= entries[base + ((int) (row >>> position) & (BYTES - 1)) * words];
      base += BYTES * words;
    }
    for (Walk walk : walks) {
      if (walk.field().word() == word) {
        result = with(walk, walk.table().find(row), result);
      }
    }
    return result;
  }

  private static long with(Walk walk, int end, long word) {
    return end == RowTable.EXACT ? word & ~SAID : word | (long) end << walk.field().shift();
  }

  /** Every word of the row that begins at {@code offset}. */
  long[] all(long[] rows, int offset) {
    var all = new long[words];
    for (int word = 0; word < words; word++) {
      all[word] = word(rows, offset, word);
    }
    return all;
  }

  /** The same for a layout of one word. */
  long[] all(long row) {
    var all = new long[words];
    for (int word = 0; word < words; word++) {
      all[word] = word(row, word);
    }
    return all;
  }

  // Made

  /** Puts conditions into words. */
  static final class Maker {
    private final Diagrams store;
    private final Tables tables;
    private final RowLayout layout;
    private final List<Part> parts = new ArrayList<>();
    private final List<Field> byBytes = new ArrayList<>();
    private final List<Walk> walks = new ArrayList<>();
    private int next;

    /** What a field says of one byte. */
    private record Part(Field field, int chunk, int node) {}

    /**
     * Nothing yet.
     *
     * @param store a store to work in
     */
    Maker(Diagrams store, Tables tables, RowLayout layout) {
      this.store = store;
      this.tables = tables;
      this.layout = layout;
    }

    /** Sees to it that so many of the following fields are in one word. */
    void together(int count) {
      if (next % FIELDS + count > FIELDS) {
        next += FIELDS - next % FIELDS;
      }
    }

    /**
     * Takes up a condition.
     *
     * @param source the store of its diagram
     * @param condition a boolean diagram
     * @param opposites whether the field may be about the condition's opposite
     */
    Field add(Diagrams source, int condition, boolean opposites) {
      int word = next / FIELDS;
      int shift = 2 * (next % FIELDS);
      next++;
      try {
        int copy = store.copyFrom(source, condition, store.everything());
        var straight = new Field(word, shift, false);
        if (isConjunction(straight, copy)) {
          return straight;
        }
        var opposite = new Field(word, shift, true);
        if (opposites && isConjunction(opposite, store.not(copy))) {
          return opposite;
        }
      } catch (DiagramLimitException tooLarge) {
        // A walk it is.
      }
      var field = new Field(word, shift, false);
      walks.add(
          new Walk(
              field,
              tables
                  .make(
                      source, condition, Maker::bits, Maker::either, bits -> (Integer) bits, false)
                  .table()));
      return field;
    }

    private static Object bits(Object holds) {
      return holds.equals(true) ? BOTH : 0;
    }

    /** What remains is in both, or in one of the two. */
    private static Object either(Object left, Object right) {
      return left.equals(right) ? left : SOMETIMES;
    }

    /** Notes the parts of a conjunction of conditions on single bytes, if it is one. */
    private boolean isConjunction(Field field, int condition) {
      BitSet support = store.support(condition);
      int[] chunks = support.stream().map(layout::chunkOf).distinct().toArray();
      var found = new ArrayList<Part>();
      int all = store.constant(true);
      for (int chunk : chunks) {
        var others = new BitSet();
        support.stream().filter(variable -> layout.chunkOf(variable) != chunk).forEach(others::set);
        int part =
            store.abstracted(
                condition,
                others,
                store.everything(),
                (left, right) -> left.equals(true) || right.equals(true));
        found.add(new Part(field, chunk, part));
        all = store.and(all, part);
      }
      if (all != condition) {
        return false;
      }
      if (chunks.length == 0 && condition == store.constant(false)) {
        return false;
      }
      parts.addAll(found);
      byBytes.add(field);
      return true;
    }

    Statuses make() {
      int words = (next + FIELDS - 1) / FIELDS;
      var fields = new long[words];
      Arrays.fill(fields, SAID);
      for (Field field : byBytes) {
        fields[field.word()] |= (long) BOTH << field.shift();
      }
      int[] chunks = parts.stream().mapToInt(Part::chunk).distinct().sorted().toArray();
      var entries = new long[chunks.length * BYTES * words];
      Arrays.fill(entries, -1L);
      for (Part part : parts) {
        Field field = part.field();
        int base = Arrays.binarySearch(chunks, part.chunk()) * BYTES * words + field.word();
        for (int value = 0; value < BYTES; value++) {
          entries[base + value * words] &= entry(part, value);
        }
      }
      int[] positions = Arrays.stream(chunks).map(chunk -> RowLayout.CHUNK_BITS * chunk).toArray();
      return new Statuses(words, positions, entries, fields, walks);
    }

    /** What one value of a byte leaves of a word: everything but perhaps the field. */
    private long entry(Part part, int value) {
      int bits = bits(part.node(), value);
      if (bits < 0) {
        return ~SAID;
      }
      return ~((long) (BOTH & ~bits) << part.field().shift());
    }

    /** The bits of a condition on one byte; negative when a walk cannot say. */
    private int bits(int node, int value) {
      if (store.isTerminal(node)) {
        return store.value(node).equals(true) ? BOTH : 0;
      }
      int variable = store.variable(node);
      int code = value >>> layout.positionInChunk(variable) & ((1 << layout.width(variable)) - 1);
      long cells = layout.mask(variable, code);
      int all = BOTH;
      int some = 0;
      for (long rest = cells; rest != 0; rest &= rest - 1) {
        int bits = bits(store.child(node, Long.numberOfTrailingZeros(rest)), value);
        if (bits < 0) {
          return bits;
        }
        all &= bits;
        some |= bits;
      }
      return cells == 0 ? RowTable.EXACT : (all & ALWAYS) | (some & SOMETIMES);
    }
  }
}
