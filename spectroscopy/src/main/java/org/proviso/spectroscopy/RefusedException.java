package org.proviso.spectroscopy;

import java.util.List;
import org.proviso.spectroscopy.SpectrumOutcome.Stage;

/** Ends a run early with its reasons; does not leave this package. */
final class RefusedException extends Exception {
  private final Stage stage;
  private final List<String> reasons;

  RefusedException(Stage stage, List<String> reasons) {
    this.stage = stage;
    this.reasons = List.copyOf(reasons);
  }

  Stage stage() {
    return stage;
  }

  List<String> reasons() {
    return reasons;
  }
}
