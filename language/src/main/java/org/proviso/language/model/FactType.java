package org.proviso.language.model;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.terminology.CodeSystem;

/** What values a fact can take. */
public sealed interface FactType {
  /** True or false. Written {@code yes/no}. */
  record YesNo() implements FactType {}

  /** Exactly one of the named values. Written {@code one of a, b, c}. */
  record Enumeration(List<String> values) implements FactType {
    public Enumeration {
      values = List.copyOf(values);
      if (values.size() < 2 || Set.copyOf(values).size() != values.size()) {
        throw new IllegalArgumentException("an enumeration has two or more distinct values");
      }
    }
  }

  /**
   * A decimal number in one unit. Written {@code number [in UNIT] [from LEAST to GREATEST]}.
   *
   * @param unit a UCUM unit, {@code 1} where there is none
   * @param least the least possible value, inclusive
   * @param greatest the greatest possible value, inclusive
   */
  record Quantity(String unit, Optional<BigDecimal> least, Optional<BigDecimal> greatest)
      implements FactType {}

  /** A whole number, zero or more. Written {@code count [up to GREATEST]}. */
  record Count(Optional<Integer> greatest) implements FactType {}

  /** A calendar date. Written {@code date}. */
  record Date() implements FactType {}

  /** One code, of one of the systems (any system, when empty). Written {@code code [in SYSTEM]}. */
  record SingleCode(Set<CodeSystem> systems) implements FactType {
    public SingleCode {
      systems = immutable(systems);
    }
  }

  /**
   * A list of codes, of the systems (any system, when empty). Written {@code codes [in SYSTEM]}.
   */
  record CodeList(Set<CodeSystem> systems) implements FactType {
    public CodeList {
      systems = immutable(systems);
    }
  }

  /**
   * Dated events, each from a first to a last day: procedures, scans, courses of a medication.
   * Written {@code history}.
   */
  record History() implements FactType {}

  /**
   * Another document of the library, in force or not on the date of service. Written {@code
   * document of KIND}.
   */
  record Document(Set<DocumentKind> kinds) implements FactType {
    public Document {
      kinds = Set.copyOf(kinds);
    }
  }

  private static Set<CodeSystem> immutable(Set<CodeSystem> systems) {
    return systems.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(systems));
  }
}
