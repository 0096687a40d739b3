package org.proviso.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.packed.RowEncoder;
import org.proviso.language.check.ValueReader;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.Value;

/**
 * What the texts of a column mean as values of a fact. Texts are remembered, because the columns of
 * a history repeat few of them; a text that was seen before costs a look into a table and no
 * object. Belongs to one thread.
 */
final class ColumnValues {
  /** The word for a question that was asked and cannot be answered. */
  private static final byte[] UNANSWERABLE = "unanswerable".getBytes(StandardCharsets.US_ASCII);

  private static final int MOST = 1 << 15;

  private final FactDeclaration fact;
  private final RowEncoder encoder;
  private final int place;
  private final boolean fixed;
  private final long fields;
  private @Nullable Parsed[] table = new Parsed[256];
  private int size;

  /**
   * The values of a fact.
   *
   * @param place of the fact among the declarations of the encoder's guideline
   */
  ColumnValues(FactDeclaration fact, RowEncoder encoder, int place) {
    this.fact = fact;
    this.encoder = encoder;
    this.place = place;
    this.fixed = encoder.isFixed(place);
    this.fields = fixed ? encoder.fieldsOf(place) : 0;
  }

  /** What a text means. */
  static final class Parsed {
    private final byte[] text;
    private final int hash;

    /** Absent when nothing is known. */
    final @Nullable Value value;

    /** Why it means nothing; absent when it does. */
    final @Nullable String problem;

    /** What it comes to in a row, where that is fixed. */
    private final long codes;

    private Parsed(
        byte[] text, int hash, @Nullable Value value, @Nullable String problem, long codes) {
      this.text = text;
      this.hash = hash;
      this.value = value;
      this.problem = problem;
      this.codes = codes;
    }
  }

  /** Puts a known value into the row that the encoder is at. */
  void encode(Parsed parsed) {
    if (parsed.value != null) {
      if (fixed) {
        encoder.put(fields, parsed.codes);
      } else {
        encoder.value(place, parsed.value);
      }
    }
  }

  /** What a text means. */
  Parsed find(byte[] bytes, int from, int until) {
    int hash = hash(bytes, from, until);
    int slot = hash & (table.length - 1);
    Parsed known = table[slot];
    while (known != null) {
      if (known.hash == hash
          && Arrays.equals(known.text, 0, known.text.length, bytes, from, until)) {
        return known;
      }
      slot = (slot + 1) & (table.length - 1);
      known = table[slot];
    }
    Parsed parsed = parse(Arrays.copyOfRange(bytes, from, until), hash);
    if (size < MOST) {
      table[slot] = parsed;
      size++;
      if (2 * size > table.length) {
        grow();
      }
    }
    return parsed;
  }

  private static int hash(byte[] bytes, int from, int until) {
    int hash = until - from;
    for (int index = from; index < until; index++) {
      hash = 31 * hash + bytes[index];
    }
    hash *= 0x9E3779B1;
    return hash ^ (hash >>> 15);
  }

  private void grow() {
    @Nullable Parsed[] old = table;
    table = new Parsed[2 * old.length];
    for (Parsed parsed : old) {
      if (parsed != null) {
        int slot = parsed.hash & (table.length - 1);
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = parsed;
      }
    }
  }

  private Parsed parse(byte[] text, int hash) {
    String written = new String(text, StandardCharsets.UTF_8).strip();
    if (written.isEmpty() || Arrays.equals(text, UNANSWERABLE)) {
      return new Parsed(text, hash, null, null, 0);
    }
    return switch (ValueReader.read(fact, written)) {
      case ValueReader.Result.Malformed(String reason, String help) ->
          new Parsed(text, hash, null, fact.name() + ": " + reason + "; " + help, 0);
      case ValueReader.Result.Read(Value value) -> {
        encoder.start(0);
        if (!encoder.value(place, value)) {
          yield new Parsed(
              text,
              hash,
              null,
              fact.name() + ": `" + written + "` is no value that the fact can have",
              0);
        }
        yield new Parsed(text, hash, value, null, fixed ? encoder.codesOf(place) : 0);
      }
    };
  }
}
