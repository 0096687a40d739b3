package org.proviso.spectroscopy.quality;

import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;

/**
 * Heights of the magnitude spectrum by band, before any fit.
 *
 * @param water largest magnitude from 4.3 to 5.1 ppm
 * @param metabolites largest magnitude from 0.2 to 4.0 ppm
 * @param noise typical magnitude outside of all proton signals
 */
record SignalBands(double water, double metabolites, double noise) {

  static SignalBands of(double[] signal, Acquisition acquisition) {
    int points = signal.length / 2;
    double[] work = signal.clone();
    // A few hertz of broadening keep the tails of truncation out of the bands.
    for (int n = 0; n < points; n++) {
      double envelope = Math.exp(-Math.PI * 3 * n * acquisition.dwellTime());
      work[2 * n] *= envelope;
      work[2 * n + 1] *= envelope;
    }
    double[] spectrum = FourierTransform.spectrum(work);
    double[] ppm =
        ChemicalShift.axis(
            points,
            acquisition.dwellTime(),
            acquisition.referencePpm(),
            acquisition.spectrometerFrequency());
    double water = 0;
    double metabolites = 0;
    double noise = 0;
    int silent = 0;
    for (int i = 0; i < points; i++) {
      double magnitude = Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]);
      if (ppm[i] > 4.3 && ppm[i] < 5.1) {
        water = Math.max(water, magnitude);
      } else if (ppm[i] > 0.2 && ppm[i] < 4.0) {
        metabolites = Math.max(metabolites, magnitude);
      } else if (ppm[i] < -1 || ppm[i] > 9.5) {
        noise += magnitude;
        silent++;
      }
    }
    return new SignalBands(water, metabolites, silent > 0 ? noise / silent : 0);
  }

  double waterToMetabolites() {
    return metabolites > 0 ? water / metabolites : Double.POSITIVE_INFINITY;
  }

  double waterToNoise() {
    return noise > 0 ? water / noise : Double.POSITIVE_INFINITY;
  }
}
