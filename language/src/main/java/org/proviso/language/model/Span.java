package org.proviso.language.model;

/**
 * A stretch of a source file. Lines and columns count from 1; columns count UTF-16 code units; the
 * end is exclusive.
 *
 * @param file the path as the user named it, or relative to the library's root
 */
public record Span(String file, int startLine, int startColumn, int endLine, int endColumn) {
  public Span {
    if (startLine < 1 || startColumn < 1 || endLine < startLine) {
      throw new IllegalArgumentException(
          "not a span: " + startLine + ":" + startColumn + "-" + endLine + ":" + endColumn);
    }
  }

  /** From the start of this span to the end of {@code last}, which stands in the same file. */
  public Span to(Span last) {
    return new Span(file, startLine, startColumn, last.endLine, last.endColumn);
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + startLine + ":" + startColumn;
  }
}
