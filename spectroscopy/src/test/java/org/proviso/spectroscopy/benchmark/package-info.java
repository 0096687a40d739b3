/**
 * Measurements of the fit: accuracy against the ISMRM fitting challenge, bias, error and interval
 * coverage on simulated spectra of known truth, refusals, and time. Each is a command of {@code
 * benchmarks/spectrum/run}; see {@link org.proviso.spectroscopy.benchmark.SimulatedBenchmark} and
 * {@link org.proviso.spectroscopy.benchmark.FittingChallengeBenchmark}.
 */
@NullMarked
package org.proviso.spectroscopy.benchmark;

import org.jspecify.annotations.NullMarked;
