package org.proviso.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Clients are counted one by one. */
class RateLimitsTest {
  @Test
  void aClientMayAskTwiceItsRateAtOnceAndNoOtherPaysForIt() {
    var limits = new RateLimits(1);
    assertThat(limits.allows("a")).isTrue();
    assertThat(limits.allows("a")).isTrue();
    assertThat(limits.allows("a")).isFalse();
    assertThat(limits.allows("b")).isTrue();
  }

  @Test
  void anAddressWhoseTokensAreRefusedIsSoonNotListenedTo() {
    var limits = new RateLimits(1);
    assertThat(limits.trusts("a")).isTrue();
    for (int count = 0; count < 200; count++) {
      limits.refused("a");
    }
    assertThat(limits.trusts("a")).isFalse();
    assertThat(limits.trusts("b")).isTrue();
  }
}
