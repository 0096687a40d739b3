package org.proviso.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each identifier once, in bounded memory. */
class ReplayGuardTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(300);

  @Test
  void anIdentifierIsAcceptedOnceUntilItsTokenExpires() {
    var guard = new ReplayGuard(10);
    assertThat(guard.accept("a", LATER, NOW)).isEqualTo(ReplayGuard.Verdict.FIRST);
    assertThat(guard.accept("a", LATER, NOW.plusSeconds(299)))
        .isEqualTo(ReplayGuard.Verdict.REPLAYED);
    assertThat(guard.accept("b", LATER, NOW)).isEqualTo(ReplayGuard.Verdict.FIRST);
  }

  @Test
  void whenFullItRefusesRatherThanForgets() {
    var guard = new ReplayGuard(2);
    guard.accept("a", LATER, NOW);
    guard.accept("b", LATER, NOW);
    assertThat(guard.accept("c", LATER, NOW)).isEqualTo(ReplayGuard.Verdict.FULL);
    assertThat(guard.accept("a", LATER, NOW)).isEqualTo(ReplayGuard.Verdict.REPLAYED);
  }

  @Test
  void whatHasExpiredMakesRoom() {
    var guard = new ReplayGuard(2);
    guard.accept("a", LATER, NOW);
    guard.accept("b", LATER, NOW);
    assertThat(guard.accept("c", LATER.plusSeconds(300), LATER.plusSeconds(1)))
        .isEqualTo(ReplayGuard.Verdict.FIRST);
    assertThat(guard.size()).isEqualTo(1);
  }
}
