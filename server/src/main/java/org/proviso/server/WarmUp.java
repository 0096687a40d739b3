package org.proviso.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.proviso.exchange.crd.CrdService;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.server.http.Events;
import org.proviso.server.service.HookPort;

/**
 * Answers a made-up call a number of times before the server listens, so that the first real one
 * does not pay for loading and compiling. Nothing of it is stored or sent.
 */
final class WarmUp {
  private static final String SERVICE = "order-sign-crd";
  private static final int CALLS = 60;
  private static final Duration MOST = Duration.ofMillis(600);

  private WarmUp() {}

  /** Never throws: what fails here fails, and is answered for, in the calls themselves. */
  static void run(HookPort hook, CrdService crd, Instant now, Events events) {
    byte[] call = call();
    long deadline = System.nanoTime() + MOST.toNanos();
    try {
      crd.discovery();
      for (int count = 0; count < CALLS && System.nanoTime() - deadline < 0; count++) {
        hook.answer(SERVICE, call, Ehr.none(), now);
      }
    } catch (RuntimeException failure) {
      events.thrown("warming up", failure);
    }
  }

  /** The made-up call. */
  static byte[] call() {
    try (InputStream content = WarmUp.class.getResourceAsStream("warm-up-order-sign.json")) {
      if (content == null) {
        throw new IllegalStateException("the resource warm-up-order-sign.json is missing");
      }
      return content.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
