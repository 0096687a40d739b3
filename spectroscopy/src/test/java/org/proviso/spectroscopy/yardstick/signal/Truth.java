package org.proviso.spectroscopy.yardstick.signal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a spectrum was made of, exactly.
 *
 * @param model everything but noise
 * @param amountsAtEcho concentration times the share that transverse relaxation of the metabolite's
 *     first moiety leaves at the echo, mmol/kg: what a fit with an undecayed basis measures
 * @param waterAmplitude signal of the water reference at time zero, in protons times mmol/kg
 * @param noise standard deviation of each part of a time point, in the same unit
 */
public record Truth(
    SpectrumModel model, Map<String, Double> amountsAtEcho, double waterAmplitude, double noise) {

  /** Copies the map; its order is kept. */
  public Truth {
    amountsAtEcho = Collections.unmodifiableMap(new LinkedHashMap<>(amountsAtEcho));
  }

  /** The true ratio to total creatine, by amounts at the echo. */
  public double ratio(Target target) {
    return sum(target.metabolites()) / sum(Target.TOTAL_CREATINE);
  }

  private double sum(List<String> metabolites) {
    double sum = 0;
    for (String name : metabolites) {
      sum += amountsAtEcho.getOrDefault(name, 0.0);
    }
    return sum;
  }
}
