package org.proviso.spectroscopy.place;

import java.util.Optional;
import org.proviso.spectroscopy.model.ImageVolume;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;

/**
 * Shares of a voxel's volume by tissue, from probability maps.
 *
 * @param grey grey matter, 0 to 1
 * @param white white matter, 0 to 1
 * @param fluid cerebrospinal fluid, 0 to 1
 * @param unassigned share that no map claims, 0 to 1
 */
public record TissueFractions(double grey, double white, double fluid, double unassigned) {

  /** The box is sampled on a grid of about this spacing, mm. */
  private static final double GRID_MILLIMETRES = 1;

  /** Maps whose sum exceeds one by more than this are not probabilities. */
  private static final double EXCESS = 0.05;

  /**
   * Averages three maps over the box.
   *
   * @param voxel box
   * @param grey grey-matter probability, 0 to 1
   * @param white white-matter probability, 0 to 1
   * @param fluid cerebrospinal-fluid probability, 0 to 1
   * @return the fractions; empty when part of the box lies outside a map or the maps are no
   *     probabilities
   */
  public static Optional<TissueFractions> of(
      Voxel voxel, ImageVolume grey, ImageVolume white, ImageVolume fluid) {
    double[] edges = voxel.edges();
    int[] steps = new int[3];
    for (int i = 0; i < 3; i++) {
      steps[i] = Math.clamp((int) Math.ceil(edges[i] / GRID_MILLIMETRES), 1, 100);
    }
    double g = 0;
    double w = 0;
    double f = 0;
    for (int i = 0; i < steps[0]; i++) {
      for (int j = 0; j < steps[1]; j++) {
        for (int k = 0; k < steps[2]; k++) {
          Vector3 point =
              voxel
                  .centre()
                  .plus(voxel.firstAxis().times(offset(i, steps[0], edges[0])))
                  .plus(voxel.secondAxis().times(offset(j, steps[1], edges[1])))
                  .plus(voxel.thirdAxis().times(offset(k, steps[2], edges[2])));
          if (!grey.covers(point) || !white.covers(point) || !fluid.covers(point)) {
            return Optional.empty();
          }
          g += grey.sample(point);
          w += white.sample(point);
          f += fluid.sample(point);
        }
      }
    }
    double count = (double) steps[0] * steps[1] * steps[2];
    double sum = (g + w + f) / count;
    if (!(g >= 0 && w >= 0 && f >= 0 && sum <= 1 + EXCESS)) {
      return Optional.empty();
    }
    double scale = sum > 1 ? 1 / sum : 1;
    return Optional.of(
        new TissueFractions(
            g / count * scale, w / count * scale, f / count * scale, Math.max(0, 1 - sum)));
  }

  private static double offset(int index, int steps, double edge) {
    return ((index + 0.5) / steps - 0.5) * edge;
  }
}
