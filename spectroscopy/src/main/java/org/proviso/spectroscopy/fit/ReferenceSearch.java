package org.proviso.spectroscopy.fit;

import java.util.ArrayList;
import java.util.List;
import org.proviso.spectroscopy.model.FourierTransform;

/**
 * Finds the offset of the chemical-shift axis and the phase by matched filters for NAA, creatine
 * and choline: the correlation with a template at every offset is one Fourier transform.
 */
final class ReferenceSearch {

  /** Offsets up to here are looked at, ppm. */
  static final double RANGE_PPM = 0.4;

  /** Offsets closer than this belong to the same peak of the score, ppm. */
  private static final double NEIGHBOUR_PPM = 0.06;

  private static final int STARTS = 3;

  /** A start with less than this part of the best score is not tried. */
  private static final double WORTH_TRYING = 0.6;

  // Lipids, macromolecules and the baseline have decayed after this time.
  private static final double FROM_SECONDS = 0.012;
  private static final double TEMPLATE_WIDTH_HERTZ = 4;

  private final List<double[]> templates = new ArrayList<>();
  private final int points;
  private final double dwellTime;
  private final double frequency;

  /**
   * A search with given templates.
   *
   * @param signals undamped or little damped time signals, interleaved
   */
  ReferenceSearch(List<double[]> signals, int points, double dwellTime, double frequency) {
    this.points = points;
    this.dwellTime = dwellTime;
    this.frequency = frequency;
    for (double[] signal : signals) {
      double[] template = new double[2 * points];
      double norm = 0;
      for (int n = (int) Math.ceil(FROM_SECONDS / dwellTime); n < points; n++) {
        double decay = Math.exp(-Math.PI * TEMPLATE_WIDTH_HERTZ * n * dwellTime);
        template[2 * n] = signal[2 * n] * decay;
        template[2 * n + 1] = signal[2 * n + 1] * decay;
        norm += template[2 * n] * template[2 * n] + template[2 * n + 1] * template[2 * n + 1];
      }
      if (norm > 0) {
        double scale = 1 / Math.sqrt(norm);
        for (int i = 0; i < template.length; i++) {
          template[i] *= scale;
        }
        templates.add(template);
      }
    }
  }

  /**
   * An offset to start a fit from.
   *
   * @param shiftHertz frequency that the data have too much
   * @param phase phase of the data at that offset, radians
   */
  record Start(double shiftHertz, double phase) {}

  /**
   * What was found.
   *
   * @param starts the best offsets, best first, none next to another
   * @param estimate for the result
   */
  record Match(List<Start> starts, ReferenceEstimate estimate) {}

  Match search(double[] signal, double noise) {
    int length = 1;
    while (length < 4 * points) {
      length *= 2;
    }
    FourierTransform transform = FourierTransform.ofLength(length);
    double[] power = new double[length];
    double[] sum = new double[2 * length];
    for (double[] template : templates) {
      double[] product = new double[2 * length];
      for (int n = 0; n < points; n++) {
        double a = signal[2 * n];
        double b = signal[2 * n + 1];
        double c = template[2 * n];
        double d = template[2 * n + 1];
        product[2 * n] = a * c + b * d;
        product[2 * n + 1] = b * c - a * d;
      }
      transform.forward(product);
      for (int k = 0; k < length; k++) {
        power[k] += product[2 * k] * product[2 * k] + product[2 * k + 1] * product[2 * k + 1];
        sum[2 * k] += product[2 * k];
        sum[2 * k + 1] += product[2 * k + 1];
      }
    }
    double step = 1 / (length * dwellTime);
    int reach = (int) Math.ceil(RANGE_PPM * frequency / step);
    int neighbour = (int) Math.ceil(NEIGHBOUR_PPM * frequency / step);
    List<Integer> found = new ArrayList<>();
    List<Start> starts = new ArrayList<>();
    double first = 0;
    double second = 0;
    for (int rank = 0; rank < STARTS; rank++) {
      int best = 0;
      double bestPower = -1;
      for (int k = -reach; k <= reach; k++) {
        double value = power[Math.floorMod(k, length)];
        if (value > bestPower && apart(k, found, neighbour)) {
          bestPower = value;
          best = k;
        }
      }
      if (rank == 0) {
        first = bestPower;
      } else if (rank == 1) {
        second = bestPower;
      }
      if (bestPower > WORTH_TRYING * first) {
        int at = 2 * Math.floorMod(best, length);
        starts.add(new Start(best * step, Math.atan2(sum[at + 1], sum[at])));
      }
      found.add(best);
    }
    return new Match(
        starts,
        new ReferenceEstimate(
            -starts.getFirst().shiftHertz() / frequency,
            second > 0 ? first / second : Double.POSITIVE_INFINITY,
            noise > 0 ? Math.sqrt(first / Math.max(1, templates.size())) / noise : 0));
  }

  private static boolean apart(int offset, List<Integer> others, int distance) {
    for (int other : others) {
      if (Math.abs(offset - other) <= distance) {
        return false;
      }
    }
    return true;
  }
}
