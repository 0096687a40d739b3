package org.proviso.fhir.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a resource can be relied on, by its status. The tables are in {@link ResourceType} and
 * {@link ConditionStatus}; docs/fhir-facts.md gives the reasons.
 */
public enum Reliability {
  /** What it states is so. */
  COUNTS,
  /** What it states may be so. */
  NOT_ESTABLISHED,
  /** It says itself that it is not so, or not yet. */
  DID_NOT_HAPPEN,
  /** It should not be there. */
  ENTERED_IN_ERROR;

  /** How far the resource can be relied on; notes why it does not count. */
  public static Reliability of(Place resource) {
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
    Reliability reliability =
        resource.resource().type() == ResourceType.CONDITION
            ? ConditionStatus.verified(resource)
            : byStatus(resource);
    if (reliability == COUNTS && isProhibition(resource)) {
      reliability = DID_NOT_HAPPEN;
    }
    if (reliability == COUNTS) {
      reliability = byIntent(resource);
    }
    note(resource, reliability);
    return reliability;
  }

  /** Whether a request forbids what it names. A prohibition that cannot be read is taken as one. */
  public static boolean isProhibition(Place request) {
    Place prohibits = request.one("doNotPerform");
    return prohibits != null && !Boolean.FALSE.equals(prohibits.truth());
  }

  private static Reliability byStatus(Place resource) {
    Map<String, Reliability> table = resource.resource().type().statuses();
    if (table.isEmpty()) {
      return COUNTS;
    }
    String status = resource.text("status");
    Reliability reliability = status == null ? null : table.get(status);
    if (reliability == null) {
      noteUnknownStatus(resource, "status");
      return NOT_ESTABLISHED;
    }
    return reliability;
  }

  private static Reliability byIntent(Place resource) {
    ResourceType type = resource.resource().type();
    if (ResourceType.REQUESTS.contains(type)) {
      return RequestIntent.isOrder(resource.text("intent")) ? COUNTS : NOT_ESTABLISHED;
    }
    if (type == ResourceType.CLAIM) {
      // A preauthorization or predetermination asks for a service; it does not bill one.
      return "claim".equals(resource.text("use")) ? COUNTS : DID_NOT_HAPPEN;
    }
    return COUNTS;
  }

  static void noteUnknownStatus(Place resource, String element) {
    resource.note(
        ProblemKind.UNKNOWN_STATUS,
        "Its "
            + element
            + " is missing, none of FHIR R4's, or says two things; the resource is not relied on.",
        "Give it a " + element + " of FHIR R4.");
  }

  private static void note(Place resource, Reliability reliability) {
    switch (reliability) {
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

  /** The type, with its status when that is one of R4's: other text may hold anything. */
  private static String described(Place resource) {
    ResourceType type = resource.resource().type();
    String status =
        type == ResourceType.CONDITION
            ? ConditionStatus.verification(resource)
            : knownStatus(type, resource.text("status"));
    return status == null ? type.toString() : type + " (" + status + ")";
  }

  private static @Nullable String knownStatus(ResourceType type, @Nullable String status) {
    return status != null && type.statuses().containsKey(status) ? status : null;
  }
}
