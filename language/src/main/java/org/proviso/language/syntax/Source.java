package org.proviso.language.syntax;

import java.util.Arrays;
import org.proviso.language.model.Span;

/**
 * The text of one file and the way from an offset to a line and a column. Line ends are LF, CR LF
 * or CR, as CommonMark has them. A byte order mark is kept aside and has no column.
 */
public final class Source {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final String text;
  private final boolean byteOrderMark;
  private final int[] lineStarts;

  /**
   * A source.
   *
   * @param file how diagnostics name it
   * @param text all of it, with the byte order mark if it has one
   */
  public Source(String file, String text) {
    this.file = file;
    this.byteOrderMark = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    this.text = byteOrderMark ? text.substring(1) : text;
    this.lineStarts = lineStarts(this.text);
  }

  private static int[] lineStarts(String text) {
    var starts = new int[1 + text.length() / 16];
    int count = 1;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character == '\r' && index + 1 < text.length() && text.charAt(index + 1) == '\n') {
        index++;
      }
      if (character == '\n' || character == '\r') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count] = index + 1;
        count++;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /** How diagnostics name the file. */
  public String file() {
    return file;
  }

  /** The text without its byte order mark; offsets point into it. */
  public String text() {
    return text;
  }

  /** Whether the file begins with a byte order mark. */
  public boolean hasByteOrderMark() {
    return byteOrderMark;
  }

  /** The number of lines, at least 1. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** The line, counted from 0, in which an offset lies. */
  public int lineIndexAt(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** The offset at which a line, counted from 0, begins. */
  public int lineStart(int lineIndex) {
    return lineStarts[lineIndex];
  }

  /** The offset just after the last character of a line, counted from 0, before its line end. */
  public int lineEnd(int lineIndex) {
    int end = lineIndex + 1 < lineStarts.length ? lineStarts[lineIndex + 1] : text.length();
    while (end > lineStarts[lineIndex] && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r';
  }

  /** The text of a line, counted from 0, without its line end. */
  public String line(int lineIndex) {
    return text.substring(lineStart(lineIndex), lineEnd(lineIndex));
  }

  /** The span from one offset to another, the end exclusive. */
  public Span span(int start, int end) {
    int from = Math.clamp(start, 0, text.length());
    int to = Math.clamp(end, from, text.length());
    int startLine = lineIndexAt(from);
    int endLine = lineIndexAt(to);
    return new Span(
        file,
        startLine + 1,
        from - lineStarts[startLine] + 1,
        endLine + 1,
        to - lineStarts[endLine] + 1);
  }
}
