package org.proviso.language.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Guideline.Update;
import org.proviso.language.syntax.Dates;
import org.proviso.language.syntax.DocumentSyntax.UpdateRow;

/** Reads the rows of the update information: each has a date and a change, in one order. */
final class UpdateCheck {
  private final DiagnosticCollector diagnostics;

  UpdateCheck(DiagnosticCollector diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The updates that could be read. */
  List<Update> check(List<UpdateRow> rows) {
    List<Update> updates = new ArrayList<>();
    for (UpdateRow row : rows) {
      Optional<LocalDate> date = Dates.parse(row.date().text());
      if (date.isEmpty() || row.change().text().isEmpty()) {
        diagnostics.add(
            DiagnosticId.MALFORMED_UPDATE,
            row.date().span(),
            date.isEmpty()
                ? "`" + row.date().text() + "` is not a day of the calendar"
                : "this update says no change",
            "write `| 2025-05-15 | what changed |`");
        continue;
      }
      updates.add(new Update(date.get(), row.change().text(), row.date().span()));
    }
    checkOrder(updates);
    return updates;
  }

  private void checkOrder(List<Update> updates) {
    if (updates.size() < 2) {
      return;
    }
    // Both directions are common; the first two different dates show which one it is.
    int direction = 0;
    for (int index = 1; index < updates.size(); index++) {
      int step = updates.get(index).date().compareTo(updates.get(index - 1).date());
      if (direction == 0) {
        direction = Integer.signum(step);
      } else if (Integer.signum(step) == -direction) {
        diagnostics.add(
            DiagnosticId.UPDATES_OUT_OF_ORDER,
            updates.get(index).span(),
            "the update of "
                + updates.get(index).date()
                + " stands after that of "
                + updates.get(index - 1).date()
                + ", against the order of the rows above",
            "keep the rows in the order of their dates, all forward or all backward");
        return;
      }
    }
  }
}
