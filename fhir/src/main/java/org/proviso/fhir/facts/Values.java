package org.proviso.fhir.facts;

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
import org.proviso.fhir.record.Concepts;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Symbols;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;
import org.proviso.terminology.CodeSystem;

/**
 * Reads {@code value[x]} of an Observation, a component or an answer as a value of a fact. What
 * does not fit is noted, and nothing is known from it.
 */
final class Values {
  static final List<String> NAMES =
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
      return AbsentValues.read(holder);
    }
    if (AbsentValues.isSaid(holder)) {
      value.note(
          ProblemKind.SOURCES_DISAGREE,
          "There is a value, and a reason why there is none; neither is used.",
          "Keep the one that is meant.");
      return null;
    }
    if (AbsentValues.isCannotSay(value)) {
      return new Knowledge.Unanswerable(
          List.of(Citations.evidence(value, prefix + "cannot be said")));
    }
    return switch (type) {
      case FactType.YesNo() -> yesNo(value, prefix);
      case FactType.Enumeration(List<String> names) -> symbol(names, value, prefix);
      case FactType.Quantity quantity -> Quantities.read(quantity, value, prefix);
      case FactType.Count(Optional<Integer> greatest) -> Quantities.count(greatest, value, prefix);
      case FactType.Date() -> date(value, prefix);
      case FactType.SingleCode(Set<CodeSystem> systems) -> {
        Concepts.Coded coded = code(systems, value, recorded);
        yield coded == null
            ? null
            : Citations.known(new Value.OneCode(coded.code()), value, prefix + coded.code());
      }
      case FactType.CodeList(Set<CodeSystem> systems) -> {
        Concepts.Coded coded = code(systems, value, recorded);
        yield coded == null
            ? null
            : Citations.known(
                new Value.Codes(Set.of(coded.code()), false), value, prefix + coded.code());
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

  /** The codings of a coded value; none of any other. */
  static List<Place> codings(Place value) {
    if (!value.isObject()) {
      return List.of();
    }
    return value.has("coding") ? value.all("coding") : List.of(value);
  }

  /** System and code as the tables write them; empty when either is missing. */
  static String key(Place coding) {
    return coding.has("system") && coding.has("code")
        ? coding.text("system") + "|" + coding.text("code")
        : "";
  }

  private static @Nullable Knowledge yesNo(Place value, String prefix) {
    if (value.isTruth()) {
      boolean yes = Boolean.TRUE.equals(value.truth());
      return Citations.known(new Value.YesNo(yes), value, prefix + (yes ? "yes" : "no"));
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
    return Citations.known(new Value.YesNo(yes), value, prefix + (yes ? "yes" : "no"));
  }

  private static @Nullable Knowledge symbol(List<String> names, Place value, String prefix) {
    String text = value.isText() ? value.text() : null;
    if (text != null) {
      String symbol = Symbols.of(text);
      if (names.contains(symbol)) {
        return Citations.known(new Value.Symbol(symbol), value, prefix + symbol);
      }
    }
    for (Place coding : codings(value)) {
      String code = coding.has("code") ? coding.text("code") : null;
      String symbol = code == null ? null : Symbols.of(code);
      if (symbol != null && names.contains(symbol)) {
        return Citations.known(new Value.Symbol(symbol), coding, prefix + symbol);
      }
    }
    noteUnknownSymbol(names, value);
    return null;
  }

  static void noteUnknownSymbol(List<String> names, Place value) {
    value.note(
        ProblemKind.UNKNOWN_VALUE,
        "The value is none of " + String.join(", ", names) + "; the fact is left unknown.",
        "Use one of them.");
  }

  private static @Nullable Knowledge date(Place value, String prefix) {
    if (!value.isText()) {
      noteDoesNotFit(value, "a date");
      return null;
    }
    DateRange days = DateRange.at(value);
    return days == null ? null : day(days, value, prefix);
  }

  static Knowledge day(DateRange days, Place value, String prefix) {
    return days.exact()
        ? Citations.known(new Value.Day(days.first()), value, prefix + days.first())
        : new Narrowed(
            new Range.Days(
                days.first().equals(LocalDate.MIN) ? Optional.empty() : Optional.of(days.first()),
                days.last().equals(LocalDate.MAX) ? Optional.empty() : Optional.of(days.last())),
            List.of(Citations.evidence(value, prefix + days)));
  }

  private Concepts.@Nullable Coded code(
      Set<CodeSystem> systems, Place value, @Nullable LocalDate recorded) {
    for (Place coding : codings(value)) {
      Concepts.Coded coded = concepts.coding(coding, recorded);
      if (coded != null && (systems.isEmpty() || systems.contains(coded.code().system()))) {
        return coded;
      }
    }
    noteDoesNotFit(
        value,
        systems.isEmpty()
            ? "a code"
            : "a code of "
                + String.join(", ", systems.stream().map(CodeSystem::title).sorted().toList()));
    return null;
  }

  static void noteDoesNotFit(Place value, String expected) {
    value.note(
        ProblemKind.VALUE_DOES_NOT_FIT,
        "The value is not " + expected + "; the fact is left unknown.",
        "Answer with " + expected + ".");
  }
}
