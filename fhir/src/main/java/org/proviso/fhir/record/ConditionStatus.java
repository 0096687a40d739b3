package org.proviso.fhir.record;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the two statuses of a Condition mean. */
public final class ConditionStatus {
  /** Of {@code Condition.verificationStatus}. */
  static final Map<String, Reliability> BY_VERIFICATION =
      Map.of(
          "unconfirmed", Reliability.NOT_ESTABLISHED,
          "provisional", Reliability.NOT_ESTABLISHED,
          "differential", Reliability.NOT_ESTABLISHED,
          "confirmed", Reliability.COUNTS,
          "refuted", Reliability.DID_NOT_HAPPEN,
          "entered-in-error", Reliability.ENTERED_IN_ERROR);

  /** Whether the condition is over, by {@code Condition.clinicalStatus}. */
  static final Map<String, Boolean> PAST_BY_CLINICAL_STATUS =
      Map.of(
          "active", false,
          "recurrence", false,
          "relapse", false,
          "inactive", true,
          "remission", true,
          "resolved", true);

  private ConditionStatus() {}

  /** What a condition's clinical status says of its end. */
  public enum Course {
    /** Nothing. */
    NOT_SAID,
    /** It goes on. */
    GOES_ON,
    /** It is over. */
    OVER,
    /** The status cannot be read, or its codings disagree. */
    UNCERTAIN
  }

  /** What the condition's clinical status says of its end; notes why it is uncertain. */
  public static Course course(Place condition) {
    if (!condition.has("clinicalStatus")) {
      return Course.NOT_SAID;
    }
    Set<@Nullable Boolean> past = new HashSet<>();
    codes(condition, "clinicalStatus").forEach(code -> past.add(PAST_BY_CLINICAL_STATUS.get(code)));
    if (past.equals(Set.of(true))) {
      return Course.OVER;
    }
    if (past.equals(Set.of(false))) {
      return Course.GOES_ON;
    }
    Reliability.noteUnknownStatus(condition, "clinicalStatus");
    return Course.UNCERTAIN;
  }

  /** What its verification says; without one it counts. */
  static Reliability verified(Place condition) {
    if (!condition.has("verificationStatus")) {
      return Reliability.COUNTS;
    }
    Set<@Nullable Reliability> said = new HashSet<>();
    codes(condition, "verificationStatus").forEach(code -> said.add(BY_VERIFICATION.get(code)));
    Reliability only = said.size() == 1 ? said.iterator().next() : null;
    if (only == null) {
      Reliability.noteUnknownStatus(condition, "verificationStatus");
      return Reliability.NOT_ESTABLISHED;
    }
    return only;
  }

  /** The verification as a person reads it, when it is one of R4's; otherwise nothing. */
  static @Nullable String verification(Place condition) {
    String written = String.join(" and ", codes(condition, "verificationStatus"));
    return BY_VERIFICATION.containsKey(written) ? written : null;
  }

  /** The codes of the status, whichever coding they are in; {@code ?} for one that has none. */
  private static Set<String> codes(Place condition, String element) {
    Place concept = condition.one(element);
    var codes = new TreeSet<String>();
    if (concept != null) {
      for (Place coding : concept.all("coding")) {
        String system = coding.text("system");
        if (system == null
            || system.startsWith("http://terminology.hl7.org/CodeSystem/condition-")) {
          String code = coding.text("code");
          codes.add(code == null ? "?" : code);
        }
      }
    }
    return codes;
  }
}
