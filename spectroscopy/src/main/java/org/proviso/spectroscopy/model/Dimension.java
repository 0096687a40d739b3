package org.proviso.spectroscopy.model;

/**
 * One dimension of a signal besides time.
 *
 * @param kind what the dimension counts
 * @param size number of entries, at least 1
 */
public record Dimension(Kind kind, int size) {

  /** What a dimension counts; the names follow the NIfTI-MRS dimension tags. */
  public enum Kind {
    /** Elements of the receive coil ({@code DIM_COIL}). */
    COIL,
    /** Single acquisitions, one after the other ({@code DIM_DYN}). */
    TRANSIENT,
    /** Editing conditions ({@code DIM_EDIT}). */
    EDIT,
    /** Steps of a phase cycle ({@code DIM_PHASE_CYCLE}). */
    PHASE_CYCLE,
    /** Repeats of the whole measurement ({@code DIM_MEAS}). */
    MEASUREMENT,
    /** A second time axis ({@code DIM_INDIRECT_n}). */
    INDIRECT,
    /** Image-selected steps ({@code DIM_ISIS}). */
    ISIS,
    /** Metabolite cycling ({@code DIM_METCYCLE}). */
    METABOLITE_CYCLE,
    /** Defined by the user ({@code DIM_USER_n}). */
    USER
  }

  /** Checks the size. */
  public Dimension {
    if (size < 1) {
      throw new IllegalArgumentException("dimension size must be at least 1, got " + size);
    }
  }
}
