package org.proviso.spectroscopy.yardstick.misfit;

import java.util.List;
import org.proviso.spectroscopy.yardstick.signal.EddyCurrent;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;

/**
 * Eddy currents: one that both scans share, which a correction by the water reference takes out,
 * and one of the metabolite scan alone, which is left.
 *
 * <p>Ranges, chosen without a published distribution: the shared one starts at 1 to 6 Hz of either
 * sign, the one left at 1.2 Hz (standard deviation); time constants from 10 to 100 ms (the range
 * over which preemphasis works: Klose 1990, Magn Reson Med 14:26).
 */
final class EddyCurrentMisfit implements Misfit {

  private static final double LEFT_HERTZ = 1.2;

  @Override
  public String name() {
    return "eddy currents";
  }

  @Override
  public SpectrumModel apply(SpectrumModel model, RandomStream random) {
    double sign = random.uniform() < 0.5 ? -1 : 1;
    EddyCurrent shared = decay(sign * random.uniform(1, 6), random);
    EddyCurrent left = decay(random.normal(0, LEFT_HERTZ), random);
    return model.toBuilder().sharedEddyCurrent(shared).ownEddyCurrent(left).build();
  }

  private static EddyCurrent decay(double hertz, RandomStream random) {
    return new EddyCurrent(List.of(new EddyCurrent.Part(hertz, random.logUniform(0.01, 0.1))));
  }
}
