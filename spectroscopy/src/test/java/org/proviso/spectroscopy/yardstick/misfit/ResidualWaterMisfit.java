package org.proviso.spectroscopy.yardstick.misfit;

import java.util.ArrayList;
import java.util.List;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.yardstick.signal.BroadLine;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;

/**
 * Water that suppression left: several lines whose phases have nothing to do with each other.
 *
 * <p>Ranges: 0.05 to 2 % of the tissue water, as good and poor suppression leave (Tkac and others
 * 2021, NMR Biomed 34:e4459), in three to five lines of 3 to 20 Hz within 0.06 ppm (standard
 * deviation) of water.
 */
final class ResidualWaterMisfit implements Misfit {

  private static final double SPREAD_PPM = 0.06;

  /** Signal of tissue water at the nominal echo, protons times mmol/kg. */
  private static final double TISSUE_WATER = 50_000;

  @Override
  public String name() {
    return "residual water";
  }

  @Override
  public SpectrumModel apply(SpectrumModel model, RandomStream random) {
    double left = TISSUE_WATER * random.logUniform(0.0005, 0.02);
    int count = 3 + random.below(3);
    List<BroadLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(
          new BroadLine(
              random.normal(ChemicalShift.WATER_PPM, SPREAD_PPM),
              left / count,
              random.uniform(3, 20),
              random.uniform(0, 5),
              random.uniform(-Math.PI, Math.PI)));
    }
    return model.toBuilder().residualWater(lines).build();
  }
}
