package org.proviso.spectroscopy.fit;

import java.util.OptionalDouble;
import org.proviso.spectroscopy.basis.SignalKind;

/**
 * The amount of one basis signal, or of a sum of them such as tNAA.
 *
 * @param name name in common use
 * @param kind what it stands for
 * @param amplitude signal amplitude in the unit of the data, for one proton where the basis counts
 *     protons; not negative
 * @param standardDeviation root of the expected squared error given the data: over all baselines,
 *     each with its weight, with phases, shifts and widths not known and amplitudes not negative;
 *     same unit
 * @param interval95 95 % interval of the amplitude, not below zero; wider above than below, as
 *     errors of the lines' shapes grow with the amplitude; same unit
 * @param cramerRaoPercent Cram&eacute;r-Rao bound at the chosen baseline, with all nuisance
 *     parameters and priors in the information matrix and no bound on amplitudes, in percent of the
 *     amplitude; empty at zero amplitude
 * @param ratioToTotalCreatine ratio to Cr + PCr
 * @param baselineSpread half of the range of the amplitude over all baselines that the data do not
 *     exclude; same unit
 */
public record MetaboliteEstimate(
    String name,
    SignalKind kind,
    double amplitude,
    double standardDeviation,
    Interval interval95,
    OptionalDouble cramerRaoPercent,
    RatioEstimate ratioToTotalCreatine,
    double baselineSpread) {}
