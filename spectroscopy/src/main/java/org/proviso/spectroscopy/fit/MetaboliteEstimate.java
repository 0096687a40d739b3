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
 * @param standardDeviation from the Cram&eacute;r-Rao bound with all nuisance parameters, the
 *     baseline and the priors in the information matrix; same unit
 * @param interval95 95 % interval of the amplitude, not below zero; same unit
 * @param cramerRaoPercent standard deviation in percent of the amplitude; empty at zero amplitude
 * @param ratioToTotalCreatine ratio to Cr + PCr
 * @param baselineSpread half of the range of the amplitude over baselines from half to twice the
 *     chosen effective dimension; same unit
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
