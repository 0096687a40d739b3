package org.proviso.spectroscopy.read;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What LCModel found: the concentration table of a {@code .table} or {@code .coord} file, and the
 * curves of a {@code .coord} file (LCModel manual, section 11.2).
 *
 * @param rows the concentration table in its order
 * @param linewidthPpm LCModel's FWHM, ppm
 * @param signalToNoise LCModel's S/N
 * @param curves the curves; empty for a table
 */
record LcmodelResult(
    List<Row> rows,
    OptionalDouble linewidthPpm,
    OptionalDouble signalToNoise,
    Optional<Curves> curves) {

  /**
   * One line of the table.
   *
   * @param name metabolite or sum, such as {@code NAA+NAAG}
   * @param concentration in the file's unit
   * @param percentDeviation Cram&eacute;r-Rao bound, percent; 999 where nothing was found
   * @param ratio ratio to total creatine; 0 where the table prints none
   */
  public record Row(String name, double concentration, double percentDeviation, double ratio) {}

  /** Curves over one chemical-shift axis, all of the same length. */
  public static final class Curves {
    private final double[] ppm;
    private final double[] data;
    private final double[] fit;
    private final double[] baseline;

    Curves(double[] ppm, double[] data, double[] fit, double[] baseline) {
      this.ppm = ppm.clone();
      this.data = data.clone();
      this.fit = fit.clone();
      this.baseline = baseline.clone();
    }

    /** Chemical shift, falling. */
    public double[] ppm() {
      return ppm.clone();
    }

    /** Phased real spectrum. */
    public double[] data() {
      return data.clone();
    }

    /** Fit to the data. */
    public double[] fit() {
      return fit.clone();
    }

    /** Baseline. */
    public double[] baseline() {
      return baseline.clone();
    }

    /** Root mean square of data less fit. */
    public double residual() {
      double sum = 0;
      for (int i = 0; i < data.length; i++) {
        sum += (data[i] - fit[i]) * (data[i] - fit[i]);
      }
      return Math.sqrt(sum / data.length);
    }
  }

  /** Copies the list. */
  public LcmodelResult {
    rows = List.copyOf(rows);
  }

  /** A line of the table by name. */
  public Optional<Row> row(String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst();
  }
}
