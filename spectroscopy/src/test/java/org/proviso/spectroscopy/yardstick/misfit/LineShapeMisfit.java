package org.proviso.spectroscopy.yardstick.misfit;

import java.util.ArrayList;
import java.util.List;
import org.proviso.spectroscopy.yardstick.signal.LineShape;
import org.proviso.spectroscopy.yardstick.signal.LineShape.Part;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;

/**
 * A shim of which parts of the voxel stand apart, and a scanner that drifts: lines with a shoulder,
 * skewed or flat-topped.
 *
 * <p>Ranges, chosen without a published distribution: one to three parts with 10 to 40 % of the
 * signal together, each off by 5 Hz (standard deviation; the second-order shim terms that a 3 T
 * scanner leaves over 2 cm, Juchem and de Graaf 2017, Anal Biochem 529:17), and a drift of up to 5
 * Hz, which gradient heating produces over a scan of a few minutes (Hui and others 2021, NeuroImage
 * 241:118430).
 */
final class LineShapeMisfit implements Misfit {

  private static final double OFFSET_HERTZ = 5;
  private static final double MOST_DRIFT_HERTZ = 5;

  @Override
  public String name() {
    return "line shape";
  }

  @Override
  public SpectrumModel apply(SpectrumModel model, RandomStream random) {
    int apart = 1 + random.below(3);
    double share = random.uniform(0.1, 0.4);
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(0, 1 - share));
    for (int i = 0; i < apart; i++) {
      parts.add(new Part(random.normal(0, OFFSET_HERTZ), share / apart));
    }
    LineShape plain = model.lineShape();
    return model.toBuilder()
        .lineShape(
            new LineShape(
                plain.lorentzHertz(),
                plain.gaussHertz(),
                parts,
                random.uniform(0, MOST_DRIFT_HERTZ)))
        .build();
  }
}
