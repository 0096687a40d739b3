package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.proviso.exchange.crd.hook.Fields;

/** The guide's own example calls (CRD 2.2.1), as they are published. */
class OfficialExamplesTest {
  private static final Path FOLDER =
      Services.ROOT.resolve("../shared/fhir/examples/crd-2.2.1-ig-files");

  private static String call(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.isRegularFile(file), "skipped: there is no " + file);
    return Files.readString(file);
  }

  @Test
  void theOrderSignIsAnsweredForEachOrderAndEachBillingOption() throws IOException {
    Reply reply = Services.answer("order-sign-crd", call("CRDServiceRequest.json"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.updated())
        .extracting(resource -> Fields.text(resource, "id").orElseThrow())
        .containsExactly("1357", "2468");
    assertThat(reply.informations())
        .hasSize(5)
        .extracting(Reply.Information::covered)
        .containsOnly("conditional");
    assertThat(reply.informations().getFirst().value("coverage").orElseThrow())
        .contains("Coverage/COV1");
  }

  @Test
  void theOrderDispatchIsAnsweredWithTheOrdersThatTheEhrHas() throws IOException {
    String call = call("CRDServiceRequest2.json");
    var ehr = new EhrStub();
    for (String id : new String[] {"1111", "2222"}) {
      ehr.on(
          "MedicationRequest/" + id,
          "{\"resourceType\":\"MedicationRequest\",\"id\":\""
              + id
              + "\",\"status\":\"active\",\"intent\":\"order\",\"authoredOn\":\"2025-06-01\","
              + "\"subject\":{\"reference\":\"Patient/123\"},\"medicationReference\":"
              + "{\"reference\":\"Medication/MED1\"}}");
    }
    CrdService service = Services.of(Services.APPROVING);
    Reply switchedOff = Services.answer(service, "order-dispatch-crd", call, ehr);
    assertThat(switchedOff.status()).isEqualTo(200);
    assertThat(switchedOff.updated()).isEmpty();
    Reply wanted =
        Services.answer(
            service,
            "order-dispatch-crd",
            Services.changed(call, "\"coverage-info\": false", "\"coverage-info\": true"),
            ehr);
    assertThat(wanted.informations())
        .hasSize(2)
        .extracting(Reply.Information::covered)
        .containsOnly("conditional");
  }
}
