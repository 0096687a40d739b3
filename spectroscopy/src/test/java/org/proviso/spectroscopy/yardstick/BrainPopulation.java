package org.proviso.spectroscopy.yardstick;

import java.util.LinkedHashMap;
import java.util.Map;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;

/**
 * Concentrations of a person's brain.
 *
 * <p>Medians in mmol/kg, and coefficients of variation between people and tissues, lie within the
 * published ranges at 3 T (Govindaraju and others 2000, table 3; de Graaf 2019, table 2.1; the
 * collection of Gudmundson and others 2023, whose medians of controls to total creatine are: tNAA
 * 1.4, tCho 0.25 to 0.3, Ins 0.7 to 0.8, Glu 1.15, Gln 0.3, GSH 0.2). One spectrum in five is of an
 * altered brain, with less NAA, more choline, myo-inositol up or down, and lactate, so that a fit
 * that answers with its priors is found out.
 */
final class BrainPopulation {

  private static final double ALTERED = 0.2;

  private BrainPopulation() {}

  /** Draws concentrations, mmol/kg. */
  static Map<String, Double> draw(RandomStream random) {
    double totalCreatine = random.logNormal(8.0, 0.12);
    double creatineShare = random.uniform(0.45, 0.60);
    double totalCholine = random.logNormal(2.0, 0.20);
    double glycerophosphoShare = random.uniform(0.55, 0.85);
    Map<String, Double> amounts = new LinkedHashMap<>();
    amounts.put("NAA", random.logNormal(10.3, 0.15));
    amounts.put("NAAG", random.logNormal(1.3, 0.40));
    amounts.put("Cr", totalCreatine * creatineShare);
    amounts.put("PCr", totalCreatine * (1 - creatineShare));
    amounts.put("GPC", totalCholine * glycerophosphoShare);
    amounts.put("PCh", totalCholine * (1 - glycerophosphoShare));
    amounts.put("Ins", random.logNormal(6.0, 0.22));
    amounts.put("sIns", random.logNormal(0.35, 0.50));
    amounts.put("Glu", random.logNormal(9.0, 0.17));
    amounts.put("Gln", random.logNormal(2.7, 0.30));
    amounts.put("GSH", random.logNormal(1.6, 0.30));
    amounts.put("GABA", random.logNormal(1.3, 0.35));
    amounts.put("Asp", random.logNormal(2.2, 0.40));
    amounts.put("Tau", random.logNormal(1.3, 0.40));
    amounts.put("Lac", random.logNormal(0.7, 0.50));
    amounts.put("Ala", random.logNormal(0.3, 0.50));
    amounts.put("Asc", random.logNormal(1.0, 0.35));
    amounts.put("Glc", random.logNormal(1.0, 0.40));
    amounts.put("Gly", random.logNormal(0.6, 0.50));
    amounts.put("PE", random.logNormal(1.3, 0.40));
    if (random.uniform() < ALTERED) {
      alter(amounts, random);
    }
    return amounts;
  }

  private static void alter(Map<String, Double> amounts, RandomStream random) {
    double neurons = random.uniform(0.5, 0.9);
    double membranes = random.uniform(1.0, 1.9);
    multiply(amounts, "NAA", neurons);
    multiply(amounts, "NAAG", neurons);
    multiply(amounts, "GPC", membranes);
    multiply(amounts, "PCh", membranes);
    multiply(amounts, "Ins", random.uniform(0.7, 1.7));
    multiply(amounts, "Glu", random.uniform(0.7, 1.1));
    multiply(amounts, "Gln", random.uniform(0.8, 1.8));
    multiply(amounts, "Lac", random.uniform(1.0, 8.0));
  }

  private static void multiply(Map<String, Double> amounts, String name, double factor) {
    amounts.computeIfPresent(name, (key, amount) -> amount * factor);
  }
}
