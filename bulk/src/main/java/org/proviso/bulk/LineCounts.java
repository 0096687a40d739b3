package org.proviso.bulk;

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
  private final Line others = new Line("others");

  /** One line of business. */
  static final class Line {
    final String name;
    long count;
    private final byte[] text;

    private Line(String name) {
      this.name = name;
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
    var line = new Line(new String(bytes, from, until - from, StandardCharsets.UTF_8));
    lines.add(line);
    return line;
  }

  void addTo(Map<String, Long> sum) {
    lines.forEach(line -> sum.merge(line.name, line.count, Long::sum));
    if (others.count > 0) {
      sum.merge(others.name, others.count, Long::sum);
    }
  }
}
