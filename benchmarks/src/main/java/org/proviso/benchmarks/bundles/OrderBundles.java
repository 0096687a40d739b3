package org.proviso.benchmarks.bundles;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;

/**
 * Seeded orders for spectroscopy as an ordering system sends them: the order with its coverage, the
 * patient's conditions, procedures and laboratory results, and the answers to the questionnaire.
 * Each is 15 to 20 kilobytes of JSON.
 */
public final class OrderBundles {
  private static final long SEED = 20_260_102;
  private static final LocalDate FIRST = LocalDate.of(2025, 6, 1);
  private static final int DAYS = 365;
  private static final int RESULTS = 15;

  private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final String CPT = "http://www.ama-assn.org/go/cpt";
  private static final String LOINC = "http://loinc.org";
  private static final String PAYMENT = "https://nahdo.org/sopt";
  private static final String FILING = "https://codesystem.x12.org/005010/1032";
  private static final String PATIENT = "Patient/patient";

  private final RandomGenerator random;

  private OrderBundles(RandomGenerator random) {
    this.random = random;
  }

  /** One order: its date of service and its resources. */
  private record Order(LocalDate date, List<Json> resources) {
    Order {
      resources = List.copyOf(resources);
    }

    Json only(String type) {
      return bundle("searchset", of(type));
    }

    List<Json> of(String type) {
      return resources.stream()
          .filter(resource -> text((Json.Obj) resource, "resourceType").equals(type))
          .toList();
    }
  }

  /**
   * An order in a hook call.
   *
   * @param body of the call of order-sign, UTF-8 JSON
   * @param day of the call
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Call(byte[] body, LocalDate day) {}

  /** As many orders, always the same, each a bundle in UTF-8 JSON. */
  public static List<byte[]> make(int count) {
    return orders(count).stream()
        .map(order -> bytes(bundle("collection", order.resources())))
        .toList();
  }

  /** The same orders as calls of the hook order-sign, with what they ask to have prefetched. */
  public static List<Call> calls(int count) {
    return orders(count).stream().map(OrderBundles::call).toList();
  }

  private static List<Order> orders(int count) {
    var bundles = new OrderBundles(RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
    var made = new ArrayList<Order>(count);
    for (int index = 0; index < count; index++) {
      made.add(bundles.next());
    }
    return made;
  }

  private static Call call(Order order) {
    Json.Members prefetch =
        new Json.Members()
            .put("patient", order.of("Patient").getFirst())
            .put("coverage", order.only("Coverage"))
            .put("conditions", order.only("Condition"))
            .put("procedures", order.only("Procedure"))
            .put("answers", order.only("QuestionnaireResponse"))
            .put("results", order.only("Observation"));
    Json call =
        new Json.Members()
            .put("hook", "order-sign")
            .put("hookInstance", "00000000-0000-4000-8000-000000000001")
            .put(
                "context",
                new Json.Members()
                    .put("userId", "Practitioner/practitioner")
                    .put("patientId", "patient")
                    .put("draftOrders", bundle("collection", order.of("ServiceRequest")))
                    .toObject())
            .put("prefetch", prefetch.toObject())
            .put(
                "extension",
                new Json.Members().put("davinci-crd.requestedVersion", "2.2").toObject())
            .toObject();
    return new Call(bytes(call), order.date().minusDays(5));
  }

  private static Json bundle(String type, List<Json> resources) {
    return new Json.Members()
        .put("resourceType", "Bundle")
        .put("type", type)
        .put("entry", Json.array(resources.stream().map(OrderBundles::entry).toList()))
        .toObject();
  }

  private static byte[] bytes(Json json) {
    return JsonWriter.pretty(json).replaceAll("\n *", " ").strip().getBytes(StandardCharsets.UTF_8);
  }

  private Order next() {
    LocalDate date = FIRST.plusDays(random.nextInt(DAYS));
    var resources = new ArrayList<Json>();
    resources.add(patient());
    resources.add(coverage());
    resources.add(order(date));
    resources.add(condition("hypertension", "I10", date.minusYears(4)));
    if (random.nextDouble() < 0.6) {
      resources.add(condition("tumor", "C71." + random.nextInt(8), date.minusMonths(14)));
    }
    if (random.nextDouble() < 0.5) {
      resources.add(procedure("craniotomy", "61510", date.minusMonths(12)));
    }
    resources.add(procedure("colonoscopy", "45378", date.minusYears(3)));
    answers(date).ifPresent(resources::add);
    for (int result = 0; result < RESULTS; result++) {
      resources.add(result(result, date.minusDays(random.nextInt(1, 200))));
    }
    return new Order(date, resources);
  }

  private static Json entry(Json resource) {
    Json.Obj object = (Json.Obj) resource;
    String url =
        "https://example.org/fhir/" + text(object, "resourceType") + "/" + text(object, "id");
    return new Json.Members().put("fullUrl", url).put("resource", resource).toObject();
  }

  private static String text(Json.Obj object, String member) {
    return object.get(member).orElseThrow() instanceof Json.Text(String value) ? value : "";
  }

  private static Json.Members resource(String type, String id, String narrative) {
    return new Json.Members()
        .put("resourceType", type)
        .put("id", id)
        .put(
            "text",
            new Json.Members()
                .put("status", "generated")
                .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + narrative + "</div>")
                .toObject());
  }

  private static Json concept(String system, String code, String display) {
    return new Json.Members()
        .put(
            "coding",
            Json.array(
                List.of(
                    new Json.Members()
                        .put("system", system)
                        .put("code", code)
                        .put("display", display)
                        .toObject())))
        .toObject();
  }

  private static Json reference(String to) {
    return new Json.Members().put("reference", to).toObject();
  }

  private Json patient() {
    return resource("Patient", "patient", "A synthetic patient")
        .put("active", new Json.Bool(true))
        .put("gender", random.nextBoolean() ? "female" : "male")
        .put("birthDate", LocalDate.of(1940 + random.nextInt(60), 3, 14).toString())
        .toObject();
  }

  private Json coverage() {
    Json type =
        switch (random.nextInt(10)) {
          case 0 -> concept(FILING, "FI", "Federal employee program");
          case 1, 2, 3 -> concept(PAYMENT, "111", "Medicare managed care");
          case 4 -> concept(PAYMENT, "2", "Medicaid");
          default -> concept(PAYMENT, "512", "Commercial preferred provider organization");
        };
    Json.Members coverage = resource("Coverage", "coverage", "A synthetic coverage");
    if (random.nextDouble() < 0.06) {
      coverage.put(
          "extension",
          Json.array(
              List.of(
                  new Json.Members()
                      .put("url", HapiPath.CONTRACT_RULE)
                      .put("valueBoolean", new Json.Bool(true))
                      .toObject())));
    }
    return coverage
        .put("status", "active")
        .put("type", type)
        .put("subscriberId", "SYNTHETIC-" + random.nextInt(100_000))
        .put("beneficiary", reference(PATIENT))
        .put(
            "relationship",
            concept(
                "http://terminology.hl7.org/CodeSystem/subscriber-relationship", "self", "Self"))
        .put("period", new Json.Members().put("start", "1998-01-01").toObject())
        .put(
            "payor",
            Json.array(List.of(new Json.Members().put("display", "A synthetic payer").toObject())))
        .toObject();
  }

  private Json order(LocalDate date) {
    String reason = random.nextDouble() < 0.3 ? "R90.0" : "R51.9";
    return resource("ServiceRequest", "order", "Order for magnetic resonance spectroscopy")
        .put("status", "active")
        .put("intent", "order")
        .put("code", concept(CPT, "76390", "Magnetic resonance spectroscopy"))
        .put("subject", reference(PATIENT))
        .put("occurrenceDateTime", date.toString())
        .put("authoredOn", date.minusDays(5).toString())
        .put("requester", new Json.Members().put("display", "Synthetic neuroradiology").toObject())
        .put("insurance", Json.array(List.of(reference("Coverage/coverage"))))
        .put("reasonCode", Json.array(List.of(concept(ICD, reason, "The reason for the order"))))
        .toObject();
  }

  private static Json condition(String id, String code, LocalDate onset) {
    return resource("Condition", id, "A condition")
        .put(
            "clinicalStatus",
            concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active", "Active"))
        .put(
            "verificationStatus",
            concept(
                "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                "confirmed",
                "Confirmed"))
        .put("code", concept(ICD, code, "A diagnosis"))
        .put("subject", reference(PATIENT))
        .put("onsetDateTime", onset.toString())
        .put("recordedDate", onset.toString())
        .toObject();
  }

  private static Json procedure(String id, String code, LocalDate performed) {
    return resource("Procedure", id, "A procedure")
        .put("status", "completed")
        .put("code", concept(CPT, code, "A procedure"))
        .put("subject", reference(PATIENT))
        .put("performedDateTime", performed.toString())
        .toObject();
  }

  /** Some of the questions are answered; or there is no form at all. */
  private Optional<Json> answers(LocalDate date) {
    if (random.nextDouble() < 0.15) {
      return Optional.empty();
    }
    var items = new ArrayList<Json>();
    for (String question : HapiPath.QUESTIONS) {
      if (random.nextDouble() < 0.8) {
        Json answer =
            new Json.Members()
                .put("valueBoolean", new Json.Bool(random.nextDouble() < 0.5))
                .toObject();
        items.add(
            new Json.Members()
                .put("linkId", question)
                .put("answer", Json.array(List.of(answer)))
                .toObject());
      }
    }
    return Optional.of(
        resource("QuestionnaireResponse", "answers", "Answers of the ordering clinician")
            .put("questionnaire", "urn:proviso:questionnaire:04-70540-07")
            .put("status", "completed")
            .put("subject", reference(PATIENT))
            .put("authored", date.minusDays(6).toString())
            .put("item", Json.array(items))
            .toObject());
  }

  private Json result(int number, LocalDate date) {
    Json value =
        new Json.Members()
            .put("value", new Json.Whole(random.nextInt(60, 140)))
            .put("unit", "mmol/L")
            .put("system", "http://unitsofmeasure.org")
            .put("code", "mmol/L")
            .toObject();
    return resource("Observation", "result-" + number, "A laboratory result")
        .put("status", "final")
        .put(
            "category",
            Json.array(
                List.of(
                    concept(
                        "http://terminology.hl7.org/CodeSystem/observation-category",
                        "laboratory",
                        "Laboratory"))))
        .put("code", concept(LOINC, "2951-2", "Sodium [Moles/volume] in Serum or Plasma"))
        .put("subject", reference(PATIENT))
        .put("effectiveDateTime", date + "T08:30:00Z")
        .put("valueQuantity", value)
        .toObject();
  }
}
