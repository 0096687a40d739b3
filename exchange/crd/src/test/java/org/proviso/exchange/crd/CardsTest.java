package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.exchange.crd.Services.answer;
import static org.proviso.exchange.crd.Services.changed;
import static org.proviso.exchange.crd.Services.example;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.ground.json.Json;
import org.proviso.payer.PayerConfiguration;

/** Cards say why and where to read; they never say what is covered. */
class CardsTest {
  private static final PayerConfiguration WITH_PAGES =
      Services.APPROVING.publishingAt(URI.create("https://guidelines.example.org/"));

  private static List<Json.Obj> cards(String configuration) {
    String call =
        changed(
            example("order-sign-facts-known"),
            "\"davinci-crd.requestedVersion\": \"2.2\"",
            "\"davinci-crd.requestedVersion\": \"2.2\", \"davinci-crd.configuration\": "
                + configuration);
    return answer(Services.of(WITH_PAGES), "order-sign-crd", call, Ehr.none()).cards();
  }

  @Test
  void theInstructionsCardCitesTheSentenceThatDecides() {
    Json.Obj card = cards("{}").getFirst();
    assertThat(Fields.text(card, "summary").orElseThrow())
        .isEqualTo("Magnetic resonance spectroscopy: meets by [p1] of 04-70540-07");
    assertThat(Fields.text(card, "detail").orElseThrow())
        .startsWith("For Magnetic resonance spectroscopy:")
        .contains("[p1] \"recurrent or residual brain tumor has to be told")
        .contains("not an authorization");
    assertThat(Fields.text(card, "indicator")).contains("info");
    assertThat(card.get("links")).isEmpty();
    assertThat(card.get("suggestions")).isEmpty();
  }

  @Test
  void theExternalReferenceLeadsToTheSentenceOnTheGuidelinesPage() {
    Json.Obj card = cards("{}").get(1);
    Json.Obj link = Fields.objects(card, "links").getFirst();
    assertThat(Fields.text(link, "type")).contains("absolute");
    assertThat(Fields.text(link, "url"))
        .contains("https://guidelines.example.org/04-70540-07/2025-05-15#p1");
    assertThat(card.get("suggestions")).isEmpty();
  }

  @Test
  void everyCardNamesTheInsurerItsTopicAndItsOrder() {
    assertThat(cards("{}"))
        .hasSize(2)
        .allSatisfy(
            card -> {
              Json.Obj source = Fields.object(card, "source").orElseThrow();
              assertThat(Fields.text(source, "label")).contains("Florida Blue");
              Json.Obj topic = Fields.object(source, "topic").orElseThrow();
              assertThat(Fields.text(topic, "code")).contains("guideline");
              assertThat(Fields.text(topic, "system"))
                  .contains("http://terminology.hl7.org/CodeSystem/cdshooks-card-type");
              assertThat(Fields.text(card, "uuid")).isPresent();
              assertThat(Fields.text(card, "summary").orElseThrow()).hasSizeLessThan(140);
              assertThat(card.toString()).contains("ServiceRequest/order");
            });
  }

  @Test
  void coverageIsNeverACard() {
    assertThat(cards("{}").toString())
        .doesNotContain("covered")
        .doesNotContain("satisfied")
        .doesNotContain("portal");
  }

  @Test
  void theClientSaysWhichCardsItWants() {
    assertThat(cards("{\"guideline\": false}")).isEmpty();
    assertThat(cards("{\"max-cards\": 1}")).hasSize(1);
    assertThat(cards("{\"max-cards\": 0}")).isEmpty();
    assertThat(cards("{\"max-cards\": -3}")).hasSize(2);
    assertThat(cards("{\"guideline\": \"no\", \"max-cards\": 1.5}")).hasSize(2);
  }

  @Test
  void aClientThatWantsNoCoverageInformationGetsNone() {
    String call =
        changed(
            example("order-sign-facts-known"),
            "\"davinci-crd.requestedVersion\": \"2.2\"",
            "\"davinci-crd.requestedVersion\": \"2.2\", \"davinci-crd.configuration\":"
                + " {\"coverage-info\": false}");
    Reply reply = answer("order-sign-crd", call);
    assertThat(reply.updated()).isEmpty();
    assertThat(reply.assertions()).isEmpty();
    assertThat(reply.cards()).isNotEmpty();
  }
}
