package org.proviso.exchange.crd.hook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proviso.exchange.crd.hook.RefusedCallException.Issue;
import org.proviso.fhir.record.ResourceReader;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;

/**
 * One resource that coverage information is wanted for.
 *
 * @param resource as it was sent
 * @param content the same, read
 * @param request the request that is decided: itself, or a stand-in
 * @param standIn a ServiceRequest that says of the resource what decides, for types that are read
 *     as a request: an Appointment, an Encounter, a NutritionOrder
 * @param services the alternatives that are decided each on its own, each with the codes of one
 *     service; one empty alternative means the codes of the request itself
 * @param date the day of the service, when something knows it better than the request
 * @param label what people call it
 */
public record CallOrder(
    SentResource resource,
    Json.Obj content,
    String request,
    Optional<Json.Obj> standIn,
    List<List<Code>> services,
    Optional<LocalDate> date,
    String label) {

  /** The resource types that coverage information can be written on. */
  public static final Set<String> TYPES =
      Set.of(
          "Appointment",
          "CommunicationRequest",
          "DeviceRequest",
          "Encounter",
          "MedicationRequest",
          "NutritionOrder",
          "ServiceRequest",
          "VisionPrescription");

  private static final String BILLING_OPTIONS =
      "http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options";

  /** Systems whose codes are billed by. */
  private static final Set<CodeSystem> BILLED =
      Set.of(
          CodeSystem.CPT, CodeSystem.HCPCS, CodeSystem.ICD10PCS, CodeSystem.NDC, CodeSystem.RXNORM);

  /** How many alternatives of one order are decided; more are no order but a price list. */
  private static final int MAX_ALTERNATIVES = 20;

  private static final Map<String, String> CLOSED =
      Map.of(
          "completed", "completed",
          "finished", "completed",
          "fulfilled", "completed",
          "cancelled", "revoked",
          "revoked", "revoked",
          "stopped", "revoked",
          "noshow", "revoked",
          "entered-in-error", "entered-in-error");

  public CallOrder {
    services = List.copyOf(services);
  }

  /** The same, on another day. */
  public CallOrder on(Optional<LocalDate> day) {
    return new CallOrder(resource, content, request, standIn, services, day, label);
  }

  /**
   * Reads a resource of the call.
   *
   * @param patientId the patient of the call; a resource of another one is refused
   */
  public static CallOrder of(SentResource resource, String patientId) throws RefusedCallException {
    if (resource.id().isEmpty()) {
      throw new RefusedCallException(
          422,
          Issue.REQUIRED,
          resource.where() + ".id",
          "The resource has no id, so it cannot be updated.",
          "Give it the id by which the client knows it, a temporary one for a draft.");
    }
    Json.Obj content = Fields.of(resource);
    if (!isAbout(resource, content, patientId)) {
      throw new RefusedCallException(
          422,
          Issue.BUSINESS_RULE,
          resource.where(),
          "The resource is about another patient than the call.",
          "Send only resources of the patient of the context.");
    }
    List<Json.Obj> concepts = concepts(resource.type(), content);
    boolean itself = isRequest(resource.type());
    Optional<Json.Obj> standIn =
        itself ? Optional.empty() : Optional.of(standIn(resource, content, concepts));
    return new CallOrder(
        resource,
        content,
        itself ? resource.reference() : "ServiceRequest/" + standInId(resource),
        standIn,
        alternatives(concepts, itself),
        Optional.empty(),
        label(resource, concepts));
  }

  private static boolean isRequest(String type) {
    return type.equals("ServiceRequest")
        || type.equals("DeviceRequest")
        || type.equals("MedicationRequest");
  }

  /** A resource that does not say whom it is about is let through: it is not decided by. */
  private static boolean isAbout(SentResource resource, Json.Obj content, String patientId) {
    return subjects(resource, content)
        .map(Fields::typeAndId)
        .allMatch(("Patient/" + patientId)::equals);
  }

  private static Stream<String> subjects(SentResource resource, Json.Obj content) {
    return resource.type().equals("Appointment")
        ? Fields.objects(content, "participant").stream()
            .flatMap(participant -> Fields.reference(participant, "actor").stream())
            .filter(actor -> Fields.typeAndId(actor).startsWith("Patient/"))
        : resource.about().stream();
  }

  /** The concepts that name what is asked for. */
  private static List<Json.Obj> concepts(String type, Json.Obj content) {
    return switch (type) {
      case "ServiceRequest" -> Fields.object(content, "code").stream().toList();
      case "DeviceRequest" -> Fields.object(content, "codeCodeableConcept").stream().toList();
      case "MedicationRequest" ->
          Fields.object(content, "medicationCodeableConcept").stream().toList();
      case "Appointment" -> Fields.each(content, "serviceType").toList();
      case "Encounter" ->
          Stream.concat(Fields.each(content, "type"), Fields.each(content, "serviceType")).toList();
      case "CommunicationRequest" -> Fields.each(content, "category").toList();
      case "VisionPrescription" ->
          Fields.objects(content, "lensSpecification").stream()
              .flatMap(lens -> Fields.each(lens, "product"))
              .toList();
      case "NutritionOrder" ->
          Stream.of(
                  Fields.each(content, "oralDiet").flatMap(diet -> Fields.each(diet, "type")),
                  Fields.each(content, "supplement").flatMap(each -> Fields.each(each, "type")),
                  Fields.each(content, "enteralFormula")
                      .flatMap(formula -> Fields.each(formula, "baseFormulaType")))
              .flatMap(each -> each)
              .toList();
      default -> List.of();
    };
  }

  private static List<List<Code>> alternatives(List<Json.Obj> concepts, boolean itself) {
    List<List<Code>> options =
        concepts.stream()
            .flatMap(concept -> Fields.extensions(concept, BILLING_OPTIONS))
            .flatMap(extension -> Fields.object(extension, "valueCodeableConcept").stream())
            .map(CallOrder::codes)
            .filter(codes -> !codes.isEmpty())
            .toList();
    if (itself && options.isEmpty()) {
      return List.of(List.of());
    }
    var alternatives = new ArrayList<List<Code>>();
    concepts.stream()
        .map(CallOrder::codes)
        .filter(codes -> codes.stream().anyMatch(code -> BILLED.contains(code.system())))
        .forEach(alternatives::add);
    options.stream().filter(codes -> !alternatives.contains(codes)).forEach(alternatives::add);
    return alternatives.isEmpty()
        ? List.of(List.of())
        : alternatives.subList(0, Math.min(alternatives.size(), MAX_ALTERNATIVES));
  }

  /** The well-formed codes of a concept, of systems that are known. */
  private static List<Code> codes(Json.Obj concept) {
    return Fields.objects(concept, "coding").stream()
        .flatMap(
            coding ->
                Fields.text(coding, "system").flatMap(CodeSystem::ofUri).stream()
                    .flatMap(
                        system ->
                            Fields.text(coding, "code").stream()
                                .filter(code -> !code.isBlank())
                                .map(code -> CodeSyntax.canonical(system, code))))
        .filter(code -> CodeSyntax.fault(code).isEmpty())
        .distinct()
        .toList();
  }

  private static String standInId(SentResource resource) {
    String id = resource.type() + "-" + resource.id();
    return id.substring(0, Math.min(id.length(), 64));
  }

  private static Json.Obj standIn(
      SentResource resource, Json.Obj content, List<Json.Obj> concepts) {
    var request =
        new Json.Members()
            .put("resourceType", "ServiceRequest")
            .put("id", standInId(resource))
            .put(
                "status",
                Fields.text(content, "status")
                    .map(status -> CLOSED.getOrDefault(status, "draft"))
                    .orElse("draft"))
            .put("intent", "order");
    for (String name :
        List.of("modifierExtension", "implicitRules", "reasonCode", "reasonReference")) {
      request.putIf(name, content.get(name));
    }
    subjects(resource, content)
        .findFirst()
        .ifPresent(
            subject ->
                request.put("subject", new Json.Members().put("reference", subject).toObject()));
    concepts.stream().findFirst().ifPresent(concept -> request.put("code", concept));
    when(resource.type(), content, request);
    return request.toObject();
  }

  /** When a resource is written is not when its service is: only the latter is taken. */
  private static void when(String type, Json.Obj content, Json.Members request) {
    switch (type) {
      case "Appointment" ->
          appointed(content)
              .ifPresent(start -> request.put("occurrenceDateTime", Json.text(start)));
      case "Encounter" -> request.putIf("occurrencePeriod", content.get("period"));
      case "CommunicationRequest" -> {
        request.putIf("occurrenceDateTime", content.get("occurrenceDateTime"));
        request.putIf("occurrencePeriod", content.get("occurrencePeriod"));
      }
      default -> {}
    }
  }

  /** When an appointment begins: as it is booked, otherwise as it is wanted. */
  public static Optional<String> appointed(Json.Obj appointment) {
    return Fields.text(appointment, "start")
        .or(
            () ->
                Fields.objects(appointment, "requestedPeriod").stream()
                    .findFirst()
                    .flatMap(period -> Fields.text(period, "start")));
  }

  private static String label(SentResource resource, List<Json.Obj> concepts) {
    return concepts.stream()
        .flatMap(
            concept ->
                Stream.concat(
                    Fields.text(concept, "text").stream(),
                    Fields.objects(concept, "coding").stream()
                        .flatMap(coding -> Fields.text(coding, "display").stream())))
        .filter(text -> !text.isBlank())
        .findFirst()
        .or(
            () ->
                concepts.stream()
                    .flatMap(concept -> codes(concept).stream())
                    .findFirst()
                    .map(Code::toString))
        .map(text -> text.substring(0, Math.min(text.length(), 80)))
        .orElseGet(resource::type);
  }

  /** The request that is decided, as the record of the patient holds it. */
  public SentResource requestResource() {
    return standIn
        .map(JsonWriter::canonicalBytes)
        .flatMap(text -> ResourceReader.read(text, resource.where()))
        .map(sent -> sent.resources().getFirst())
        .orElse(resource);
  }
}
