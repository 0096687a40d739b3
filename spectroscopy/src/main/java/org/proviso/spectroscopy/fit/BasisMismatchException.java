package org.proviso.spectroscopy.fit;

import java.util.List;
import java.util.stream.Collectors;
import org.proviso.spectroscopy.basis.BasisMismatch;

/** Thrown before any fit when a basis does not belong to the data. */
final class BasisMismatchException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final transient List<BasisMismatch> mismatches;

  /** Creates the exception from at least one mismatch. */
  public BasisMismatchException(List<BasisMismatch> mismatches) {
    super(mismatches.stream().map(BasisMismatch::message).collect(Collectors.joining(" ")));
    this.mismatches = List.copyOf(mismatches);
  }

  /** What does not fit. */
  public List<BasisMismatch> mismatches() {
    return mismatches;
  }
}
