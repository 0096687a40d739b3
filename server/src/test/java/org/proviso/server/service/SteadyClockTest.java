package org.proviso.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A clock that jumps is not trusted until it has run evenly for a while. */
class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private Duration passed = Duration.ZERO;
  private Duration offset = Duration.ZERO;

  private final SteadyClock clock =
      new SteadyClock(() -> START.plus(passed).plus(offset), () -> passed.toNanos());

  private void pass(long seconds) {
    passed = passed.plusSeconds(seconds);
  }

  @Test
  void anEvenClockIsTrusted() {
    assertThat(clock.now()).contains(START);
    pass(86_400);
    assertThat(clock.now()).contains(START.plusSeconds(86_400));
  }

  @Test
  void smallCorrectionsAreNoJump() {
    for (int count = 0; count < 100; count++) {
      pass(10);
      offset = offset.plusSeconds(5);
      assertThat(clock.now()).isPresent();
    }
  }

  @Test
  void aJumpIsNotTrustedUntilItHasSettled() {
    offset = Duration.ofDays(-30);
    assertThat(clock.now()).isEmpty();
    pass(59);
    assertThat(clock.now()).isEmpty();
    pass(1);
    assertThat(clock.now()).contains(START.plusSeconds(60).minus(Duration.ofDays(30)));
  }

  @Test
  void aSecondJumpBeginsTheWaitAnew() {
    offset = Duration.ofHours(2);
    assertThat(clock.now()).isEmpty();
    pass(50);
    offset = Duration.ZERO;
    assertThat(clock.now()).isEmpty();
    pass(30);
    assertThat(clock.now()).isEmpty();
    pass(30);
    assertThat(clock.now()).isPresent();
  }
}
