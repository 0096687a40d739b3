package org.proviso.spectroscopy.fit;

/**
 * The chemical-shift reference found by matching the spectrum with the singlets of NAA, creatine
 * and choline at every offset.
 *
 * @param shiftPpm how far the data lie from their nominal reference: a positive value means that
 *     the peaks appear at too large a chemical shift
 * @param contrast matched-filter power at that offset over the largest power at an offset that is
 *     not a neighbour; near 1 the reference is ambiguous
 * @param signalToNoise matched-filter amplitude over its noise
 */
public record ReferenceEstimate(double shiftPpm, double contrast, double signalToNoise) {}
