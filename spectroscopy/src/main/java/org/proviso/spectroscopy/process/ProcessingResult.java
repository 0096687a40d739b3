package org.proviso.spectroscopy.process;

import java.util.Optional;
import org.proviso.spectroscopy.model.MrsData;

/** What came of processing. */
public sealed interface ProcessingResult {

  /**
   * One averaged, corrected signal.
   *
   * @param data the metabolite signal, one trace
   * @param water the water reference, one trace, processed alike, when there is one
   * @param transients how the transients fared, when there were several
   * @param residualWater amplitude of the water that was taken off the metabolite signal, at its
   *     first point; 0 when none was
   * @param ledger every step
   */
  record Processed(
      MrsData data,
      Optional<MrsData> water,
      Optional<TransientStatistics> transients,
      double residualWater,
      Ledger ledger)
      implements ProcessingResult {}

  /**
   * Processing was not possible.
   *
   * @param message what is wrong
   * @param remedy what to do next
   */
  record Rejected(String message, String remedy) implements ProcessingResult {}
}
