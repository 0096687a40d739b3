package org.proviso.server.http;

import org.proviso.exchange.crd.CrdService;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Discovery of CDS Hooks 2.0; calls are answered by {@link HookCallHandler}. */
@RestController
final class CdsHooksController {
  static final String SERVICES = "/cds-services";

  private final CrdService crd;

  CdsHooksController(CrdService crd) {
    this.crd = crd;
  }

  @GetMapping(SERVICES)
  ResponseEntity<byte[]> discovery() {
    return Answers.json(crd.discovery());
  }
}
