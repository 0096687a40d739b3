package org.proviso.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table whose first column is text and whose others are numbers. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(List.of(heads));
    var rule = new ArrayList<String>();
    rule.add("---");
    rule.addAll(Collections.nCopies(heads.length - 1, "---:"));
    rows.add(rule);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  String text() {
    return rows.stream()
        .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(Collectors.joining());
  }
}
