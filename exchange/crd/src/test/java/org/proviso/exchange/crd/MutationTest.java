package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.exchange.crd.Services.example;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.payer.Membership;

/**
 * Whatever a call is turned into by dropping, retyping, doubling and nesting, and by putting
 * another patient in: the answer is JSON, is an answer or a refusal and never a defect, holds no
 * trace of the machinery, and is never covered where the call as it was sent is not.
 *
 * <p>The calls that are mutated hold no word that limits another (refuted, not done, a
 * prohibition): to leave such a word out says something else, and may rightly be answered
 * otherwise.
 */
class MutationTest {
  private static final int ROUNDS = 150;
  private static final Set<Integer> EXPECTED = Set.of(200, 400, 412, 422);

  private final CrdService service = Services.of(Services.APPROVING);

  @ParameterizedTest
  @CsvSource({
    "order-sign-facts-missing, order-sign-crd, 1",
    "order-sign-federal-employee, order-sign-crd, 2",
    "order-sign-medicare-advantage, order-sign-crd, 3",
    "order-sign-no-guideline, order-sign-crd, 4",
    "order-sign-no-date, order-sign-crd, 5",
    "order-select-facts-missing, order-select-crd, 6",
    "encounter-start, encounter-start-crd, 7"
  })
  void whatWasNotCoveredNeverIs(String call, String serviceId, long seed) {
    Json.Obj sent = Reply.json(example(call).getBytes(StandardCharsets.UTF_8));
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String mutated = JsonWriter.canonical(mutate(sent, random, 1 + random.nextInt(3)));
      assertThat(coveredOrders(service, serviceId, mutated)).as(mutated).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "order-sign-facts-known, order-sign-crd, 11",
    "order-sign-two-orders, order-sign-crd, 12",
    "order-dispatch, order-dispatch-crd, 13",
    "appointment-book, appointment-book-crd, 14"
  })
  void noMoreOrdersAreCoveredThanWere(String call, String serviceId, long seed) {
    Json.Obj sent = Reply.json(example(call).getBytes(StandardCharsets.UTF_8));
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String mutated = JsonWriter.canonical(mutate(sent, random, 1 + random.nextInt(3)));
      assertThat(coveredOrders(service, serviceId, mutated)).as(mutated).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void whatThePayerKnowsOfTheContractHoldsWhateverTheEhrSays() {
    var ruled = new Membership.Eligibility.Active(Optional.empty(), Optional.of(true));
    CrdService knowing = Services.of(Services.APPROVING.knowing(inquiry -> ruled));
    Json.Obj sent = Reply.json(example("order-sign-facts-known").getBytes(StandardCharsets.UTF_8));
    var random = new Random(31);
    for (int round = 0; round < ROUNDS; round++) {
      String mutated = JsonWriter.canonical(mutate(sent, random, 1 + random.nextInt(3)));
      assertThat(coveredOrders(knowing, "order-sign-crd", mutated)).as(mutated).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"order-sign-facts-known, 21", "order-sign-two-orders, 22"})
  void bytesThatAreChangedAnywhereAreAnsweredOrRefused(String call, long seed) {
    byte[] sent = example(call).getBytes(StandardCharsets.UTF_8);
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = sent.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      Reply reply = Reply.of(service.answer("order-sign-crd", mutated, Ehr.none(), Services.NOW));
      assertThat(EXPECTED).contains(reply.status());
    }
  }

  /** How many orders are covered; the rest of what is promised is held on the way. */
  private static long coveredOrders(CrdService crd, String serviceId, String call) {
    Reply reply = Services.answer(crd, serviceId, call, Ehr.none());
    assertThat(EXPECTED).as(reply.text()).contains(reply.status());
    assertThat(reply.text()).doesNotContain("Exception").doesNotContain("org.proviso");
    assertThat(reply.assertions()).hasSizeLessThanOrEqualTo(reply.informations().size());
    assertThat(reply.text()).doesNotContain("has a defect");
    return reply.updated().stream()
        .filter(
            resource ->
                Fields.extensions(resource, Reply.COVERAGE_INFORMATION)
                    .map(Reply.Information::new)
                    .anyMatch(information -> information.values("covered").contains("covered")))
        .count();
  }

  private static Json mutate(Json value, Random random, int times) {
    Json mutated = value;
    for (int time = 0; time < times; time++) {
      mutated = random.nextInt(12) == 0 ? swapPatient(mutated, random) : at(mutated, random, 0);
    }
    return mutated;
  }

  /** Changes one place, chosen on the way down. */
  private static Json at(Json value, Random random, int depth) {
    return switch (value) {
      case Json.Obj(var members) when !members.isEmpty() -> {
        List<String> names = new ArrayList<>(members.keySet());
        String name = names.get(random.nextInt(names.size()));
        var changed = new LinkedHashMap<>(members);
        if (depth > 1 && random.nextInt(5) == 0) {
          replace(changed, name, random);
        } else {
          changed.put(name, at(changed.getOrDefault(name, new Json.Null()), random, depth + 1));
        }
        yield new Json.Obj(changed);
      }
      case Json.Array(List<Json> items) when !items.isEmpty() -> {
        var changed = new ArrayList<>(items);
        int index = random.nextInt(items.size());
        switch (random.nextInt(6)) {
          case 0 -> changed.remove(index);
          case 1 -> changed.add(changed.get(index));
          default -> changed.set(index, at(items.get(index), random, depth + 1));
        }
        yield new Json.Array(changed);
      }
      default -> odd(random);
    };
  }

  private static void replace(Map<String, Json> members, String name, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> members.remove(name);
      case 1 -> members.put(name, odd(random));
      default ->
          members.put(name, new Json.Array(List.of(members.getOrDefault(name, new Json.Null()))));
    }
  }

  private static Json odd(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(random.nextBoolean());
      case 2 -> new Json.Whole(random.nextInt());
      case 3 -> Json.text("");
      case 4 -> Json.text("\u0000\ud83d\ude00<script>");
      case 5 -> new Json.Array(List.of());
      case 6 -> new Json.Members().toObject();
      default -> {
        Json deep = Json.text("deep");
        for (int level = 0; level < 40 + random.nextInt(100); level++) {
          deep = new Json.Array(List.of(deep));
        }
        yield deep;
      }
    };
  }

  /** Puts another patient in place of some mentions of the patient. */
  private static Json swapPatient(Json value, Random random) {
    return switch (value) {
      case Json.Text(String text) when text.equals("Patient/patient") && random.nextInt(3) == 0 ->
          Json.text("Patient/other");
      case Json.Obj(var members) -> {
        var changed = new LinkedHashMap<String, Json>();
        members.forEach((name, member) -> changed.put(name, swapPatient(member, random)));
        yield new Json.Obj(changed);
      }
      case Json.Array(List<Json> items) ->
          Json.array(items.stream().map(item -> swapPatient(item, random)).toList());
      default -> value;
    };
  }
}
