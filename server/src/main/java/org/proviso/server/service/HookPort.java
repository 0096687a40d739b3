package org.proviso.server.service;

import java.time.Instant;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.respond.CrdResponse;

/** Answers hook calls; {@link org.proviso.exchange.crd.CrdService#answer} in every real server. */
@FunctionalInterface
public interface HookPort {
  /** As {@link org.proviso.exchange.crd.CrdService#answer}. */
  CrdResponse answer(String serviceId, byte[] body, Ehr ehr, Instant now);
}
