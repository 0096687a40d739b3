package org.proviso.language.check;

import java.time.LocalDate;
import org.proviso.language.model.Window.Bound;

/** Which of two bounds, counted from the same date, comes first. */
final class WindowOrder {
  /** Any day does; whether the order holds for every day is {@link BoundRegister}'s to check. */
  private static final LocalDate SOME_DAY = LocalDate.of(2001, 7, 15);

  private WindowOrder() {}

  static boolean endsNotBefore(Bound from, Bound through) {
    return !day(through).isBefore(day(from));
  }

  private static LocalDate day(Bound bound) {
    var unit = bound.distance().unit().unit();
    int amount = bound.distance().amount();
    return switch (bound.direction()) {
      case BEFORE -> SOME_DAY.minus(amount, unit);
      case AFTER -> SOME_DAY.plus(amount, unit);
    };
  }
}
