package org.proviso.determination.record;

import java.util.Arrays;
import java.util.Optional;

/** The formats that records have had. Every one of them can be replayed. */
enum RecordFormat {
  /** Of the first release. */
  ONE("proviso-record-1"),
  /** Each decision has the limits of its approval. */
  TWO("proviso-record-2");

  /** The format that is written. */
  static final RecordFormat CURRENT = TWO;

  private final String word;

  RecordFormat(String word) {
    this.word = word;
  }

  /** How a record names it. */
  String word() {
    return word;
  }

  /** The format with a name; empty when this version of Proviso does not know it. */
  static Optional<RecordFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
