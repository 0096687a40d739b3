package org.proviso.engine.packed;

import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts by the clauses that decide, each made once. Of the very many sets that clauses can form
 * patients have few.
 *
 * <p>Safe for use by several threads: a place in the table is filled once and stays; who sees only
 * a half of it finds the other under the lock.
 */
final class SharedVerdicts {
  /** How many are kept; further ones are made anew. */
  private static final int MOST = 4_096;

  private static final int FEWEST_PLACES = 16;

  /** A multiplier that spreads bits (Knuth 1998, The Art of Computer Programming 3, 6.4). */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final LongFunction<Verdict> make;
  private Table table = new Table(FEWEST_PLACES);
  private int size;

  /** Open addressing, at most half full; the length is a power of two. 0 marks nothing. */
  private static final class Table {
    private final int shift;
    private final long[] clauses;
    private final @Nullable Optional<Verdict>[] verdicts;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    Table(int places) {
      this.shift = Long.SIZE - Integer.numberOfTrailingZeros(places);
      this.clauses = new long[places];
      this.verdicts = new Optional[places];
    }

    /** Where some clauses are, or the free place where they would be. */
    int place(long of) {
      int last = clauses.length - 1;
      int place = (int) ((of * GOLDEN) >>> shift);
      while (clauses[place] != of && clauses[place] != 0) {
        place = (place + 1) & last;
      }
      return place;
    }

    void put(long of, Optional<Verdict> verdict) {
      int place = place(of);
      verdicts[place] = verdict;
      clauses[place] = of;
    }
  }

  /**
   * None yet.
   *
   * @param make the verdict of clauses that are marked in a word
   */
  SharedVerdicts(LongFunction<Verdict> make) {
    this.make = make;
  }

  /** The verdict of clauses that are marked in a word, not 0. */
  Optional<Verdict> of(long clauses) {
    Table now = table;
    int place = now.place(clauses);
    Optional<Verdict> known = now.verdicts[place];
    return known != null && now.clauses[place] == clauses ? known : made(clauses);
  }

  private synchronized Optional<Verdict> made(long clauses) {
    int place = table.place(clauses);
    Optional<Verdict> known = table.verdicts[place];
    if (known != null) {
      return known;
    }
    Optional<Verdict> made = Optional.of(make.apply(clauses));
    if (size < MOST) {
      size++;
      if (2 * size > table.clauses.length) {
        enlarge();
      }
      table.put(clauses, made);
    }
    return made;
  }

  private void enlarge() {
    var larger = new Table(2 * table.clauses.length);
    for (int place = 0; place < table.clauses.length; place++) {
      Optional<Verdict> verdict = table.verdicts[place];
      if (verdict != null) {
        larger.put(table.clauses[place], verdict);
      }
    }
    table = larger;
  }
}
