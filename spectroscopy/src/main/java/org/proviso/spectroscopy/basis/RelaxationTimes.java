package org.proviso.spectroscopy.basis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Published relaxation times of metabolites and of water at 3 T, and the widths of metabolite lines
 * (table {@code relaxation-times.tsv}, which names the sources). Times are in seconds.
 */
public final class RelaxationTimes {

  private static final RelaxationTimes STANDARD = load();

  private static final int WIDTH_COLUMN = 7;

  private final Map<String, Times> metabolites;
  private final Map<String, Double> lineWidths;
  private final Times other;
  private final Times water;
  private final Fluid fluid;

  private RelaxationTimes(
      Map<String, Times> metabolites,
      Map<String, Double> lineWidths,
      Times other,
      Times water,
      Fluid fluid) {
    this.metabolites = Collections.unmodifiableMap(metabolites);
    this.lineWidths = Collections.unmodifiableMap(lineWidths);
    this.other = other;
    this.water = water;
    this.fluid = fluid;
  }

  /**
   * Times in gray and white matter.
   *
   * @param t1Gray T1 in gray matter, s
   * @param t1White T1 in white matter, s
   * @param t2Gray T2 in gray matter, s
   * @param t2White T2 in white matter, s
   */
  public record Times(double t1Gray, double t1White, double t2Gray, double t2White) {

    /** T1 in a mixture: the mean weighted by the fraction of gray matter in both. */
    public double t1(double grayFraction) {
      return grayFraction * t1Gray + (1 - grayFraction) * t1White;
    }

    /** T2 in a mixture: the mean weighted by the fraction of gray matter in both. */
    public double t2(double grayFraction) {
      return grayFraction * t2Gray + (1 - grayFraction) * t2White;
    }
  }

  /**
   * Times of water in cerebrospinal fluid.
   *
   * @param t1 s
   * @param t2 s
   */
  public record Fluid(double t1, double t2) {}

  /** The table of this module. */
  public static RelaxationTimes standard() {
    return STANDARD;
  }

  /** Times of a metabolite, or the means of all where it is not listed. */
  public Times metabolite(String name) {
    return metabolites.getOrDefault(name, other);
  }

  /** Times of water in tissue. */
  public Times water() {
    return water;
  }

  /** Times of water in cerebrospinal fluid. */
  public Fluid fluid() {
    return fluid;
  }

  /** Width of an undisturbed line in tissue of equal parts of gray and white matter, Hz. */
  public double naturalWidthHertz(String name) {
    return 1 / (Math.PI * metabolite(name).t2(0.5));
  }

  /**
   * Width of the line as spectra in vivo show it, beyond what all lines share, Hz: measured for NAA
   * and choline, that of NAA for NAAG, the natural width for all others.
   */
  public double lineWidthHertz(String name) {
    return lineWidths.getOrDefault(name, naturalWidthHertz(name));
  }

  private static RelaxationTimes load() {
    Map<String, Times> all = new LinkedHashMap<>();
    Map<String, Double> lineWidths = new LinkedHashMap<>();
    Fluid fluid = new Fluid(Double.NaN, Double.NaN);
    for (List<String> row : TextTable.read(RelaxationTimes.class, "relaxation-times.tsv").rows()) {
      all.put(
          row.get(0),
          new Times(seconds(row, 1), seconds(row, 2), seconds(row, 3), seconds(row, 4)));
      if (row.size() > WIDTH_COLUMN) {
        lineWidths.put(row.get(0), Double.parseDouble(row.get(WIDTH_COLUMN)));
      }
      if (row.get(0).equals("water")) {
        fluid = new Fluid(seconds(row, 5), seconds(row, 6));
      }
    }
    Times other = all.remove("other");
    Times water = all.remove("water");
    if (other == null || water == null) {
      throw new IllegalStateException("the table of relaxation times lacks a row");
    }
    return new RelaxationTimes(all, lineWidths, other, water, fluid);
  }

  private static double seconds(List<String> row, int column) {
    return Double.parseDouble(row.get(column)) / 1000;
  }
}
