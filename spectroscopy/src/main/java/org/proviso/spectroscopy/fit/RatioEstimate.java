package org.proviso.spectroscopy.fit;

import java.util.OptionalDouble;

/**
 * A ratio of two concentrations.
 *
 * @param name such as {@code tCho/tNAA}
 * @param value the quotient of the estimates; empty when the denominator was estimated as zero
 * @param interval95 Fieller's 95 % interval of the true, non-negative ratio; unbounded above when
 *     the denominator may be zero
 * @param baselineSpread half of the range of the value over all baselines that the data do not
 *     exclude; empty when the denominator vanishes for one of them
 */
public record RatioEstimate(
    String name, OptionalDouble value, Interval interval95, OptionalDouble baselineSpread) {}
