package org.proviso.exchange.crd.decide;

import java.util.List;
import org.proviso.exchange.crd.hook.Ordered;
import org.proviso.payer.Finding;
import org.proviso.terminology.Code;

/**
 * An order, for one alternative of its codes, and what was found out.
 *
 * @param alternative the codes that it was decided for instead of its own; empty: its own
 * @param services the codes that were read
 */
public record Decided(
    Ordered ordered, List<Code> alternative, List<Code> services, Finding finding) {
  public Decided {
    alternative = List.copyOf(alternative);
    services = List.copyOf(services);
  }

  /** The codes that it holds for. */
  public List<Code> billed() {
    return alternative.isEmpty() ? services : alternative;
  }
}
