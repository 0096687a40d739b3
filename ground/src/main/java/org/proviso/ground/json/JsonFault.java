package org.proviso.ground.json;

/** What is wrong with a text that should be JSON, and where. Its message never quotes the text. */
public final class JsonFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What can be wrong. */
  public enum Kind {
    /** It breaks the grammar of RFC 8259. */
    NOT_JSON,
    /** It ends before it is complete. */
    TRUNCATED,
    /** It is not UTF-8. */
    NOT_UTF_8,
    /** An object has a member twice. */
    MEMBER_TWICE,
    /** It is nested deeper than allowed. */
    TOO_DEEP,
    /** A number, string or name is longer than allowed. */
    TOO_LONG
  }

  private final Kind kind;
  private final int line;
  private final int column;

  JsonFault(Kind kind, int line, int column) {
    super(kind + " at line " + line + ", column " + column, null, false, false);
    this.kind = kind;
    this.line = line;
    this.column = column;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** Where: the line, counted from 1. */
  public int line() {
    return line;
  }

  /** Where: the column in bytes, counted from 1. */
  public int column() {
    return column;
  }
}
