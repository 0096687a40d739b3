package org.proviso.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows by line of business. There are few lines, so that they are looked for one after another. */
final class LineCounts {
  private static final int MOST = 200;

  private final List<Line> lines = new ArrayList<>();

  /** What has a column of many different texts. */
  private final Line others = new Line("others", MOST);

  /** One line of business. */
  static final class Line {
    final String name;

    /** Its place among the lines of the thread. */
    final int number;

    long count;
    private final byte[] text;

    private Line(String name, int number) {
      this.name = name;
      this.number = number;
      this.text = name.getBytes(StandardCharsets.UTF_8);
    }
  }

  Line of(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return of(text, 0, text.length);
  }

  Line of(byte[] bytes, int from, int until) {
    if (from == until) {
      return of("not known");
    }
    for (Line line : lines) {
      if (Arrays.equals(line.text, 0, line.text.length, bytes, from, until)) {
        return line;
      }
    }
    if (lines.size() == MOST) {
      return others;
    }
    var line =
        new Line(new String(bytes, from, until - from, StandardCharsets.UTF_8), lines.size());
    lines.add(line);
    return line;
  }

  /**
   * Adds counts by the lines' names.
   *
   * @param counts by the numbers of the lines
   */
  void addTo(long[] counts, Map<String, Long> sum) {
    for (int number = 0; number < counts.length; number++) {
      if (counts[number] > 0) {
        sum.merge(number == MOST ? others.name : lines.get(number).name, counts[number], Long::sum);
      }
    }
  }

  void addTo(Map<String, Long> sum) {
    lines.forEach(line -> sum.merge(line.name, line.count, Long::sum));
    if (others.count > 0) {
      sum.merge(others.name, others.count, Long::sum);
    }
  }
}
