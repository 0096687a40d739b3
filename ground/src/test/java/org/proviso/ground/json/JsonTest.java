package org.proviso.ground.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is what is written, in its one canonical form. */
class JsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":1,\"a\":[true,false,null,-7]} | {\"a\":[true,false,null,-7],\"b\":1}",
        "{\"€\":\"ö\",\"\\r"
            + "\":1,\"😂\":2,\"\uFB33\":3} | {\"\\r"
            + "\":1,\"€\":\"ö\",\"😂\":2,\"\uFB33\":3}",
        "\"\\u0000\\u001f\\\"\\\\\\/\\b\\f\\n"
            + "\\r"
            + "\\t\\u007fé€😂\" | \"\\u0000\\u001f\\\"\\\\/\\b\\f\\n"
            + "\\r"
            + "\\t\u007fé€😂\"",
        "[1.50, 0.1e1, 2e2, -0.0, 9223372036854775807] | [1.5,1,200,0,9223372036854775807]",
        "{} | {}",
        "[] | []"
      })
  void theCanonicalFormIsThatOfRfc8785(String text, String canonical) throws Exception {
    Json value = JsonReader.read(text);
    assertThat(JsonWriter.canonical(value)).isEqualTo(canonical);
    assertThat(JsonWriter.canonicalBytes(value))
        .isEqualTo(canonical.getBytes(StandardCharsets.UTF_8));
    assertThat(JsonWriter.canonical(JsonReader.read(canonical))).isEqualTo(canonical);
  }

  @Test
  void halfOfACharacterIsWrittenAsAQuestionMark() throws Exception {
    assertThat(JsonWriter.canonical(JsonReader.read("[\"a\\ud800b\\udc00\"]")))
        .isEqualTo("[\"a?b?\"]");
  }

  @Test
  void aLongTextIsWrittenWhole() throws Exception {
    String text = "x".repeat(10_000) + "\n" + "é\u0001".repeat(10_000);
    assertThat(JsonReader.read(JsonWriter.canonical(Json.text(text)))).isEqualTo(Json.text(text));
  }

  @Test
  void whatPeopleReadIsIndentedAndInItsOwnOrder() throws Exception {
    assertThat(JsonWriter.pretty(JsonReader.read("{\"b\":[1,{}],\"a\":{\"c\":[]}}")))
        .isEqualTo(
            """
            {
              "b": [
                1,
                {}
              ],
              "a": {
                "c": []
              }
            }
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 24, 25, 26, 100})
  void anObjectHasItsMembersHoweverManyTheyAre(int count) {
    var expected = new LinkedHashMap<String, Json>();
    var members = new Json.Members();
    for (int index = count - 1; index >= 0; index--) {
      String name = "name-" + index;
      members.put(name, "first");
      members.put(name, new Json.Whole(index));
      expected.put(name, new Json.Whole(index));
    }
    Json.Obj object = members.toObject();
    assertThat(object.members()).isEqualTo(expected).hasSize(count);
    assertThat(List.copyOf(object.members().keySet())).isEqualTo(List.copyOf(expected.keySet()));
    assertThat(object).isEqualTo(new Json.Obj(expected)).hasSameHashCodeAs(new Json.Obj(expected));
    assertThat(object.get("name-0").isPresent()).isEqualTo(count > 0);
    assertThat(object.get("other")).isEmpty();
    assertThat(JsonWriter.canonical(object))
        .isEqualTo(
            JsonWriter.canonical(new Json.Obj(new LinkedHashMap<>(new TreeMap<>(expected)))));
    assertThat(List.copyOf(object.members().reversed().keySet()))
        .isEqualTo(List.copyOf(expected.reversed().keySet()));
  }

  @Test
  void anObjectDoesNotChangeWithWhatItWasMadeOf() {
    var members = new Json.Members().put("a", "1");
    Json.Obj before = members.toObject();
    members.put("a", "2").put("b", "3");
    assertThat(before.members()).containsExactly(java.util.Map.entry("a", Json.text("1")));
    assertThatThrownBy(() -> before.members().put("c", Json.text("4")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | it is empty",
        "{\"a\":1,\"a\":2} | it is not valid JSON at line 1, column 9",
        "[1] 2 | something follows the JSON value at line 1, column 5",
        "[9223372036854775808] | a number is too large at line 1",
        "[1e999] | a number is too large at line 1"
      })
  void whatIsNoJsonIsToldWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(JsonReader.NotJsonException.class)
        .hasMessageStartingWith(message);
  }
}
