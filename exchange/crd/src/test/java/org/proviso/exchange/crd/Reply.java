package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.respond.Assertion;
import org.proviso.exchange.crd.respond.CrdResponse;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/** A response as a client reads it. */
public record Reply(int status, String text, Json.Obj json, List<Assertion> assertions) {
  /** The extension that says what a payer asserts. */
  static final String COVERAGE_INFORMATION =
      "http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information";

  public static Reply of(CrdResponse response) {
    return switch (response) {
      case CrdResponse.Answered(byte[] body, var assertions, var digest, var instance) ->
          new Reply(200, text(body), json(body), assertions);
      case CrdResponse.Rejected(int status, var _, byte[] outcome, var _) ->
          new Reply(status, text(outcome), json(outcome), List.of());
    };
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  public static Json.Obj json(byte[] body) {
    try {
      return (Json.Obj) JsonReader.read(text(body));
    } catch (JsonReader.NotJsonException broken) {
      throw new AssertionError("not JSON: " + text(body), broken);
    }
  }

  /** The resources of the system actions. */
  public List<Json.Obj> updated() {
    return Fields.objects(json, "systemActions").stream()
        .map(action -> Fields.object(action, "resource").orElseThrow())
        .toList();
  }

  public List<Json.Obj> cards() {
    return Fields.objects(json, "cards");
  }

  /** Every coverage-information of the response, in order. */
  public List<Information> informations() {
    return updated().stream()
        .flatMap(resource -> Fields.extensions(resource, COVERAGE_INFORMATION))
        .map(Information::new)
        .toList();
  }

  /** The one coverage-information. */
  public Information information() {
    assertThat(informations()).as(text).hasSize(1);
    return informations().getFirst();
  }

  /** What the OperationOutcome says. */
  public String diagnostics() {
    assertThat(Fields.text(json, "resourceType")).contains("OperationOutcome");
    return Fields.objects(json, "issue").stream()
        .flatMap(issue -> Fields.text(issue, "diagnostics").stream())
        .findFirst()
        .orElseThrow();
  }

  /** A coverage-information. */
  public record Information(Json.Obj extension) {
    private Stream<Json.Obj> parts(String url) {
      return Fields.extensions(extension, url);
    }

    /** Its values of an element, as text where they are text, otherwise as JSON. */
    public List<String> values(String url) {
      return parts(url)
          .map(
              part ->
                  part.members().entrySet().stream()
                      .filter(member -> member.getKey().startsWith("value"))
                      .map(member -> plain(member.getValue()))
                      .findFirst()
                      .orElse(""))
          .toList();
    }

    private static String plain(Json value) {
      return value instanceof Json.Text(String text) ? text : value.toString();
    }

    public Optional<String> value(String url) {
      List<String> values = values(url);
      assertThat(values).as(url).hasSizeLessThan(2);
      return values.stream().findFirst();
    }

    public String covered() {
      return value("covered").orElseThrow();
    }

    public String paNeeded() {
      return value("pa-needed").orElse("");
    }

    /** The texts of its reasons, together. */
    public String reasons() {
      return String.join(
          "\n",
          parts("reason")
              .flatMap(part -> Fields.object(part, "valueCodeableConcept").stream())
              .flatMap(concept -> Fields.text(concept, "text").stream())
              .toList());
    }

    /** The codes of its reasons. */
    public List<String> reasonCodes() {
      return parts("reason")
          .flatMap(part -> Fields.object(part, "valueCodeableConcept").stream())
          .flatMap(concept -> Fields.objects(concept, "coding").stream())
          .flatMap(coding -> Fields.text(coding, "code").stream())
          .toList();
    }

    /** The texts of its details. */
    public List<String> details() {
      return parts("detail")
          .flatMap(detail -> Fields.extensions(detail, "value"))
          .flatMap(
              value ->
                  Stream.of("valueString", "valueUrl").flatMap(n -> Fields.text(value, n).stream()))
          .toList();
    }

    public List<String> qualifications() {
      return parts("detail")
          .flatMap(detail -> Fields.extensions(detail, "qualification"))
          .flatMap(value -> Fields.text(value, "valueString").stream())
          .toList();
    }
  }
}
