package org.proviso.engine.diagram;

import java.util.Arrays;

/** A map from long to int by open addressing, for memo tables. Absent is {@link #ABSENT}. */
final class LongIntMap {
  static final int ABSENT = -1;

  private long[] keys = new long[64];
  private int[] values = filled(64);
  private int size;

  int get(long key) {
    int slot = slot(key, keys.length);
    while (values[slot] != ABSENT) {
      if (keys[slot] == key) {
        return values[slot];
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return ABSENT;
  }

  void put(long key, int value) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    insert(key, value);
  }

  private void insert(long key, int value) {
    int slot = slot(key, keys.length);
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    if (values[slot] == ABSENT) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = filled(keys.length);
    size = 0;
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldValues[slot] != ABSENT) {
        insert(oldKeys[slot], oldValues[slot]);
      }
    }
  }

  private static int[] filled(int length) {
    var result = new int[length];
    Arrays.fill(result, ABSENT);
    return result;
  }

  private static int slot(long key, int length) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (length - 1);
  }
}
