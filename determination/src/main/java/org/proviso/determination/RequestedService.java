package org.proviso.determination;

import java.math.BigDecimal;
import java.util.Optional;
import org.proviso.terminology.Code;

/**
 * One code of what is requested.
 *
 * @param code the procedure, supply or drug
 * @param quantity how many units of it, greater than zero; empty when the request does not say
 */
public record RequestedService(Code code, Optional<BigDecimal> quantity) {
  public RequestedService {
    if (quantity.isPresent() && quantity.get().signum() <= 0) {
      throw new IllegalArgumentException("a quantity must be greater than zero");
    }
  }

  /** A code without a quantity. */
  public static RequestedService of(Code code) {
    return new RequestedService(code, Optional.empty());
  }
}
