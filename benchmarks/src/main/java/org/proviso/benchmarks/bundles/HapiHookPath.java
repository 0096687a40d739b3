package org.proviso.benchmarks.bundles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;

/**
 * What HAPI alone costs in the answer to a hook call. It is given for nothing what the answer says,
 * the cards, and where in the call each resource stands; it reads the resources, adds the coverage
 * information to the order with its own model, and writes the order. Nothing is decided, and
 * nothing is recorded.
 */
final class HapiHookPath {
  private static final String INFORMATION =
      "http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information";

  private final FhirContext context = FhirContext.forR4();

  /**
   * A call, and what is to be answered.
   *
   * @param draftOrders the Bundle of the context
   * @param prefetch the values of the prefetch
   * @param cards of the answer, as they are sent
   * @param information the extensions that the order gets
   */
  record Given(
      String draftOrders, List<String> prefetch, String cards, List<Extension> information) {
    Given {
      prefetch = List.copyOf(prefetch);
      information = List.copyOf(information);
    }
  }

  /** Cuts a call and its answer into what is given. */
  Given given(OrderBundles.Call call, byte[] answer) {
    Json.Obj sent = read(call.body());
    Json.Obj answered = read(answer);
    var prefetch = new ArrayList<String>();
    object(sent, "prefetch").members().values().stream()
        .map(JsonWriter::canonical)
        .forEach(prefetch::add);
    Json.Obj action =
        (Json.Obj) ((Json.Array) member(answered, "systemActions")).items().getFirst();
    ServiceRequest updated =
        context
            .newJsonParser()
            .parseResource(ServiceRequest.class, JsonWriter.canonical(member(action, "resource")));
    return new Given(
        JsonWriter.canonical(member(object(sent, "context"), "draftOrders")),
        prefetch,
        JsonWriter.canonical(member(answered, "cards")),
        updated.getExtensionsByUrl(INFORMATION));
  }

  private static Json.Obj read(byte[] text) {
    try {
      return (Json.Obj) JsonReader.read(text, 0, text.length);
    } catch (JsonReader.NotJsonException notJson) {
      throw new IllegalStateException(notJson);
    }
  }

  private static Json member(Json.Obj holder, String name) {
    return holder.get(name).orElseThrow(() -> new IllegalStateException("there is no " + name));
  }

  private static Json.Obj object(Json.Obj holder, String name) {
    return (Json.Obj) member(holder, name);
  }

  /** From the resources of a call to the body of its answer, UTF-8 JSON. */
  byte[] respond(Given given) {
    IParser parser = context.newJsonParser();
    Bundle orders = parser.parseResource(Bundle.class, given.draftOrders());
    var read = new ArrayList<IBaseResource>();
    for (String resource : given.prefetch()) {
      read.add(parser.parseResource(resource));
    }
    if (read.size() != given.prefetch().size()) {
      throw new IllegalStateException("a resource was not read");
    }
    var order = (ServiceRequest) orders.getEntryFirstRep().getResource();
    given.information().forEach(order::addExtension);
    String written = parser.encodeResourceToString(order);
    return ("{\"cards\":"
            + given.cards()
            + ",\"systemActions\":[{\"type\":\"update\",\"description\":\"Adds coverage information"
            + " to the ServiceRequest.\",\"resource\":"
            + written
            + "}]}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
