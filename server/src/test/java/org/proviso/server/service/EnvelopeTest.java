package org.proviso.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proviso.determination.Options;
import org.proviso.language.model.FactName;

/** What is taken out of a request of the native API. */
class EnvelopeTest {
  private static Envelope.Opened open(String body) {
    return Envelope.open(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String wrong(String body) {
    assertThat(open(body)).isInstanceOf(Envelope.Opened.Wrong.class);
    return open(body) instanceof Envelope.Opened.Wrong(var problem) ? problem.id() : "";
  }

  @Test
  void aBundleAloneIsTakenAsItCame() {
    String bundle = " { \"resourceType\" : \"Bundle\", \"value\": 1.50 } ";
    assertThat(open(bundle))
        .isInstanceOfSatisfying(
            Envelope.Opened.Right.class,
            right -> {
              assertThat(new String(right.bundle(), StandardCharsets.UTF_8)).isEqualTo(bundle);
              assertThat(right.options()).isEqualTo(Options.NONE);
            });
  }

  @Test
  void aBundleInAnObjectKeepsEveryByteOfItsOwn() {
    String bundle =
        "{ \"resourceType\":\"Bundle\",\n \"n\": 1.50, \"t\": \"ü}]\\\"\", \"a\": [{}] }";
    String body =
        "{\"lineOfBusiness\":\"fep\",\"bundle\":  "
            + bundle
            + " ,\"dateOfService\":\"2025-06-12\",\"guideline\":\"g\",\"answers\":{\"brain-lesion\":\"yes\"}}";
    assertThat(open(body))
        .isInstanceOfSatisfying(
            Envelope.Opened.Right.class,
            right -> {
              assertThat(new String(right.bundle(), StandardCharsets.UTF_8)).isEqualTo(bundle);
              assertThat(right.options().lineOfBusiness()).contains("fep");
              assertThat(right.options().dateOfService()).contains(LocalDate.of(2025, 6, 12));
              assertThat(right.options().guideline()).contains("g");
              assertThat(right.options().answers())
                  .isEqualTo(Map.of(new FactName("brain-lesion"), "yes"));
            });
  }

  @Test
  void aRequestInAnotherEncodingThanUtf8IsWrong() {
    String body = "{\"bundle\":{\"resourceType\":\"Bundle\"}}";
    for (var encoding : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      assertThat(Envelope.open(body.getBytes(encoding)))
          .isInstanceOfSatisfying(
              Envelope.Opened.Wrong.class,
              wrong -> assertThat(wrong.problem().id()).isEqualTo("not-utf-8"));
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(wrong("")).isEqualTo("not-an-object");
    assertThat(wrong("[]")).isEqualTo("not-an-object");
    assertThat(wrong("{")).isEqualTo("not-json");
    assertThat(wrong("{}")).isEqualTo("no-bundle");
    assertThat(wrong("{\"bundle\":7}")).isEqualTo("no-bundle");
    assertThat(wrong("{\"bundle\":{}} {}")).isEqualTo("not-json");
    assertThat(wrong("{\"bundle\":{},\"bundle\":{}}")).isEqualTo("not-json");
    assertThat(wrong("{\"bundel\":{}}")).isEqualTo("unknown-member");
    assertThat(wrong("{\"bundle\":{},\"dateOfService\":\"soon\"}")).isEqualTo("not-a-date");
    assertThat(wrong("{\"bundle\":{},\"answers\":{\"No Fact\":\"yes\"}}"))
        .isEqualTo("answers-malformed");
    assertThat(wrong("{\"bundle\":{},\"answers\":{\"fact\":true}}")).isEqualTo("not-text");
  }
}
