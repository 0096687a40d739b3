package org.proviso.spectroscopy.fit;

import java.util.List;

/**
 * What the solver found; arrays are the solver's own.
 *
 * @param columns the columns at the solution
 * @param baseline the baseline that belongs to the amplitudes
 * @param nuisance layout of {@code theta}
 * @param theta parameters of the lines
 * @param amplitudes of the basis signals: means over all baselines
 * @param variance of a spectral point, as errors reckon with it
 * @param residualVariance mean square of the residual
 * @param knownNoise standard deviation of a spectral point's noise, from outside of the signals
 * @param bound see {@link ErrorAnalysis#bound}
 * @param boundOfKnownShapes the same if phases, shifts and widths were known
 * @param error see {@link ErrorAnalysis.Posterior}
 * @param admissible amplitudes at each baseline that the data do not exclude
 * @param choice of the baseline
 * @param iterations Gauss-Newton iterations
 * @param converged whether the choice of the baseline settled
 */
// The solver's own arrays, read once by the summary.
@SuppressWarnings("ArrayRecordComponent")
record Solution(
    ModelColumns columns,
    double[] baseline,
    Nuisance nuisance,
    double[] theta,
    double[] amplitudes,
    double variance,
    double residualVariance,
    double knownNoise,
    double[] bound,
    double[] boundOfKnownShapes,
    double[] error,
    List<double[]> admissible,
    BaselineChoice choice,
    int iterations,
    boolean converged) {}
