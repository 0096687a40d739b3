package org.proviso.spectroscopy.benchmark;

/** What a development spectrum has that no fit knows of. */
enum Misfit {
  /** Nothing beyond the jitters and the mild baseline that all have. */
  NONE,
  /** Macromolecules of another overall amount. */
  MACROMOLECULE_AMOUNT,
  /** Macromolecules of other proportions, positions and widths. */
  MACROMOLECULE_SHAPE,
  /** NAA, creatine, choline and all others with widths of their own. */
  SINGLET_WIDTHS,
  /** An asymmetric distribution of the field. */
  LINE_SHAPE,
  /** A baseline that bends and is tall. */
  BASELINE,
  /** Metabolites that the basis lacks. */
  MISSING_METABOLITES,
  /** A phase that eddy currents turn during the first milliseconds. */
  EDDY_CURRENTS,
  /** Feet of a tall residual water line. */
  RESIDUAL_WATER,
  /** Lipids of any proportion. */
  LIPIDS,
  /** All of these at once. */
  ALL
}
