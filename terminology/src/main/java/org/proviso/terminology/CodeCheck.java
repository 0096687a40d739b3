package org.proviso.terminology;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What can be said of a code on a date. */
public sealed interface CodeCheck {
  /** The code is in force on the date. */
  record InForce() implements CodeCheck {}

  /**
   * It cannot be a code of its system.
   *
   * @param fault why, completing "it ..."
   */
  record Malformed(String fault) implements CodeCheck {}

  /**
   * The code, or its whole system, is not in force on the date.
   *
   * @param inForce when it was or will be; empty when a complete release does not have the code
   */
  record NotInForce(List<Span> inForce) implements CodeCheck {
    public NotInForce {
      inForce = List.copyOf(inForce);
    }
  }

  /** The code system is none that we know. */
  record UnknownSystem() implements CodeCheck {}

  /**
   * The code is well formed and nothing speaks against it; whether it exists is not known here.
   *
   * @param reason why not, as a clause
   */
  record CannotTell(String reason) implements CodeCheck {}

  /** Days from the first to the last, both inclusive; an absent last day is open. */
  record Span(LocalDate from, Optional<LocalDate> through) {
    boolean covers(LocalDate day) {
      return !day.isBefore(from) && through.map(last -> !day.isAfter(last)).orElse(true);
    }

    /** For example {@code 2015-02-05 to 2020-12-31}. */
    @Override
    public String toString() {
      return through.map(last -> from + " to " + last).orElse("since " + from);
    }
  }
}
