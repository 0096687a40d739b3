package org.proviso.ground.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bytes are UTF-8. */
class Utf8Test {
  private static byte[] quoted(String hex) {
    return HexFormat.of().parseHex("22" + hex + "22");
  }

  @Test
  void everyLengthOfCharacterIsUtf8() {
    String text = "\"" + "aü€\uD83D\uDE00".repeat(5000) + "\"";
    assertThat(Utf8.isJson(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(Utf8.isJson(new byte[0])).isTrue();
    assertThat(Utf8.isJson(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c0af", "e080af", "eda080", "f4908080", "f5808080", "ff", "80", "c3", "e282"})
  void whatRfc3629ExcludesIsNot(String hex) {
    assertThat(Utf8.isJson(quoted(hex))).isFalse();
  }

  @Test
  void aFaultFarBehindIsFound() {
    byte[] text = "\"%s\"".formatted("a".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    text[text.length - 2] = (byte) 0xff;
    assertThat(Utf8.isJson(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void widerEncodingsAreNot(String encoding) {
    assertThat(Utf8.isJson("{\"a\":1}".getBytes(Charset.forName(encoding)))).isFalse();
  }
}
