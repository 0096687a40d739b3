package org.proviso.spectroscopy.process;

import java.util.List;
import org.proviso.spectroscopy.process.Ledger.Constant;
import org.proviso.spectroscopy.process.Ledger.Step;

/** The ledger while a signal is processed: each step adds what it did. */
final class LedgerEntries {

  static final String CONSENSUS = "Near 2021, NMR Biomed 34:e4257";

  private Ledger ledger = Ledger.empty();

  void step(String name, String description, String source, Constant... constants) {
    step(new Step(name, description, List.of(constants), source));
  }

  void step(Step step) {
    ledger = ledger.with(step);
  }

  Ledger ledger() {
    return ledger;
  }
}
