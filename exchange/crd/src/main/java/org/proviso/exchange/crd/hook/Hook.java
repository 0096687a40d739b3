package org.proviso.exchange.crd.hook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** The hooks that are served, and what each wants to have prefetched. */
public enum Hook {
  APPOINTMENT_BOOK("appointment-book", true, "appointments that are booked"),
  ENCOUNTER_START("encounter-start", false, "the encounter that begins"),
  ENCOUNTER_DISCHARGE("encounter-discharge", false, "the encounter that ends"),
  ORDER_DISPATCH("order-dispatch", true, "orders that are sent to a performer"),
  ORDER_SELECT("order-select", false, "orders that are being written"),
  ORDER_SIGN("order-sign", true, "orders that are signed");

  private static final String DRAFTS = "context.draftOrders.entry.resource";
  private static final String APPOINTMENTS = "context.appointments.entry.resource";
  private static final String ALTERNATE =
      ".basedOn.extension('http://hl7.org/fhir/StructureDefinition/alternate-reference').value";

  private final String hookName;
  private final boolean primary;
  private final String about;

  Hook(String hookName, boolean primary, String about) {
    this.hookName = hookName;
    this.primary = primary;
    this.about = about;
  }

  /** The hook's name in CDS Hooks. */
  public String hookName() {
    return hookName;
  }

  /** The last part of the service's address. */
  public String serviceId() {
    return hookName + "-crd";
  }

  /**
   * Whether the guide wants coverage information for it. For the others it comes early: they are
   * told nothing of documentation that is needed.
   */
  public boolean primary() {
    return primary;
  }

  /** What it is about, for its description. */
  public String about() {
    return about;
  }

  public static Optional<Hook> ofService(String serviceId) {
    return Arrays.stream(values()).filter(hook -> hook.serviceId().equals(serviceId)).findFirst();
  }

  /**
   * Prefetch templates by key. Expressions are those of the guide's standard prefetch (CRD 2.2.1,
   * Foundational Requirements) for the elements that decide coverage here. What only some
   * guidelines need (conditions, procedures, observations) is asked for by query when one needs it.
   */
  public SequencedMap<String, String> prefetch() {
    var templates = new LinkedHashMap<String, String>();
    templates.put("patient", "Patient/{{context.patientId}}");
    templates.put("coverage", "Coverage?patient={{context.patientId}}&status=active");
    switch (this) {
      case ORDER_SIGN, ORDER_SELECT ->
          templates.put(
              "medications",
              "Medication?_id={{"
                  + DRAFTS
                  + ".ofType(MedicationRequest).medication.resolve().id}}");
      case ORDER_DISPATCH -> {
        dispatched(templates, "communicationRequests", "CommunicationRequest");
        dispatched(templates, "deviceRequests", "DeviceRequest");
        dispatched(templates, "medicationRequests", "MedicationRequest");
        dispatched(templates, "nutritionOrders", "NutritionOrder");
        dispatched(templates, "serviceRequests", "ServiceRequest");
        dispatched(templates, "visionPrescriptions", "VisionPrescription");
        medications(templates);
      }
      case APPOINTMENT_BOOK -> {
        templates.put(
            "serviceRequests",
            "ServiceRequest?_id={{"
                + APPOINTMENTS
                + ".basedOn.resolve().ofType(ServiceRequest).id}}");
        alternate(templates, "deviceRequests", "DeviceRequest");
        alternate(templates, "medicationRequests", "MedicationRequest");
        medications(templates);
      }
      case ENCOUNTER_START, ENCOUNTER_DISCHARGE ->
          templates.put("encounter", "Encounter/{{context.encounterId}}");
    }
    return templates;
  }

  private static void dispatched(SequencedMap<String, String> templates, String key, String type) {
    templates.put(
        key, type + "?_id={{context.dispatchedOrders.resolve().ofType(" + type + ").id}}");
  }

  private static void alternate(SequencedMap<String, String> templates, String key, String type) {
    templates.put(
        key, type + "?_id={{" + APPOINTMENTS + ALTERNATE + ".resolve().ofType(" + type + ").id}}");
  }

  private static void medications(SequencedMap<String, String> templates) {
    templates.put(
        "medications",
        "Medication?_id={{%medicationRequests.entry.resource.medication.resolve().id}}");
  }
}
