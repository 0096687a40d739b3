package org.proviso.exchange.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.exchange.crd.decide.Defects;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.PayerConfiguration;
import org.proviso.payer.PayerConfiguration.Approval;
import org.proviso.terminology.Terminology;

/** The service over the repository's own library, and the example calls. */
public final class Services {
  /** The repository. */
  public static final Path ROOT = Path.of(System.getProperty("proviso.root", ".."));

  /** When the example calls come: a week before the service. */
  public static final Instant NOW = Instant.parse("2025-06-05T15:00:00Z");

  /** A payer that lets the service approve. */
  public static final PayerConfiguration APPROVING =
      PayerConfiguration.of("Florida Blue").approving(Approval.AUTOMATIC);

  private static final Determiner DETERMINER = determiner();

  private Services() {}

  private static Determiner determiner() {
    try {
      Path guidelines = ROOT.resolve("guidelines");
      return new Determiner(
          LibrarySource.of(Libraries.open(guidelines)),
          Libraries.payer(guidelines),
          Terminology.standard());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static CrdService of(PayerConfiguration payer) {
    return new CrdService(DETERMINER, payer, counting());
  }

  /** One that tells of its defects. */
  public static CrdService of(PayerConfiguration payer, Defects defects) {
    return new CrdService(() -> DETERMINER, payer, counting(), defects);
  }

  /** Identifiers that a test can foresee. */
  public static AssertionIds counting() {
    var count = new AtomicLong();
    return () -> "00000000-0000-4000-8000-%012d".formatted(count.incrementAndGet());
  }

  /** An example call of examples/crd. */
  public static String example(String name) {
    try {
      return Files.readString(ROOT.resolve("examples/crd/" + name + ".json"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A text with one thing changed, everywhere it stands. */
  public static String changed(String text, String from, String to) {
    if (!text.contains(from)) {
      throw new IllegalArgumentException("not in the text: " + from);
    }
    return text.replace(from, to);
  }

  /** The same call of a client of another version. */
  public static String in(CrdVersion version, String call) {
    return changed(
        call,
        "\"davinci-crd.requestedVersion\": \"2.2\"",
        "\"davinci-crd.requestedVersion\": \"" + version.label() + "\"");
  }

  /** The answer of an approving payer's service that can ask nobody. */
  public static Reply answer(String service, String call) {
    return answer(of(APPROVING), service, call, Ehr.none());
  }

  public static Reply answer(CrdService crd, String service, String call, Ehr ehr) {
    return Reply.of(crd.answer(service, call.getBytes(StandardCharsets.UTF_8), ehr, NOW));
  }
}
