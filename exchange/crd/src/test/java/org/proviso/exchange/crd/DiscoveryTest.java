package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.ground.json.Json;
import org.proviso.payer.PayerConfiguration;

/** What a client learns of the service before it calls it. */
class DiscoveryTest {
  /** Codes of the value set cardType (CRD 2.2.1) that are used, and max-cards, which is in none. */
  private static final Set<String> CODES =
      Set.of("coverage-info", "unsolicited-determ", "guideline", "max-cards");

  private final List<Json.Obj> services =
      Fields.objects(
          Reply.json(Services.of(PayerConfiguration.of("Florida Blue")).discovery()), "services");

  @Test
  void thereIsOneServiceForEachHookOfTheGuide() {
    assertThat(services)
        .extracting(service -> Fields.text(service, "hook").orElseThrow())
        .containsExactlyInAnyOrder(
            "order-sign",
            "order-dispatch",
            "appointment-book",
            "order-select",
            "encounter-start",
            "encounter-discharge");
    assertThat(services)
        .extracting(service -> Fields.text(service, "id").orElseThrow())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyServiceDeclaresItsVersions() {
    assertThat(services)
        .allSatisfy(
            service ->
                assertThat(
                        Fields.object(service, "extension")
                            .orElseThrow()
                            .get("davinci-crd.version"))
                    .contains(Json.texts(List.of("2.0", "2.2"))));
  }

  @Test
  void everyOptionIsWholeAndUnique() {
    for (Json.Obj service : services) {
      List<Json.Obj> options =
          Fields.objects(
              Fields.object(service, "extension").orElseThrow(),
              "davinci-crd.configuration-options");
      assertThat(options)
          .extracting(option -> Fields.text(option, "code").orElseThrow())
          .containsExactlyInAnyOrderElementsOf(CODES);
      for (String member : List.of("code", "name", "description")) {
        assertThat(options)
            .extracting(option -> Fields.text(option, member).orElseThrow())
            .doesNotHaveDuplicates()
            .allSatisfy(value -> assertThat(value).isNotBlank());
      }
      assertThat(options)
          .allSatisfy(
              option ->
                  assertThat(Fields.text(option, "type"))
                      .contains(
                          option.get("default").orElseThrow() instanceof Json.Bool
                              ? "boolean"
                              : "integer"));
    }
  }

  @Test
  void everyServiceAsksForThePatientAndTheCoverageAsTheGuideWritesIt() {
    assertThat(services)
        .allSatisfy(
            service -> {
              Json.Obj prefetch = Fields.object(service, "prefetch").orElseThrow();
              assertThat(Fields.text(prefetch, "patient"))
                  .contains("Patient/{{context.patientId}}");
              assertThat(Fields.text(prefetch, "coverage"))
                  .contains("Coverage?patient={{context.patientId}}&status=active");
            });
  }

  @Test
  void ordersThatAreOnlyNamedArePrefetched() {
    Json.Obj dispatch =
        Fields.object(
                services.stream()
                    .filter(
                        service -> Fields.text(service, "hook").orElse("").equals("order-dispatch"))
                    .findFirst()
                    .orElseThrow(),
                "prefetch")
            .orElseThrow();
    assertThat(Fields.text(dispatch, "serviceRequests"))
        .contains(
            "ServiceRequest?_id={{context.dispatchedOrders.resolve().ofType(ServiceRequest).id}}");
  }
}
