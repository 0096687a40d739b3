package org.proviso.ground.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Words that are expected, found from their bytes: a text that is one of them costs a hash and a
 * comparison, and no new String. Immutable.
 */
public final class Vocabulary {
  /** What {@link #find} says of a word that is none of them. */
  public static final int NONE = -1;

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Any odd number with well mixed bits: 2^64 divided by the golden ratio (Knuth, TAOCP 6.4). */
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final List<String> words;
  private final byte[][] spellings;

  /** Open addressing: the number of a word plus one, or zero; at least half of it is free. */
  private final int[] table;

  private Vocabulary(List<String> words) {
    this.words = words;
    this.spellings =
        words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.table = new int[Integer.highestOneBit(Math.max(1, words.size())) * 4];
    for (int word = 0; word < spellings.length; word++) {
      int slot = slot(hash(spellings[word], 0, spellings[word].length));
      while (table[slot] != 0) {
        slot = next(slot);
      }
      table[slot] = word + 1;
    }
  }

  /** A vocabulary; each word's number is its place in the order given, repetitions left out. */
  public static Vocabulary of(Collection<String> words) {
    return new Vocabulary(words.stream().distinct().map(String::intern).toList());
  }

  /** The words, by number. */
  public List<String> words() {
    return words;
  }

  /** The number of the word that these bytes spell, or {@link #NONE}. */
  public int find(byte[] text, int start, int end) {
    return find(text, start, end, hash(text, start, end));
  }

  int find(byte[] text, int start, int end, long hash) {
    for (int slot = slot(hash); table[slot] != 0; slot = next(slot)) {
      byte[] spelling = spellings[table[slot] - 1];
      if (Arrays.equals(spelling, 0, spelling.length, text, start, end)) {
        return table[slot] - 1;
      }
    }
    return NONE;
  }

  private int slot(long hash) {
    return (int) (hash >>> 32) & (table.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (table.length - 1);
  }

  /** Eight bytes at a time. */
  static long hash(byte[] text, int start, int end) {
    long hash = (end - start) * MULTIPLIER;
    int position = start;
    for (; end - position >= Long.BYTES; position += Long.BYTES) {
      hash = mixed(hash, (long) LONGS.get(text, position));
    }
    return position == end ? hash : mixed(hash, tail(text, position, end));
  }

  private static long mixed(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ (product >>> 32);
  }

  /** The last one to seven bytes. */
  private static long tail(byte[] text, int start, int end) {
    if (start + Long.BYTES <= text.length) {
      return (long) LONGS.get(text, start) & (-1L >>> (Long.SIZE - Byte.SIZE * (end - start)));
    }
    long word = 0;
    for (int position = end - 1; position >= start; position--) {
      word = word << Byte.SIZE | (text[position] & 0xFF);
    }
    return word;
  }
}
