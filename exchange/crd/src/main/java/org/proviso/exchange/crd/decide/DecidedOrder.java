package org.proviso.exchange.crd.decide;

import java.util.List;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.payer.AssertionBasis;
import org.proviso.terminology.Code;

/**
 * An order, for one alternative of its codes, and what became of it.
 *
 * @param alternative the codes that it was decided for instead of its own; empty: its own
 * @param services the codes that were read
 */
public record DecidedOrder(
    CallOrder order, List<Code> alternative, List<Code> services, AssertionBasis basis) {
  public DecidedOrder {
    alternative = List.copyOf(alternative);
    services = List.copyOf(services);
  }

  /** The codes that it holds for. */
  public List<Code> billed() {
    return alternative.isEmpty() ? services : alternative;
  }
}
