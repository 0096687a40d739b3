package org.proviso.spectroscopy.yardstick.misfit;

import java.util.ArrayList;
import java.util.List;
import org.proviso.spectroscopy.yardstick.signal.BroadLine;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;

/**
 * A baseline that drifts: signal from outside the voxel and first points that the receiver spoils.
 *
 * <p>Ranges, chosen without a published distribution: four to seven lines of 0.5 to 1.6 ppm between
 * 0 and 4.4 ppm, each 5 % as high as the NAA line (standard deviation, either sign) and up to 20
 * degrees out of phase (standard deviation), and one line of 3 to 6 ppm at 8 % for the first
 * points.
 */
final class BaselineMisfit implements Misfit {

  private static final double NAA_AREA = 31.5;
  private static final double NAA_LINEWIDTH_HERTZ = 6;

  /** The integral of a Gaussian decay of unit width: the square root of ln 2 / &pi;. */
  private static final double HEIGHT_OF_GAUSSIAN = Math.sqrt(Math.log(2) / Math.PI);

  @Override
  public String name() {
    return "baseline";
  }

  @Override
  public SpectrumModel apply(SpectrumModel model, RandomStream random) {
    List<BroadLine> lines = new ArrayList<>();
    int count = 4 + random.below(4);
    for (int i = 0; i < count; i++) {
      lines.add(
          line(random.uniform(0, 4.4), random.normal(0, 0.05), random.uniform(0.5, 1.6), random));
    }
    lines.add(line(random.uniform(1, 5), random.normal(0, 0.08), random.uniform(3, 6), random));
    return model.toBuilder().baseline(lines).build();
  }

  /** A Gaussian line whose height is a share of that of the nominal NAA line. */
  private static BroadLine line(double ppm, double share, double widthPpm, RandomStream random) {
    double hertz = widthPpm * Protocol.MEGAHERTZ;
    double naaHeight = NAA_AREA / (Math.PI * NAA_LINEWIDTH_HERTZ);
    double area = share * naaHeight * hertz / HEIGHT_OF_GAUSSIAN;
    return new BroadLine(ppm, area, 0, hertz, Math.toRadians(random.normal(0, 20)));
  }
}
