package org.proviso.spectroscopy.process;

/**
 * How the transients of a measurement fared.
 *
 * @param acquired transients in the file
 * @param rejected left out as outliers
 * @param driftHertz range of the frequency corrections, Hz
 * @param phaseDeviationDegrees standard deviation of the phase corrections, degrees
 */
public record TransientStatistics(
    int acquired, int rejected, double driftHertz, double phaseDeviationDegrees) {}
