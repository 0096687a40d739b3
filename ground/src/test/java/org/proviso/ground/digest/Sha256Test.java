package org.proviso.ground.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
  /** FIPS 180-4, the example of one block. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void isTheOneOfTheStandard() {
    assertThat(Sha256.of(bytes("abc"))).hasToString(OF_ABC);
  }

  @Test
  void isTheSameWhenFedInParts() {
    MessageDigest digest = Sha256.digest();
    digest.update(bytes("a"));
    digest.update(bytes("bc"));
    assertThat(Sha256.of(digest).hex()).isEqualTo(OF_ABC);
  }

  @Test
  void goesToBytesAndBack() {
    var hash = new Sha256(OF_ABC);
    assertThat(hash.bytes()).hasSize(32);
    assertThat(Sha256.ofBytes(hash.bytes())).isEqualTo(hash);
    assertThatThrownBy(() -> Sha256.ofBytes(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
        "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      })
  void refusesWhatIsNot64LowerCaseHexadecimalDigits(String text) {
    assertThat(Sha256.isOne(text)).isFalse();
    assertThatThrownBy(() -> new Sha256(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
