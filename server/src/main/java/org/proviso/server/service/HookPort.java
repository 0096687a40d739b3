package org.proviso.server.service;

import java.time.Instant;
import org.proviso.crd.CrdResponse;
import org.proviso.crd.Ehr;

/** Answers hook calls; {@link org.proviso.crd.CrdService#answer} in every real server. */
@FunctionalInterface
public interface HookPort {
  /** As {@link org.proviso.crd.CrdService#answer}. */
  CrdResponse answer(String serviceId, byte[] body, Ehr ehr, Instant now);
}
