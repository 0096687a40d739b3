package org.proviso.exchange.crd;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.proviso.determination.Determiner;
import org.proviso.exchange.crd.decide.Defects;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.exchange.crd.hook.Discovery;
import org.proviso.exchange.crd.hook.Hook;
import org.proviso.exchange.crd.hook.HookCall;
import org.proviso.exchange.crd.hook.HookReader;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.exchange.crd.hook.RefusedCallException.Issue;
import org.proviso.exchange.crd.respond.CrdResponse;
import org.proviso.exchange.crd.respond.OperationOutcomes;
import org.proviso.ground.digest.Sha256;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.PayerConfiguration;

/**
 * The payer's end of coverage requirements discovery: the discovery document, and the answer to a
 * hook call. Knows no HTTP and no storage, and has no clock of its own. Safe for use by several
 * threads.
 */
public final class CrdService {
  private final DeterminerSource determiners;
  private final PayerConfiguration payer;
  private final AssertionIds ids;
  private final Defects defects;
  private final byte[] discovery;

  /**
   * A service over the guidelines that are active when a call comes.
   *
   * @param defects is told of defects; may be called by several threads at once
   */
  public CrdService(
      DeterminerSource determiners, PayerConfiguration payer, AssertionIds ids, Defects defects) {
    this.determiners = determiners;
    this.payer = payer;
    this.ids = ids;
    this.defects = guarded(defects);
    this.discovery = Discovery.document(payer);
  }

  /** A service over one library, whose defects show in its answers alone. */
  public CrdService(Determiner determiner, PayerConfiguration payer, AssertionIds ids) {
    this(() -> determiner, payer, ids, defect -> {});
  }

  /** Telling of a defect may fail for the same reason; the answer does not depend on it. */
  private static Defects guarded(Defects defects) {
    return defect -> {
      try {
        defects.noticed(defect);
      } catch (RuntimeException again) {
        if (!again.equals(defect)) {
          defect.addSuppressed(again);
        }
      }
    };
  }

  /** The CDS Hooks discovery document, UTF-8 JSON. */
  public byte[] discovery() {
    return discovery.clone();
  }

  /**
   * Answers a hook call. Never throws for what it is given, and returns within the payer's patience
   * and what a decision costs.
   *
   * @param serviceId from the address of the call, for example {@code order-sign-crd}
   * @param body the hook request, UTF-8 JSON
   * @param ehr for what the request does not bring along
   * @param now when the call came
   */
  public CrdResponse answer(String serviceId, byte[] body, Ehr ehr, Instant now) {
    String digest = Sha256.of(body).hex();
    try {
      Hook hook = Hook.ofService(serviceId).orElseThrow(CrdService::noSuchService);
      HookCall call = HookReader.read(body);
      if (!call.hook().equals(hook.hookName())) {
        throw new RefusedCallException(
            400,
            Issue.STRUCTURE,
            "hook",
            "The call is for another hook than the service " + hook.serviceId() + " serves.",
            "Call the service of that hook.");
      }
      Optional<CrdVersion> version = CrdVersion.of(call.requestedVersion());
      if (version.isEmpty()) {
        throw new RefusedCallException(
            422,
            Issue.NOT_SUPPORTED,
            "extension.davinci-crd.requestedVersion",
            "The version of CRD that the call requests is not supported.",
            "Request one of: " + String.join(", ", CrdVersion.labels()) + ".");
      }
      LocalDate today = LocalDate.ofInstant(now, payer.zone());
      return new Conversation(
              hook,
              call,
              version.get(),
              payer,
              determiners.current(),
              ids,
              ehr,
              defects,
              today,
              digest)
          .answer();
    } catch (RefusedCallException refused) {
      return new CrdResponse.Rejected(
          refused.status(), refused.issue().code(), OperationOutcomes.of(refused), digest);
    } catch (RuntimeException defect) {
      defects.noticed(defect);
      return new CrdResponse.Rejected(
          500, Issue.EXCEPTION.code(), OperationOutcomes.defect(), digest);
    }
  }

  private static RefusedCallException noSuchService() {
    return new RefusedCallException(
        404,
        Issue.NOT_FOUND,
        "",
        "There is no such service.",
        "Read the discovery document for the services that there are.");
  }
}
