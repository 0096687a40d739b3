package org.proviso.exchange.crd.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.exchange.crd.Reply;
import org.proviso.exchange.crd.Services;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.fhir.record.ResourceReader;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonScanner;

/** Of a resource nothing changes but its coverage-information, to the byte. */
class PreservationTest {
  private static final Json.Obj NEWS = new Json.Members().put("url", "new").toObject();

  /** The second item of an array. */
  private static SentResource sent(String resource, String before, String after) {
    byte[] source = (before + resource + after).getBytes(StandardCharsets.UTF_8);
    var reader = new ResourceReader(source);
    reader.scanner().value();
    while (reader.scanner().nextItem()) {
      if (reader.scanner().value() == JsonScanner.Token.OBJECT) {
        return reader.resources("context").resources().getFirst();
      }
    }
    throw new AssertionError("not an array with an object: " + before + resource + after);
  }

  private static String splice(String resource, List<Integer> replaced)
      throws RefusedCallException {
    return new String(
        ExtensionSplicer.splice(sent(resource, "[ \"\u00e9\", ", " , 1]"), replaced, List.of(NEWS)),
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"ServiceRequest\",\"id\":\"r\"}",
        "{ \"id\" : \"r\",\n\t\"unknown\" : { \"deep\" : [ 1.50, -0.0, 1e2, null ] } }",
        "{\"text\":\"\u00e9\ud83d\ude00 \\u00e9 \\/ \",\"valueDecimal\":1.10000000000000000000001}",
        "{\"_status\":{\"extension\":[{\"url\":\"inner\"}]},\"modifierExtension\":[{\"url\":\"m\"}]}"
      })
  void withoutExtensionsTheyComeLast(String resource) throws RefusedCallException {
    String before = resource.substring(0, resource.length() - 1);
    assertThat(splice(resource, List.of()))
        .isEqualTo(before + ",\"extension\":[{\"url\":\"new\"}]}");
  }

  @Test
  void otherExtensionsStayAsTheyAre() throws RefusedCallException {
    assertThat(
            splice(
                "{\"extension\":[ {\"url\":\"a\" } ,{\"url\":\"b\"}\n],\"id\":\"r\"}", List.of(1)))
        .isEqualTo("{\"extension\":[{\"url\":\"a\" },{\"url\":\"new\"}],\"id\":\"r\"}");
    assertThat(splice("{\"extension\":[{\"url\":\"a\"}],\"id\":\"r\"}", List.of(0)))
        .isEqualTo("{\"extension\":[{\"url\":\"new\"}],\"id\":\"r\"}");
    assertThat(splice("{\"extension\":[],\"id\":\"r\"}", List.of()))
        .isEqualTo("{\"extension\":[{\"url\":\"new\"}],\"id\":\"r\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"extension\":{}}", "{\"extension\":[1]}", "{\"extension\":[null]}"})
  void extensionsThatAreNoneAreRefused(String resource) {
    assertThatExceptionOfType(RefusedCallException.class)
        .isThrownBy(() -> splice(resource, List.of()))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(400));
  }

  @Test
  void theUpdatedResourceIsTheOneThatWasSent() {
    String call = Services.example("order-sign-facts-known");
    int start = call.indexOf("\"resourceType\": \"ServiceRequest\"");
    int end = call.indexOf("\n          }\n", start);
    Reply reply = Services.answer("order-sign-crd", call);
    assertThat(reply.text()).contains(call.substring(start, end));
    var members = new LinkedHashMap<>(reply.updated().getFirst().members());
    members.remove("extension");
    assertThat(new Json.Obj(members)).isEqualTo(sent(call));
  }

  private static Json.Obj sent(String call) {
    Json.Obj context =
        Fields.object(Reply.json(call.getBytes(StandardCharsets.UTF_8)), "context").orElseThrow();
    return Fields.object(
            Fields.objects(Fields.object(context, "draftOrders").orElseThrow(), "entry").getFirst(),
            "resource")
        .orElseThrow();
  }
}
