package org.proviso.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How deep brackets nest, those in strings not counted. */
class NestingTest {
  private static boolean exceeds(String json, int limit) {
    return Nesting.exceeds(json.getBytes(StandardCharsets.UTF_8), limit);
  }

  @Test
  void onlyBracketsThatNestCount() {
    assertThat(exceeds("[[[]]]", 3)).isFalse();
    assertThat(exceeds("[[[]]]", 2)).isTrue();
    assertThat(exceeds("[{\"a\":[]}]", 2)).isTrue();
    assertThat(exceeds("[],[],[],[]", 1)).isFalse();
    assertThat(exceeds("[\"[[[[\\\"[[\"]", 1)).isFalse();
    assertThat(exceeds("\"unfinished [[[[", 1)).isFalse();
    assertThat(exceeds("", 0)).isFalse();
  }
}
