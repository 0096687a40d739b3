package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.exchange.crd.Services.answer;
import static org.proviso.exchange.crd.Services.changed;
import static org.proviso.exchange.crd.Services.example;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;

/**
 * Which elements an answer rests on: none that a profile lets a client leave out without a word.
 */
class ProfilesTest {
  /** What an order may say and no answer rests on. */
  private static final Set<String> NOT_NEEDED =
      Set.of("text", "category", "requester", "authoredOn", "insurance", "identifier", "name");

  @ParameterizedTest
  @ValueSource(strings = {"3.1.1", "6.1.0", "7.0.0"})
  void everyVersionOfUsCoreIsRead(String version) {
    String profiled =
        changed(
            example("order-sign-facts-known"),
            "\"resourceType\": \"Patient\",",
            "\"resourceType\": \"Patient\", \"meta\": {\"profile\":"
                + " [\"http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|"
                + version
                + "\"]},");
    assertThat(answer("order-sign-crd", profiled).information().covered()).isEqualTo("covered");
  }

  @Test
  void noElementBeyondTheProfilesIsNeeded() {
    Json call = Reply.json(example("order-sign-facts-known").getBytes(StandardCharsets.UTF_8));
    String bare = JsonWriter.canonical(without(call));
    assertThat(bare).doesNotContain("authoredOn");
    assertThat(answer("order-sign-crd", bare).information().covered()).isEqualTo("covered");
  }

  private static Json without(Json value) {
    return switch (value) {
      case Json.Obj(var members) -> {
        var kept = new LinkedHashMap<String, Json>();
        members.forEach(
            (name, member) -> {
              if (!NOT_NEEDED.contains(name)) {
                kept.put(name, without(member));
              }
            });
        yield new Json.Obj(kept);
      }
      case Json.Array(List<Json> items) ->
          Json.array(items.stream().map(ProfilesTest::without).toList());
      default -> value;
    };
  }
}
