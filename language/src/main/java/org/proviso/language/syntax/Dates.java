package org.proviso.language.syntax;

import java.time.LocalDate;
import java.util.Optional;

/** How documents write days. */
public final class Dates {
  private Dates() {}

  /** The day that {@code YYYY-MM-DD} stands for, if there is that day; years 1000 to 9999. */
  public static Optional<LocalDate> parse(String written) {
    return Cursor.parseDate(written);
  }
}
