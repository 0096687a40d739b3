package org.proviso.ground.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.ground.json.JsonFault.Kind;
import org.proviso.ground.json.JsonScanner.Token;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** What is read, what is passed over, what is refused; another reader of JSON has to agree. */
class JsonScannerTest {
  private static final JsonScanner.Bounds BOUNDS = new JsonScanner.Bounds(100, 100, 10_000, 1000);
  private static final Vocabulary NAMES = Vocabulary.of(List.of("status", "code", "naïve", ""));
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonScanner scanner(byte[] text) {
    return new JsonScanner(text, NAMES, BOUNDS);
  }

  /** Everything in the text, one line a token. */
  private static List<String> tokens(byte[] text) {
    var scanner = scanner(text);
    var tokens = new ArrayList<String>();
    value(scanner, tokens);
    if (!scanner.isAtEnd()) {
      throw new IllegalArgumentException("something follows");
    }
    return tokens;
  }

  private static void value(JsonScanner scanner, List<String> tokens) {
    Token token = scanner.value();
    tokens.add(
        switch (token) {
          case TEXT -> "\"" + scanner.text();
          case NUMBER -> scanner.numeral();
          case OBJECT, ARRAY, TRUE, FALSE, NULL -> token.name();
        });
    if (token == Token.OBJECT) {
      while (scanner.nextMember()) {
        tokens.add(scanner.name() + ":");
        value(scanner, tokens);
      }
      tokens.add("END");
    } else if (token == Token.ARRAY) {
      while (scanner.nextItem()) {
        value(scanner, tokens);
      }
      tokens.add("END");
    }
  }

  private static List<String> jacksonTokens(byte[] text) {
    var tokens = new ArrayList<String>();
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(
            switch (token) {
              case START_OBJECT -> "OBJECT";
              case START_ARRAY -> "ARRAY";
              case END_OBJECT, END_ARRAY -> "END";
              case PROPERTY_NAME -> parser.currentName() + ":";
              case VALUE_STRING -> "\"" + parser.getString();
              case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
              case VALUE_TRUE -> "TRUE";
              case VALUE_FALSE -> "FALSE";
              case VALUE_NULL -> "NULL";
              case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException();
            });
      }
    }
    return tokens;
  }

  @Test
  void readsEveryKindOfValue() {
    assertThat(
            tokens(
                bytes(
                    " { \"status\" : [ true , false,null, -0.5e+3 ,\"a\\u00e9\\n\\\"é😀\"] ,"
                        + "\"other\":{}, \"\":[]}\n")))
        .containsExactly(
            "OBJECT",
            "status:",
            "ARRAY",
            "TRUE",
            "FALSE",
            "NULL",
            "-0.5e+3",
            "\"aé\n\"é😀",
            "END",
            "other:",
            "OBJECT",
            "END",
            ":",
            "ARRAY",
            "END",
            "END");
  }

  @Test
  void readsPastAByteOrderMark() {
    assertThat(tokens(bytes("\uFEFF{}"))).containsExactly("OBJECT", "END");
  }

  @Test
  void numbersTheNamesThatItKnowsHoweverTheyAreWritten() {
    var scanner = scanner(bytes("{\"\\u0063ode\":1,\"naïve\":2,\"codes\":3}"));
    scanner.value();
    var symbols = new ArrayList<Integer>();
    while (scanner.nextMember()) {
      symbols.add(scanner.symbol());
      scanner.value();
    }
    assertThat(symbols).containsExactly(1, 2, Vocabulary.NONE);
  }

  @Test
  void knowsWhereAValueBeginsAndEnds() {
    byte[] text = bytes("{\"a\": {\"b\":[1]} }");
    var scanner = scanner(text);
    scanner.value();
    scanner.nextMember();
    scanner.value();
    int start = scanner.start();
    scanner.skip();
    assertThat(new String(text, start, scanner.position() - start, StandardCharsets.UTF_8))
        .isEqualTo("{\"b\":[1]}");
  }

  @Test
  void nameContinuesTellsATypeOfAChoice() {
    var scanner = scanner(bytes("{\"valueAge\":1,\"value\":2,\"valued\":3,\"value\\u0041ge2\":4}"));
    scanner.value();
    var choices = new ArrayList<Boolean>();
    while (scanner.nextMember()) {
      choices.add(scanner.nameContinues("value"));
      scanner.value();
    }
    assertThat(choices).containsExactly(true, false, false, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2} | MEMBER_TWICE | 1 | 9",
        "{\"x\":{\"a\":1,\"\\u0061\":2}} | MEMBER_TWICE | 1 | 14",
        "[1,] | NOT_JSON | 1 | 4",
        "{\"a\":1,} | NOT_JSON | 1 | 8",
        "[01] | NOT_JSON | 1 | 3",
        "[\"\\x\"] | NOT_JSON | 1 | 4",
        "[\"a | TRUNCATED | 1 | 4",
        "[tru | TRUNCATED | 1 | 5",
      })
  void saysWhatIsWrongAndWhere(String text, Kind kind, int line, int column) {
    assertThatThrownBy(() -> tokens(bytes(text)))
        .isInstanceOfSatisfying(
            JsonFault.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(kind);
              assertThat(List.of(fault.line(), fault.column())).containsExactly(line, column);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"C080", "C3", "E08080", "EDA080", "F0808080", "F4908080", "F5808080", "80", "FF"})
  void refusesWhatIsNotUtf8AlsoWhereItIsPassedOver(String hexadecimal) {
    byte[] wrong = java.util.HexFormat.of().parseHex(hexadecimal);
    var text = new byte[wrong.length + 4];
    System.arraycopy(bytes("[\""), 0, text, 0, 2);
    System.arraycopy(wrong, 0, text, 2, wrong.length);
    System.arraycopy(bytes("\"]"), 0, text, wrong.length + 2, 2);
    var scanner = scanner(text);
    scanner.value();
    assertThatThrownBy(scanner::skip)
        .isInstanceOfSatisfying(
            JsonFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.NOT_UTF_8));
  }

  @Test
  void refusesAMemberTwiceAmongMany() {
    var text = new StringBuilder("{");
    for (int index = 0; index < 1000; index++) {
      text.append("\"member-").append(index).append("\":{\"a\":1,\"b\":2},");
    }
    String many = text.toString();
    assertThat(tokens(bytes(many + "\"last\":1}"))).hasSize(7 * 1000 + 4);
    for (String again : new String[] {"member-0", "member-30", "member-999"}) {
      assertThatThrownBy(() -> tokens(bytes(many + "\"" + again + "\":1}")))
          .isInstanceOf(JsonFault.class)
          .hasMessageContaining("MEMBER_TWICE");
    }
  }

  @Test
  void boundsDepthNumbersTextsAndNames() {
    for (String[] each :
        new String[][] {
          {"[".repeat(100) + "]".repeat(100), "[".repeat(101), "TOO_DEEP"},
          {"9".repeat(100), "9".repeat(101), "TOO_LONG"},
          {quoted(10_000), quoted(10_001), "TOO_LONG"},
          {"{" + quoted(1000) + ":1}", "{" + quoted(1001) + ":1}", "TOO_LONG"}
        }) {
      assertThat(tokens(bytes(each[0]))).isNotEmpty();
      assertThatThrownBy(() -> tokens(bytes(each[1]))).hasMessageStartingWith(each[2]);
    }
  }

  private static String quoted(int length) {
    return "\"" + "x".repeat(length) + "\"";
  }

  @Test
  void passesOverALongTextThatNobodyLooksAt() {
    var scanner = scanner(bytes("[" + quoted(20_000) + "]"));
    scanner.value();
    scanner.skip();
    assertThat(scanner.isAtEnd()).isTrue();
  }

  /** Seeded: any change of any byte is read alike by both, or refused by both. */
  @Test
  void agreesWithAnotherReaderOnMutatedTexts() {
    byte[] seed =
        bytes(
            "{\"resourceType\":\"Bundle\",\"n\":[0,-1.5e-3,10],\"ä\":{\"é😀\":\"\\ud83d\\ude00\\/\"},"
                + " \"empty\":{},\"none\":[],\"t\":true,\"f\":false,\"u\":null,\r\n"
                + "\t\"tail\":\"x\"}");
    var random = new Random(20_261_122);
    int read = 0;
    int refused = 0;
    for (int round = 0; round < 60_000; round++) {
      byte[] text = seed.clone();
      for (int change = 1 + random.nextInt(3); change > 0; change--) {
        int place = random.nextInt(text.length);
        text[place] =
            random.nextInt(3) == 0 ? (byte) random.nextInt(256) : text[random.nextInt(text.length)];
      }
      if (random.nextInt(8) == 0) {
        text = java.util.Arrays.copyOf(text, random.nextInt(text.length));
      }
      Optional<List<String>> ours = attempt(text);
      Optional<List<String>> theirs = jackson(text);
      if (theirs.isPresent() && ours.isEmpty()) {
        // Ours is stricter about UTF-8 alone: the letter of RFC 3629.
        assertThat(isUtf8(text)).as(new String(text, StandardCharsets.ISO_8859_1)).isFalse();
      } else {
        assertThat(ours).as(new String(text, StandardCharsets.ISO_8859_1)).isEqualTo(theirs);
      }
      read += ours.isPresent() ? 1 : 0;
      refused += ours.isPresent() ? 0 : 1;
    }
    assertThat(read).isGreaterThan(4_000);
    assertThat(refused).isGreaterThan(4_000);
  }

  private static Optional<List<String>> attempt(byte[] text) {
    try {
      return Optional.of(tokens(text));
    } catch (JsonFault | IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> jackson(byte[] text) {
    try {
      List<String> tokens = jacksonTokens(text);
      // Jackson reads several values one after another; a text holds one.
      return tokens.isEmpty() || !isOne(tokens) ? Optional.empty() : Optional.of(tokens);
    } catch (JacksonException refused) {
      return Optional.empty();
    }
  }

  private static boolean isOne(List<String> tokens) {
    int depth = 0;
    for (int index = 0; index < tokens.size(); index++) {
      String token = tokens.get(index);
      depth += token.equals("OBJECT") || token.equals("ARRAY") ? 1 : token.equals("END") ? -1 : 0;
      if (depth == 0 && index < tokens.size() - 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(text));
      return true;
    } catch (java.nio.charset.CharacterCodingException notUtf8) {
      return false;
    }
  }
}
