package org.proviso.exchange.crd.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is read of references and addresses, which are whatever a client wrote. */
class FieldsTest {
  @Test
  void anAddressIsKnownWithoutTheSlashesAtItsEnd() {
    assertThat(Fields.withoutSlashes("https://ehr.example.org/fhir//"))
        .isEqualTo("https://ehr.example.org/fhir");
    assertThat(Fields.withoutSlashes("https://ehr.example.org"))
        .isEqualTo("https://ehr.example.org");
    assertThat(Fields.withoutSlashes("///")).isEmpty();
    assertThat(Fields.base("https://ehr.example.org/fhir/Patient/1/_history/2"))
        .isEqualTo("https://ehr.example.org/fhir");
    assertThat(Fields.base("Patient/1")).isEmpty();
  }

  /** With a search of quadratic cost it takes hours; the limit only ends the test then. */
  @Test
  void aMillionSlashesCostNoMoreThanAMillionSteps() {
    String slashes = "https:" + "/".repeat(1_000_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThat(Fields.withoutSlashes(slashes + "x")).hasSize(1_000_007);
          assertThat(Fields.base(slashes + "x/Patient/1")).endsWith("/x");
        });
  }
}
