package org.proviso.fhir.record;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a resource may be relied on, by its status. Every code of the R4 value sets is in the
 * tables; docs/fhir-facts.md gives the reasons.
 */
public enum Standing {
  /** What it states is so. */
  COUNTS,
  /** What it states may be so. */
  NOT_ESTABLISHED,
  /** It says itself that it is not so, or not yet. */
  DID_NOT_HAPPEN,
  /** It should not be there. */
  ENTERED_IN_ERROR;

  private static final Map<String, Standing> REQUESTED =
      Map.of(
          "draft", DID_NOT_HAPPEN,
          "active", COUNTS,
          "on-hold", NOT_ESTABLISHED,
          "revoked", DID_NOT_HAPPEN,
          "completed", COUNTS,
          "entered-in-error", ENTERED_IN_ERROR,
          "unknown", NOT_ESTABLISHED);

  private static final Map<String, Standing> FINANCIAL =
      Map.of(
          "active", COUNTS,
          "cancelled", DID_NOT_HAPPEN,
          "draft", DID_NOT_HAPPEN,
          "entered-in-error", ENTERED_IN_ERROR);

  /** By resource type, then status. */
  static final Map<String, Map<String, Standing>> BY_STATUS =
      Map.of(
          "Procedure",
          Map.of(
              "preparation", DID_NOT_HAPPEN,
              "in-progress", COUNTS,
              "not-done", DID_NOT_HAPPEN,
              "on-hold", NOT_ESTABLISHED,
              "stopped", NOT_ESTABLISHED,
              "completed", COUNTS,
              "entered-in-error", ENTERED_IN_ERROR,
              "unknown", NOT_ESTABLISHED),
          "Observation",
          Map.of(
              "registered", DID_NOT_HAPPEN,
              "preliminary", NOT_ESTABLISHED,
              "final", COUNTS,
              "amended", COUNTS,
              "corrected", COUNTS,
              "cancelled", DID_NOT_HAPPEN,
              "entered-in-error", ENTERED_IN_ERROR,
              "unknown", NOT_ESTABLISHED),
          "DiagnosticReport",
          Map.of(
              "registered", DID_NOT_HAPPEN,
              "partial", NOT_ESTABLISHED,
              "preliminary", NOT_ESTABLISHED,
              "final", COUNTS,
              "amended", COUNTS,
              "corrected", COUNTS,
              "appended", COUNTS,
              "cancelled", DID_NOT_HAPPEN,
              "entered-in-error", ENTERED_IN_ERROR,
              "unknown", NOT_ESTABLISHED),
          "MedicationRequest",
          Map.of(
              "active", COUNTS,
              "on-hold", NOT_ESTABLISHED,
              "cancelled", DID_NOT_HAPPEN,
              "completed", COUNTS,
              "entered-in-error", ENTERED_IN_ERROR,
              "stopped", NOT_ESTABLISHED,
              "draft", DID_NOT_HAPPEN,
              "unknown", NOT_ESTABLISHED),
          "MedicationStatement",
          Map.of(
              "active", COUNTS,
              "completed", COUNTS,
              "entered-in-error", ENTERED_IN_ERROR,
              "intended", DID_NOT_HAPPEN,
              "stopped", COUNTS,
              "on-hold", NOT_ESTABLISHED,
              "unknown", NOT_ESTABLISHED,
              "not-taken", DID_NOT_HAPPEN),
          "QuestionnaireResponse",
          Map.of(
              "in-progress", NOT_ESTABLISHED,
              "completed", COUNTS,
              "amended", COUNTS,
              "entered-in-error", ENTERED_IN_ERROR,
              "stopped", NOT_ESTABLISHED),
          "ServiceRequest",
          REQUESTED,
          "DeviceRequest",
          REQUESTED,
          "Claim",
          FINANCIAL,
          "Coverage",
          FINANCIAL);

  /** Of {@code Condition.verificationStatus}. */
  static final Map<String, Standing> BY_VERIFICATION =
      Map.of(
          "unconfirmed", NOT_ESTABLISHED,
          "provisional", NOT_ESTABLISHED,
          "differential", NOT_ESTABLISHED,
          "confirmed", COUNTS,
          "refuted", DID_NOT_HAPPEN,
          "entered-in-error", ENTERED_IN_ERROR);

  /** Whether the condition is over, by {@code Condition.clinicalStatus}. */
  static final Map<String, Boolean> PAST_BY_CLINICAL_STATUS =
      Map.of(
          "active", false,
          "recurrence", false,
          "relapse", false,
          "inactive", true,
          "remission", true,
          "resolved", true);

  /** Intents of a request that orders; the others only propose or plan. */
  public static final Set<String> ORDERING_INTENTS =
      Set.of("order", "original-order", "reflex-order", "filler-order", "instance-order");

  /** The other intents of R4's value sets. */
  public static final Set<String> OTHER_INTENTS = Set.of("proposal", "plan", "directive", "option");

  /** What the resource's status says; notes why it does not count. */
  public static Standing of(Place resource) {
    if (resource.resource().modified()) {
      resource.note(
          ProblemKind.MODIFIER_EXTENSION,
          "The resource has a modifier extension or implicit rules, which may change its meaning; "
              + "it is not used.",
          "Send it without, if it means what it says.");
      return NOT_ESTABLISHED;
    }
    if (!resource.resource().chosenTwice().isEmpty()) {
      resource.note(
          ProblemKind.CHOICE_GIVEN_TWICE,
          "Its "
              + resource.resource().chosenTwice()
              + "[x] is given in two types, of which FHIR R4 allows one; the resource is not used.",
          "Keep the one that is meant.");
      return NOT_ESTABLISHED;
    }
    if (resource.has("focus")) {
      resource.note(
          ProblemKind.NOT_ESTABLISHED,
          "The observation has a focus: it is about somebody or something else than the patient; it"
              + " is not used.",
          "Leave it out, or send it without the focus if it is about the patient.");
      return NOT_ESTABLISHED;
    }
    Standing standing =
        resource.resource().type().equals("Condition") ? verified(resource) : byStatus(resource);
    if (standing == COUNTS && isProhibition(resource)) {
      standing = DID_NOT_HAPPEN;
    }
    if (standing == COUNTS) {
      standing = intended(resource);
    }
    tell(resource, standing);
    return standing;
  }

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

  /** What the condition's clinical status says of its end. */
  public static Course course(Place condition) {
    if (!condition.has("clinicalStatus")) {
      return Course.NOT_SAID;
    }
    Set<String> codes = statusCodes(condition, "clinicalStatus");
    Set<@Nullable Boolean> past = new HashSet<>();
    codes.forEach(code -> past.add(PAST_BY_CLINICAL_STATUS.get(code)));
    if (past.equals(Set.of(true))) {
      return Course.OVER;
    }
    if (past.equals(Set.of(false))) {
      return Course.GOES_ON;
    }
    unknownStatus(condition, "clinicalStatus");
    return Course.UNCERTAIN;
  }

  /** Whether a resource of that type tells of something at a time. */
  public static boolean isDated(String type) {
    return switch (type) {
      case "Patient", "Coverage", "Medication" -> false;
      default -> true;
    };
  }

  public static boolean isProhibition(Place resource) {
    Place prohibits = resource.one("doNotPerform");
    // A prohibition that cannot be read is taken as one.
    return prohibits != null && !Boolean.FALSE.equals(prohibits.truth());
  }

  private static Standing byStatus(Place resource) {
    Map<String, Standing> table = BY_STATUS.get(resource.resource().type());
    if (table == null) {
      return COUNTS;
    }
    String status = resource.text("status");
    Standing standing = status == null ? null : table.get(status);
    if (standing == null) {
      unknownStatus(resource, "status");
      return NOT_ESTABLISHED;
    }
    return standing;
  }

  private static Standing verified(Place condition) {
    if (!condition.has("verificationStatus")) {
      return COUNTS;
    }
    Set<@Nullable Standing> standings = new HashSet<>();
    statusCodes(condition, "verificationStatus")
        .forEach(code -> standings.add(BY_VERIFICATION.get(code)));
    Standing only = standings.size() == 1 ? standings.iterator().next() : null;
    if (only == null) {
      unknownStatus(condition, "verificationStatus");
      return NOT_ESTABLISHED;
    }
    return only;
  }

  /** The codes of the status, whichever coding they are in; {@code ?} for one that has none. */
  private static Set<String> statusCodes(Place resource, String element) {
    Place concept = resource.one(element);
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

  private static Standing intended(Place resource) {
    return switch (resource.resource().type()) {
      case "ServiceRequest", "DeviceRequest", "MedicationRequest" -> {
        String intent = resource.text("intent");
        yield intent != null && ORDERING_INTENTS.contains(intent) ? COUNTS : NOT_ESTABLISHED;
      }
      case "Claim" -> {
        // A preauthorization or predetermination asks for a service; it does not bill one.
        String use = resource.text("use");
        yield "claim".equals(use) ? COUNTS : DID_NOT_HAPPEN;
      }
      default -> COUNTS;
    };
  }

  private static void unknownStatus(Place resource, String element) {
    resource.note(
        ProblemKind.UNKNOWN_STATUS,
        "Its "
            + element
            + " is missing, none of FHIR R4's, or says two things; the resource is not relied on.",
        "Give it a " + element + " of FHIR R4.");
  }

  private static void tell(Place resource, Standing standing) {
    switch (standing) {
      case COUNTS -> {}
      case NOT_ESTABLISHED ->
          resource.note(
              ProblemKind.NOT_ESTABLISHED,
              "The "
                  + described(resource)
                  + " does not establish what it states; it is not counted.",
              "Confirm or complete it, if it is so.");
      case DID_NOT_HAPPEN ->
          resource.note(
              ProblemKind.DID_NOT_HAPPEN,
              "The " + described(resource) + " did not happen, or has not yet; it is not used.",
              "Nothing, if that is so.");
      case ENTERED_IN_ERROR ->
          resource.note(
              ProblemKind.ENTERED_IN_ERROR,
              "The " + resource.resource().type() + " was entered in error; it is not used.",
              "Nothing, if that is so.");
    }
  }

  private static String described(Place resource) {
    String type = resource.resource().type();
    String status =
        type.equals("Condition")
            ? String.join(" and ", statusCodes(resource, "verificationStatus"))
            : resource.text("status");
    boolean known =
        status != null
            && (type.equals("Condition")
                ? BY_VERIFICATION.containsKey(status)
                : BY_STATUS.getOrDefault(type, Map.of()).containsKey(status));
    return known ? type + " (" + String.valueOf(status).toLowerCase(Locale.ROOT) + ")" : type;
  }
}
