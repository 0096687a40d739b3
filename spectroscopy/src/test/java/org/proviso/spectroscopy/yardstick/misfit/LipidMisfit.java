package org.proviso.spectroscopy.yardstick.misfit;

import java.util.ArrayList;
import java.util.List;
import org.proviso.spectroscopy.yardstick.signal.BroadLine;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;

/**
 * Lipids of the scalp, from outside the voxel: their phase and frequency are their own.
 *
 * <p>Positions and widths as LCModel and TARQUIN simulate lipids (Wilson and others 2011, Magn
 * Reson Med 65:1), with the glycerol and allylic lines of fat (Hamilton and others 2011, NMR Biomed
 * 24:784). Ranges, chosen without a published distribution: the methylene line has from a quarter
 * of to four times the area of the NAA line; the phase spreads by 40 degrees, the frequency by 0.03
 * ppm (standard deviations).
 */
final class LipidMisfit implements Misfit {

  private static final double PHASE_DEGREES = 40;
  private static final double SHIFT_PPM = 0.03;

  @Override
  public String name() {
    return "lipids";
  }

  @Override
  public SpectrumModel apply(SpectrumModel model, RandomStream random) {
    double methylene = random.logUniform(8, 120);
    double phase = Math.toRadians(random.normal(0, PHASE_DEGREES));
    double shift = random.normal(0, SHIFT_PPM);
    double narrow = random.uniform(0.3, 0.7);
    double allylic = methylene * random.uniform(0.05, 0.15);
    List<BroadLine> lines = new ArrayList<>();
    lines.add(line(0.89 + shift, methylene * random.uniform(0.2, 0.5), 0.14, phase));
    lines.add(line(1.28 + shift, methylene * (1 - narrow), 0.15, phase));
    lines.add(line(1.28 + shift, methylene * narrow, 0.089, phase));
    lines.add(line(2.04 + shift, allylic, 0.15, phase));
    lines.add(line(2.25 + shift, allylic / 2, 0.15, phase));
    lines.add(line(2.80 + shift, methylene * random.uniform(0, 0.05), 0.20, phase));
    lines.add(line(5.30 + shift, methylene * random.uniform(0.02, 0.10), 0.20, phase));
    return model.toBuilder().lipids(lines).build();
  }

  private static BroadLine line(double ppm, double area, double widthPpm, double phase) {
    return new BroadLine(ppm, area, 0, widthPpm * Protocol.MEGAHERTZ, phase);
  }
}
