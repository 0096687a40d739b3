package org.proviso.fhir.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.engine.facts.Knowledge.Narrowed;
import org.proviso.engine.facts.Knowledge.Range;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;
import org.proviso.terminology.units.Conversion;
import org.proviso.terminology.units.Units;

/** Reads numbers and Quantities in the unit of a fact. */
final class Quantities {
  private static final String UCUM = "http://unitsofmeasure.org";

  /** Numbers of records are small; what is beyond is a mistake, and costly to compute with. */
  private static final int MAX_DIGITS = 40;

  private Quantities() {}

  /** What a Quantity, or a number, says in the unit of the fact; nothing when it does not fit. */
  static @Nullable Knowledge read(FactType.Quantity type, Place value, String prefix) {
    Place number = value;
    String unit = type.unit();
    String comparator = null;
    if (value.isObject()) {
      number = value.one("value");
      unit = unit(value);
      comparator = value.text("comparator");
    }
    BigDecimal amount = number == null ? null : decimal(number);
    if (amount == null) {
      if (number == null) {
        Values.noteDoesNotFit(value, "a number");
      }
      return null;
    }
    BigDecimal converted;
    switch (Units.conversion(unit, type.unit())) {
      case Conversion.Linear linear -> converted = linear.rounded(amount);
      case Conversion.Incompatible _, Conversion.UnknownUnit _ -> {
        value.note(
            ProblemKind.UNIT_NOT_CONVERTIBLE,
            "The value's unit cannot be converted to "
                + type.unit()
                + "; the fact is left unknown.",
            "Give the value in " + type.unit() + ", with its UCUM code.");
        return null;
      }
    }
    if (type.least().filter(least -> converted.compareTo(least) < 0).isPresent()
        || type.greatest().filter(greatest -> converted.compareTo(greatest) > 0).isPresent()) {
      value.note(
          ProblemKind.VALUE_OUT_OF_RANGE,
          "The number is outside what the fact allows ("
              + type.least().map(BigDecimal::toPlainString).orElse("any")
              + " to "
              + type.greatest().map(BigDecimal::toPlainString).orElse("any")
              + "); the fact is left unknown.",
          "Check the number and its unit.");
      return null;
    }
    // In the fact's unit: the unit as written may hold any text between braces.
    String says = plain(converted) + (type.unit().equals("1") ? "" : " " + type.unit());
    return comparator == null
        ? Citations.known(new Value.Decimal(converted), value, prefix + says)
        : narrowed(comparator, converted, value, prefix, says);
  }

  private static @Nullable Knowledge narrowed(
      String comparator, BigDecimal number, Place value, String prefix, String says) {
    Range.Limit inclusive = new Range.Limit(number, true);
    Range.Limit exclusive = new Range.Limit(number, false);
    Range range =
        switch (comparator) {
          case "<" -> new Range.Numbers(Optional.empty(), Optional.of(exclusive));
          case "<=" -> new Range.Numbers(Optional.empty(), Optional.of(inclusive));
          case ">=" -> new Range.Numbers(Optional.of(inclusive), Optional.empty());
          case ">" -> new Range.Numbers(Optional.of(exclusive), Optional.empty());
          default -> null;
        };
    if (range == null) {
      value.note(
          ProblemKind.VALUE_DOES_NOT_FIT,
          "The quantity's comparator is none of <, <=, >=, >; the fact is left unknown.",
          "Correct the comparator.");
      return null;
    }
    return new Narrowed(range, List.of(Citations.evidence(value, prefix + comparator + says)));
  }

  /** UCUM code; without one the written unit, when it is a UCUM unit; without either, a number. */
  private static String unit(Place quantity) {
    String code = quantity.text("code");
    String system = quantity.text("system");
    if (code != null && (system == null || system.equals(UCUM))) {
      return code;
    }
    if (code != null) {
      return "?";
    }
    String written = quantity.text("unit");
    return written == null ? "1" : written;
  }

  private static @Nullable BigDecimal decimal(Place number) {
    String literal = number.numeral();
    if (literal == null) {
      return null;
    }
    try {
      var decimal = new BigDecimal(literal);
      if (decimal.precision() <= MAX_DIGITS && Math.abs((long) decimal.scale()) <= MAX_DIGITS) {
        return decimal;
      }
    } catch (NumberFormatException beyondBounds) {
      // An exponent that no number has; told below like any number that is too large.
    }
    number.note(
        ProblemKind.VALUE_OUT_OF_RANGE,
        "The number has more than " + MAX_DIGITS + " digits; it is not used.",
        "Check the number.");
    return null;
  }

  /** What a number says of a count. */
  static @Nullable Knowledge count(Optional<Integer> greatest, Place value, String prefix) {
    var limits =
        new FactType.Quantity("1", Optional.of(BigDecimal.ZERO), greatest.map(BigDecimal::valueOf));
    Knowledge number = read(limits, value, prefix);
    if (number instanceof Known(Value.Decimal(BigDecimal amount), var evidence)
        && amount.setScale(0, RoundingMode.FLOOR).compareTo(amount) != 0) {
      Values.noteDoesNotFit(value, "a whole number");
      return null;
    }
    return number;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
