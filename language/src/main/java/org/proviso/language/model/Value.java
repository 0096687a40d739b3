package org.proviso.language.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.terminology.Code;

/** The value of a fact. */
public sealed interface Value {
  /** Of {@link FactType.YesNo}. */
  record YesNo(boolean yes) implements Value {}

  /** Of {@link FactType.Enumeration}. */
  record Symbol(String name) implements Value {}

  /** Of {@link FactType.Quantity} in the fact's declared unit, or of {@link FactType.Count}. */
  record Decimal(BigDecimal value) implements Value {
    public Decimal {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
  }

  /** Of {@link FactType.Date}. */
  record Day(LocalDate date) implements Value {}

  /** Of {@link FactType.SingleCode}. */
  record OneCode(Code code) implements Value {}

  /**
   * Of {@link FactType.CodeList}.
   *
   * @param complete whether there are no other codes than these
   */
  record Codes(Set<Code> codes, boolean complete) implements Value {
    public Codes {
      codes = Collections.unmodifiableSet(new TreeSet<>(codes));
    }
  }

  /**
   * Of {@link FactType.History}.
   *
   * @param complete whether there are no other events than these
   */
  record Events(List<Event> events, boolean complete) implements Value {
    public Events {
      events = events.stream().sorted().toList();
    }
  }

  /** Of {@link FactType.Document}: the identifier of the document version in force, or none. */
  record InForce(boolean inForce) implements Value {}
}
