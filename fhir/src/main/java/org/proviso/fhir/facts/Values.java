package org.proviso.fhir.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.engine.facts.Knowledge.Narrowed;
import org.proviso.engine.facts.Knowledge.Range;
import org.proviso.fhir.order.CoverageReader;
import org.proviso.fhir.record.Concepts;
import org.proviso.fhir.record.Days;
import org.proviso.fhir.record.Node;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.units.Conversion;
import org.proviso.terminology.units.Units;

/**
 * Reads {@code value[x]} of an Observation, a component or an answer as a value of a fact. What
 * does not fit is noted, and nothing is known from it.
 */
final class Values {
  private static final String UCUM = "http://unitsofmeasure.org";

  /** Numbers of records are small; what is beyond is a mistake, and costly to compute with. */
  private static final int MOST_DIGITS = 40;

  private static final List<String> NAMES =
      List.of(
          "valueBoolean",
          "valueCodeableConcept",
          "valueCoding",
          "valueQuantity",
          "valueDecimal",
          "valueInteger",
          "valueDate",
          "valueDateTime",
          "valueString");

  /**
   * Codes that say yes: SNOMED CT yes, present, positive; LOINC answers Yes, Present, Positive; HL7
   * v2 tables 0136 and 0532.
   */
  private static final Set<String> YES =
      Set.of(
          "http://snomed.info/sct|373066001",
          "http://snomed.info/sct|52101004",
          "http://snomed.info/sct|10828004",
          "http://loinc.org|LA33-6",
          "http://loinc.org|LA9633-4",
          "http://loinc.org|LA6576-8",
          "http://terminology.hl7.org/CodeSystem/v2-0136|Y",
          "http://terminology.hl7.org/CodeSystem/v2-0532|Y");

  /** Codes that say no: SNOMED CT no, absent, negative; LOINC answers; HL7 v2 tables. */
  private static final Set<String> NO =
      Set.of(
          "http://snomed.info/sct|373067005",
          "http://snomed.info/sct|2667000",
          "http://snomed.info/sct|260385009",
          "http://loinc.org|LA32-8",
          "http://loinc.org|LA9634-2",
          "http://loinc.org|LA6577-6",
          "http://terminology.hl7.org/CodeSystem/v2-0136|N",
          "http://terminology.hl7.org/CodeSystem/v2-0532|N");

  /** Codes that say that whoever was asked cannot or will not say. */
  private static final Set<String> CANNOT_SAY =
      Set.of(
          "http://terminology.hl7.org/CodeSystem/data-absent-reason|unknown",
          "http://terminology.hl7.org/CodeSystem/data-absent-reason|asked-unknown",
          "http://terminology.hl7.org/CodeSystem/data-absent-reason|asked-declined",
          "http://terminology.hl7.org/CodeSystem/v3-NullFlavor|ASKU",
          "http://terminology.hl7.org/CodeSystem/v3-NullFlavor|UNK",
          "http://terminology.hl7.org/CodeSystem/v2-0532|ASKU",
          "http://terminology.hl7.org/CodeSystem/v2-0532|UNK",
          "http://snomed.info/sct|261665006",
          "http://loinc.org|LA4489-6",
          "http://loinc.org|LA12688-0");

  private static final Set<String> ASKED = Set.of("unknown", "asked-unknown", "asked-declined");
  private static final String ABSENT_REASON =
      "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  private final Concepts concepts;

  Values(Concepts concepts) {
    this.concepts = concepts;
  }

  /** The place of the value, whichever type it has. */
  static @Nullable Place place(Place holder) {
    for (String name : NAMES) {
      if (holder.has(name)) {
        return holder.one(name);
      }
    }
    return null;
  }

  /**
   * What the value says of a fact of that type; nothing when it has none or it does not fit.
   *
   * @param prefix put before what stands there, in the evidence
   */
  @Nullable Knowledge read(
      FactType type, Place holder, String prefix, @Nullable LocalDate recorded) {
    Place value = place(holder);
    if (value == null) {
      return absent(holder);
    }
    if (isSaidToBeAbsent(holder)) {
      value.note(
          ProblemKind.SOURCES_DISAGREE,
          "There is a value, and a reason why there is none; neither is used.",
          "Keep the one that is meant.");
      return null;
    }
    if (isCannotSay(value)) {
      return new Knowledge.Unanswerable(List.of(evidence(value, prefix + "cannot be said")));
    }
    return switch (type) {
      case FactType.YesNo() -> yesNo(value, prefix);
      case FactType.Enumeration(List<String> names) -> symbol(names, value, prefix);
      case FactType.Quantity quantity -> quantity(quantity, value, prefix);
      case FactType.Count(Optional<Integer> greatest) -> count(greatest, value, prefix);
      case FactType.Date() -> date(value, prefix);
      case FactType.SingleCode(Set<CodeSystem> systems) -> {
        Concepts.Coded coded = code(systems, value, recorded);
        yield coded == null
            ? null
            : known(new Value.OneCode(coded.code()), value, prefix + coded.code());
      }
      case FactType.CodeList(Set<CodeSystem> systems) -> {
        Concepts.Coded coded = code(systems, value, recorded);
        yield coded == null
            ? null
            : known(new Value.Codes(Set.of(coded.code()), false), value, prefix + coded.code());
      }
      case FactType.History() -> {
        Knowledge day = date(value, prefix);
        yield day instanceof Known(Value.Day(LocalDate date), List<Evidence> evidence)
            ? new Known(new Value.Events(List.of(new Event(date, date)), false), evidence)
            : null;
      }
      case FactType.Document(var kinds) -> null;
    };
  }

  private static @Nullable Knowledge absent(Place holder) {
    Place reason = holder.one("dataAbsentReason");
    if (reason != null) {
      for (Place coding : reason.all("coding")) {
        String code = coding.text("code");
        if (code != null && ASKED.contains(code)) {
          return new Knowledge.Unanswerable(List.of(evidence(coding, "asked, not known")));
        }
      }
    }
    if (asked(holder)) {
      return new Knowledge.Unanswerable(List.of(evidence(holder, "asked, not known")));
    }
    for (String name : NAMES) {
      Place shadow = holder.has("_" + name) ? holder.one("_" + name) : null;
      if (shadow != null && asked(shadow)) {
        return new Knowledge.Unanswerable(List.of(evidence(holder, "asked, not known")));
      }
    }
    return null;
  }

  private static boolean isSaidToBeAbsent(Place holder) {
    if (holder.has("dataAbsentReason") || hasReason(holder)) {
      return true;
    }
    for (String name : NAMES) {
      Place shadow = holder.has("_" + name) ? holder.one("_" + name) : null;
      Place value = holder.has(name) ? holder.one(name) : null;
      if ((shadow != null && hasReason(shadow))
          || (value != null && value.node() instanceof Node.Members && hasReason(value))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasReason(Place holder) {
    for (Place extension : holder.all("extension")) {
      if (extension.node() instanceof Node.Members && ABSENT_REASON.equals(extension.text("url"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean asked(Place holder) {
    for (Place extension : holder.all("extension")) {
      if (ABSENT_REASON.equals(extension.text("url"))) {
        String code = extension.text("valueCode");
        if (code != null && ASKED.contains(code)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCannotSay(Place value) {
    for (Place coding : codings(value)) {
      if (CANNOT_SAY.contains(key(coding))) {
        return true;
      }
    }
    return false;
  }

  private static List<Place> codings(Place value) {
    if (!(value.node() instanceof Node.Members)) {
      return List.of();
    }
    return value.has("coding") ? value.all("coding") : List.of(value);
  }

  private static String key(Place coding) {
    return coding.has("system") && coding.has("code")
        ? coding.text("system") + "|" + coding.text("code")
        : "";
  }

  private static @Nullable Knowledge yesNo(Place value, String prefix) {
    if (value.node() instanceof Node.Truth(boolean yes)) {
      return known(new Value.YesNo(yes), value, prefix + (yes ? "yes" : "no"));
    }
    boolean yes = false;
    boolean no = false;
    for (Place coding : codings(value)) {
      yes |= YES.contains(key(coding));
      no |= NO.contains(key(coding));
    }
    if (yes == no) {
      value.note(
          ProblemKind.VALUE_DOES_NOT_FIT,
          "The value is neither yes nor no; the fact is left unknown.",
          "Use a boolean, or a code for yes or no.");
      return null;
    }
    return known(new Value.YesNo(yes), value, prefix + (yes ? "yes" : "no"));
  }

  private static @Nullable Knowledge symbol(List<String> names, Place value, String prefix) {
    if (value.node() instanceof Node.Text(String text)) {
      String symbol = CoverageReader.symbol(text);
      if (names.contains(symbol)) {
        return known(new Value.Symbol(symbol), value, prefix + symbol);
      }
    }
    for (Place coding : codings(value)) {
      String code = coding.has("code") ? coding.text("code") : null;
      String symbol = code == null ? null : CoverageReader.symbol(code);
      if (symbol != null && names.contains(symbol)) {
        return known(new Value.Symbol(symbol), coding, prefix + symbol);
      }
    }
    unknownSymbol(names, value);
    return null;
  }

  static void unknownSymbol(List<String> names, Place value) {
    value.note(
        ProblemKind.UNKNOWN_VALUE,
        "The value is none of " + String.join(", ", names) + "; the fact is left unknown.",
        "Use one of them.");
  }

  @Nullable Knowledge quantity(FactType.Quantity type, Place value, String prefix) {
    Place number = value;
    String unit = type.unit();
    String comparator = null;
    if (value.node() instanceof Node.Members) {
      number = value.one("value");
      unit = unit(value);
      comparator = value.text("comparator");
    }
    BigDecimal amount = number == null ? null : decimal(number);
    if (amount == null) {
      if (number == null) {
        doesNotFit(value, "a number");
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
        ? known(new Value.Decimal(converted), value, prefix + says)
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
    return new Narrowed(range, List.of(evidence(value, prefix + comparator + says)));
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
      if (decimal.precision() <= MOST_DIGITS && Math.abs((long) decimal.scale()) <= MOST_DIGITS) {
        return decimal;
      }
    } catch (NumberFormatException beyondBounds) {
      // An exponent that no number has; told below like any number that is too large.
    }
    number.note(
        ProblemKind.VALUE_OUT_OF_RANGE,
        "The number has more than " + MOST_DIGITS + " digits; it is not used.",
        "Check the number.");
    return null;
  }

  private @Nullable Knowledge count(Optional<Integer> greatest, Place value, String prefix) {
    var limits =
        new FactType.Quantity("1", Optional.of(BigDecimal.ZERO), greatest.map(BigDecimal::valueOf));
    Knowledge number = quantity(limits, value, prefix);
    if (number instanceof Known(Value.Decimal(BigDecimal amount), var evidence)
        && amount.setScale(0, RoundingMode.FLOOR).compareTo(amount) != 0) {
      doesNotFit(value, "a whole number");
      return null;
    }
    return number;
  }

  private static @Nullable Knowledge date(Place value, String prefix) {
    if (!(value.node() instanceof Node.Text)) {
      doesNotFit(value, "a date");
      return null;
    }
    Days days = Days.at(value);
    return days == null ? null : day(days, value, prefix);
  }

  static Knowledge day(Days days, Place value, String prefix) {
    return days.exact()
        ? known(new Value.Day(days.first()), value, prefix + days.first())
        : new Narrowed(
            new Range.Days(
                days.first().equals(LocalDate.MIN) ? Optional.empty() : Optional.of(days.first()),
                days.last().equals(LocalDate.MAX) ? Optional.empty() : Optional.of(days.last())),
            List.of(evidence(value, prefix + days)));
  }

  private Concepts.@Nullable Coded code(
      Set<CodeSystem> systems, Place value, @Nullable LocalDate recorded) {
    for (Place coding : codings(value)) {
      Concepts.Coded coded = concepts.coding(coding, recorded);
      if (coded != null && (systems.isEmpty() || systems.contains(coded.code().system()))) {
        return coded;
      }
    }
    doesNotFit(
        value,
        systems.isEmpty()
            ? "a code"
            : "a code of "
                + String.join(", ", systems.stream().map(CodeSystem::title).sorted().toList()));
    return null;
  }

  private static void doesNotFit(Place value, String expected) {
    value.note(
        ProblemKind.VALUE_DOES_NOT_FIT,
        "The value is not " + expected + "; the fact is left unknown.",
        "Answer with " + expected + ".");
  }

  static Known known(Value value, Place place, String says) {
    return new Known(value, List.of(evidence(place, says)));
  }

  static Evidence evidence(Place place, String says) {
    return new Evidence.Resource(place.resource().reference(), place.path(), says);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
