package org.proviso.ground.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain text | plain text",
        "a < b > c | a &lt; b &gt; c",
        "&lt; | &amp;lt;",
        "say \"yes\" | say &quot;yes&quot;",
        "<script>alert(1)</script> | &lt;script&gt;alert(1)&lt;/script&gt;"
      })
  void noTextBecomesMarkup(String text, String html) {
    assertThat(Html.escape(text)).isEqualTo(html);
  }
}
