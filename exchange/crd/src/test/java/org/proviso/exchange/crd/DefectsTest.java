package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.payer.Membership;

/** What nobody foresaw is answered without deciding anything, and somebody is told. */
class DefectsTest {
  private static final byte[] CALL =
      Services.example("order-sign-facts-known").getBytes(StandardCharsets.UTF_8);
  private static final Membership BROKEN =
      inquiry -> {
        throw new IllegalStateException("defect");
      };

  private static Reply answer(CrdService service) {
    return Reply.of(service.answer("order-sign-crd", CALL, Ehr.none(), Services.NOW));
  }

  @Test
  void aDefectThatLeavesAnOrderUndecidedIsTold() {
    var told = new ArrayList<RuntimeException>();
    Reply reply = answer(Services.of(Services.APPROVING.knowing(BROKEN), told::add));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.information().covered()).isEqualTo("indeterminate");
    assertThat(told).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDefectThatStopsACallIsTold() {
    var told = new ArrayList<RuntimeException>();
    var service =
        new CrdService(
            () -> {
              throw new IllegalStateException("defect");
            },
            Services.APPROVING,
            Services.counting(),
            told::add);
    assertThat(answer(service).status()).isEqualTo(500);
    assertThat(told).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theAnswerDoesNotDependOnTelling() {
    CrdService service =
        Services.of(
            Services.APPROVING.knowing(BROKEN),
            defect -> {
              throw new IllegalStateException("telling failed");
            });
    assertThat(answer(service).information().covered()).isEqualTo("indeterminate");
  }

  @Test
  void aCallThatIsAnsweredTellsOfNoDefect() {
    var told = new ArrayList<RuntimeException>();
    assertThat(answer(Services.of(Services.APPROVING, told::add)).information().covered())
        .isEqualTo("covered");
    assertThat(told).isEmpty();
  }
}
