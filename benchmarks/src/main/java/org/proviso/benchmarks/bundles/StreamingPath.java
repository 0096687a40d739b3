package org.proviso.benchmarks.bundles;

import java.util.ArrayList;
import java.util.List;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.fhir.facts.FactReader;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.BundleReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.Reading;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/** Proviso's own readers, and a response written as it is made. */
final class StreamingPath {
  private final Rules rules = new Rules();
  private final Terminology terminology = Terminology.standard();

  /** From an order to a GuidanceResponse, both UTF-8 JSON. */
  byte[] respond(byte[] bundle) {
    ClinicalRecord record = done(BundleReader.standard().read(bundle));
    Order order = done(OrderReader.read(record, terminology));
    Guideline guideline = rules.on(order.dateOfService()).guideline();
    var facts = FactReader.read(record, order, guideline, terminology);
    return write(rules.decide(facts.request(), order.reference()));
  }

  private static <T> T done(Reading<T> reading) {
    return switch (reading) {
      case Reading.Done<T>(T value, var _) -> value;
      case Reading.Refused<T>(var problems) ->
          throw new IllegalStateException("refused: " + problems);
    };
  }

  private static byte[] write(Decided decided) {
    var notes = new ArrayList<Json>();
    for (Decided.Decision decision : decided.decisions()) {
      notes.add(note(decision.sentence()));
      for (CriterionStatus criterion : decision.criteria()) {
        notes.add(note(Decided.sentence(criterion)));
      }
    }
    Json response =
        new Json.Members()
            .put("resourceType", "GuidanceResponse")
            .put("moduleUri", "urn:proviso:" + decided.guideline() + ":" + decided.version())
            .put("status", decided.isDecided() ? "success" : "data-required")
            .put("occurrenceDateTime", decided.dateOfService())
            .put(
                "reasonReference",
                Json.array(
                    List.of(new Json.Members().put("reference", decided.order()).toObject())))
            .put("note", Json.array(notes))
            .toObject();
    return JsonWriter.canonicalBytes(response);
  }

  private static Json note(String text) {
    return new Json.Members().put("text", text).toObject();
  }
}
