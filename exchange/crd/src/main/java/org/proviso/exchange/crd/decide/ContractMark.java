package org.proviso.exchange.crd.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.exchange.crd.evidence.Insurance;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.exchange.crd.respond.ExtensionSplicer;
import org.proviso.fhir.OrderReader;
import org.proviso.ground.json.Json;

/**
 * The payer's own record of whether the member's contract has a rule of its own, written on the
 * Coverage that the EHR sent, instead of whatever the EHR says of it.
 */
public final class ContractMark {
  private ContractMark() {}

  /** The Coverage; as it was sent where the payer has no record of its own. */
  public static byte[] on(Insurance insurance, Optional<Boolean> ownRule)
      throws RefusedCallException {
    if (ownRule.isEmpty()) {
      return insurance.piece().bytes();
    }
    var replaced = new ArrayList<Integer>();
    if (insurance.content().get("extension").orElse(null) instanceof Json.Array(List<Json> items)) {
      for (int index = 0; index < items.size(); index++) {
        if (items.get(index) instanceof Json.Obj extension
            && Fields.text(extension, "url")
                .filter(OrderReader.CONTRACT_RULE::equals)
                .isPresent()) {
          replaced.add(index);
        }
      }
    }
    return ExtensionSplicer.splice(
        insurance.piece(),
        replaced,
        List.of(
            new Json.Members()
                .put("url", OrderReader.CONTRACT_RULE)
                .put("valueBoolean", new Json.Bool(ownRule.get()))
                .toObject()));
  }
}
