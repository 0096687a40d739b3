package org.proviso.spectroscopy.fit;

/** What a linearized problem is solved under; changes from stage to stage of one fit. */
final class Conditions {

  /** Variance of the noise of a spectral point. */
  double variance;

  /** How many of the parameters move: the common ones first, all of them later. */
  int active = Nuisance.COMMON;

  /** What part of each mode passes into the baseline: its stiffness. */
  double[] passing = new double[0];
}
