package org.proviso.benchmarks.bundles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.proviso.benchmarks.ours.Versions;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.exchange.crd.CrdService;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.respond.CrdResponse;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.PayerConfiguration;
import org.proviso.terminology.Terminology;

/** The whole answer to a hook call: cards, system actions, assertions with their records. */
final class HookPath {
  private static final String SERVICE = "order-sign-crd";

  private final CrdService service;

  HookPath() {
    try {
      Path guidelines = Versions.root().resolve("guidelines");
      var determiner =
          new Determiner(
              LibrarySource.of(Versions.library()),
              Libraries.payer(guidelines),
              Terminology.standard());
      var count = new AtomicLong();
      AssertionIds ids = () -> "00000000-0000-4000-8000-%012d".formatted(count.incrementAndGet());
      this.service = new CrdService(determiner, PayerConfiguration.of("Florida Blue"), ids);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** From a hook call to the body of its answer, both UTF-8 JSON. */
  byte[] respond(OrderBundles.Call call) {
    return switch (service.answer(
        SERVICE, call.body(), Ehr.none(), call.day().atTime(15, 0).toInstant(ZoneOffset.UTC))) {
      case CrdResponse.Answered answered -> answered.body();
      case CrdResponse.Rejected rejected ->
          throw new IllegalStateException("the call is rejected: " + rejected.status());
    };
  }
}
