package org.proviso.fhir.facts;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.record.Place;

/** Values of which it is said that they are not there, and why. */
final class AbsentValues {
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

  private AbsentValues() {}

  /** Asked and unanswerable, when the holder says so; otherwise nothing. */
  static @Nullable Knowledge read(Place holder) {
    Place reason = holder.one("dataAbsentReason");
    if (reason != null) {
      for (Place coding : reason.all("coding")) {
        String code = coding.text("code");
        if (code != null && ASKED.contains(code)) {
          return new Knowledge.Unanswerable(
              List.of(Citations.evidence(coding, "asked, not known")));
        }
      }
    }
    if (isAsked(holder)) {
      return new Knowledge.Unanswerable(List.of(Citations.evidence(holder, "asked, not known")));
    }
    for (String name : Values.NAMES) {
      Place shadow = holder.has("_" + name) ? holder.one("_" + name) : null;
      if (shadow != null && isAsked(shadow)) {
        return new Knowledge.Unanswerable(List.of(Citations.evidence(holder, "asked, not known")));
      }
    }
    return null;
  }

  /** Whether the holder, or its value, gives a reason why there is no value. */
  static boolean isSaid(Place holder) {
    if (holder.has("dataAbsentReason") || hasReason(holder)) {
      return true;
    }
    for (String name : Values.NAMES) {
      Place shadow = holder.has("_" + name) ? holder.one("_" + name) : null;
      Place value = holder.has(name) ? holder.one(name) : null;
      if ((shadow != null && hasReason(shadow))
          || (value != null && value.isObject() && hasReason(value))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasReason(Place holder) {
    for (Place extension : holder.all("extension")) {
      if (extension.isObject() && ABSENT_REASON.equals(extension.text("url"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAsked(Place holder) {
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

  /** Whether a value says that whoever was asked cannot or will not say. */
  static boolean isCannotSay(Place value) {
    for (Place coding : Values.codings(value)) {
      if (CANNOT_SAY.contains(Values.key(coding))) {
        return true;
      }
    }
    return false;
  }
}
