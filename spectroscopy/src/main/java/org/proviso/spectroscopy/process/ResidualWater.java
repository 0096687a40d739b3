package org.proviso.spectroscopy.process;

import java.util.Optional;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.process.Ledger.Constant;

/**
 * Step 6 of processing: what is left of water is taken off.
 *
 * @param rest the signal without it
 * @param amplitude of what was taken off, at the first point
 */
@SuppressWarnings("ArrayRecordComponent") // package-private carrier, never compared
record ResidualWater(double[] rest, double amplitude) {

  static ResidualWater of(
      double[] trace, Acquisition acquisition, ProcessingSettings settings, LedgerEntries entries) {
    double reach = settings.waterWindowPpm() * acquisition.spectrometerFrequency();
    double centre =
        ChemicalShift.toHertz(
            ChemicalShift.WATER_PPM,
            acquisition.referencePpm(),
            acquisition.spectrometerFrequency());
    Optional<DampedSinusoids> model =
        DampedSinusoids.find(trace, acquisition.dwellTime(), settings.waterComponents());
    if (model.isEmpty()) {
      entries.step(
          "Nuisance peak removal",
          "The signal could not be split into damped sinusoids; residual water was left in.",
          "Pijnappel 1992, J Magn Reson 97:122");
      return new ResidualWater(trace, 0);
    }
    double[] water = model.get().part(centre - reach, centre + reach, trace.length / 2);
    double[] rest = new double[trace.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = trace[i] - water[i];
    }
    entries.step(
        "Nuisance peak removal",
        "Damped sinusoids around water were taken off (HLSVD).",
        "Pijnappel 1992, J Magn Reson 97:122",
        new Constant("half width around 4.65 ppm", settings.waterWindowPpm(), "ppm"),
        new Constant("sinusoids in all", settings.waterComponents(), ""),
        new Constant("sinusoids taken off", model.get().count(centre - reach, centre + reach), ""),
        new Constant(
            "share of the signal's energy", Traces.energy(water) / Traces.energy(trace), ""));
    return new ResidualWater(rest, Math.hypot(water[0], water[1]));
  }
}
