package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.exchange.crd.Services.answer;
import static org.proviso.exchange.crd.Services.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.determination.Libraries;
import org.proviso.determination.record.Replay;
import org.proviso.exchange.crd.respond.Assertion;
import org.proviso.ground.digest.Sha256;
import org.proviso.terminology.Terminology;

/** What is kept of an answer stands up later. */
class RecordTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "order-sign-facts-missing",
        "order-sign-facts-known",
        "order-sign-federal-employee",
        "order-sign-medicare-advantage",
        "order-sign-no-date"
      })
  void theRecordOfAnAnswerReplays(String call) throws IOException {
    Assertion assertion = answer("order-sign-crd", example(call)).assertions().getFirst();
    assertThat(assertion.replayable()).isTrue();
    var replay =
        new Replay(Libraries.open(Services.ROOT.resolve("guidelines")), Terminology.standard());
    assertThat(replay.replay(new String(assertion.record(), StandardCharsets.UTF_8)))
        .isInstanceOf(Replay.Result.Same.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"order-sign-facts-known", "order-sign-no-guideline", "order-sign-two-orders"})
  void everyAnswerBringsWhatHasToBeKept(String call) {
    Reply reply = answer("order-sign-crd", example(call));
    assertThat(reply.assertions()).hasSameSizeAs(reply.informations());
    for (int index = 0; index < reply.assertions().size(); index++) {
      Assertion assertion = reply.assertions().get(index);
      Reply.Information information = reply.informations().get(index);
      assertThat(assertion.requestDigest())
          .isEqualTo(Sha256.of(example(call).getBytes(StandardCharsets.UTF_8)).hex());
      assertThat(information.value("coverage-assertion-id"))
          .contains(assertion.coverageAssertionId());
      assertThat(assertion.covered()).isEqualTo(information.covered());
      assertThat(assertion.paNeeded()).contains(information.paNeeded());
      assertThat(Reply.json(assertion.coverageInformation())).isEqualTo(information.extension());
      assertThat(Reply.json(assertion.record()).members()).isNotEmpty();
    }
  }
}
