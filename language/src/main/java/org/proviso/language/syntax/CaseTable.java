package org.proviso.language.syntax;

import java.util.List;
import org.proviso.language.model.Span;

/** The table of a {@code cases} fence. */
public record CaseTable(List<Word> columns, List<Row> rows, Span span) {
  public CaseTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** One case: a cell for each column. */
  public record Row(List<Word> cells, Span span) {
    public Row {
      cells = List.copyOf(cells);
    }
  }
}
