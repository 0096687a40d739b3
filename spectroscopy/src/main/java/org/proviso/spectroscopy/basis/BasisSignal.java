package org.proviso.spectroscopy.basis;

/**
 * One signal of a basis set.
 *
 * @param name the name in common use, such as {@code NAA}; see {@link BasisNames}
 * @param kind what it stands for
 * @param waveform its time signal
 */
public record BasisSignal(String name, SignalKind kind, Waveform waveform) {}
