package org.proviso.batch;

/** Where in a file the places of its parts are; parts report how many they had. */
final class Places {
  private final long first;
  private final long[] counts;

  /** For a file with so many parts. */
  Places(History history) {
    this.counts = new long[history.parts()];
    this.first = history instanceof CsvHistory ? 2 : 1;
  }

  /** A part has had so many places. Each part is told of by one thread, before any is asked. */
  void set(int part, long count) {
    counts[part] = count;
  }

  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** The place in the file, counted as people count. */
  long of(int part, long place) {
    long before = first;
    for (int index = 0; index < part; index++) {
      before += counts[index];
    }
    return before + place;
  }
}
