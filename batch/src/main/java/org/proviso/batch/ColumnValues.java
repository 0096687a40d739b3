package org.proviso.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.GivenAnswer;
import org.proviso.determination.RefusalId;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.packed.RowEncoder;
import org.proviso.ground.Problem;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;

/**
 * What the texts of a column mean as values of a fact. Texts are remembered, because the columns of
 * a history repeat few of them; a text that was seen before costs a look into a table and no
 * object. Belongs to one thread.
 */
final class ColumnValues {
  private static final Evidence COLUMN = new Evidence.Answered("column");
  private static final int MAX_KEPT = 1 << 15;

  private final Guideline guideline;
  private final FactDeclaration fact;
  private final RowEncoder encoder;
  private final int place;
  private final boolean fixed;
  private final long fields;
  private @Nullable Parsed[] table = new Parsed[256];
  private int size;

  /**
   * The values of a fact of a guideline.
   *
   * @param place of the fact among the declarations of the encoder's guideline
   */
  ColumnValues(Guideline guideline, FactDeclaration fact, RowEncoder encoder, int place) {
    this.guideline = guideline;
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
    private final @Nullable Value value;

    /** For the exact engine; absent when nobody has said. */
    final @Nullable Knowledge knowledge;

    /** Why it means nothing; absent when it does. */
    final @Nullable Fault fault;

    /** What it comes to in a row, where that is fixed. */
    private final long codes;

    private Parsed(
        byte[] text,
        int hash,
        @Nullable Value value,
        @Nullable Knowledge knowledge,
        @Nullable Fault fault,
        long codes) {
      this.text = text;
      this.hash = hash;
      this.value = value;
      this.knowledge = knowledge;
      this.fault = fault;
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
    if (size < MAX_KEPT) {
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

  private String written(byte[] text) {
    String written = new String(text, StandardCharsets.UTF_8).strip();
    return fact.name().text().equals(FlatColumns.JURISDICTION)
        ? written.toLowerCase(Locale.ROOT)
        : written;
  }

  private Parsed parse(byte[] text, int hash) {
    String written = written(text);
    if (written.isEmpty()) {
      return new Parsed(text, hash, null, null, null, 0);
    }
    return switch (GivenAnswer.read(guideline, fact.name(), written, COLUMN)) {
      case GivenAnswer.Wrong(Problem problem) ->
          wrong(text, hash, problem.id(), problem.message() + " " + problem.help());
      case GivenAnswer.Right(Knowledge knowledge) -> {
        if (!(knowledge instanceof Knowledge.Known(Value value, var _))) {
          yield new Parsed(text, hash, null, knowledge, null, 0);
        }
        encoder.start(0);
        yield encoder.value(place, value)
            ? new Parsed(text, hash, value, knowledge, null, fixed ? encoder.codesOf(place) : 0)
            : wrong(
                text,
                hash,
                RefusalId.INVALID_FACT.id(),
                "`" + written + "` is a value that the fact cannot have.");
      }
    };
  }

  private Parsed wrong(byte[] text, int hash, String refusal, String reason) {
    return new Parsed(text, hash, null, null, new Fault(refusal, fact.name() + ": " + reason), 0);
  }
}
