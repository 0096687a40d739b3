package org.proviso.spectroscopy.yardstick.misfit;

import java.util.List;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;

/** One way in which real spectra differ from the nominal model. */
public interface Misfit {

  /** A few words for tables; also the purpose of the misfit's random numbers. */
  String name();

  /**
   * Applies the misfit.
   *
   * @param model the spectrum so far
   * @param random numbers of this misfit alone
   * @return the changed spectrum
   */
  SpectrumModel apply(SpectrumModel model, RandomStream random);

  /** Every misfit, in the order in which they are applied together. */
  static List<Misfit> all() {
    return List.of(
        new MacromoleculeMisfit(),
        new RelaxationMisfit(),
        new LineShapeMisfit(),
        new BaselineMisfit(),
        new MissingMetaboliteMisfit(),
        new EddyCurrentMisfit(),
        new ResidualWaterMisfit(),
        new LipidMisfit());
  }
}
