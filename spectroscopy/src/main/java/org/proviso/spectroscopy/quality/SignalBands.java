package org.proviso.spectroscopy.quality;

import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;

/**
 * Heights of the magnitude spectrum by band, before any fit.
 *
 * @param water largest magnitude from 4.3 to 5.1 ppm
 * @param metabolites height of the tallest peak from 1.8 to 3.6 ppm over its surroundings, so that
 *     the foot of water does not count
 * @param lipids largest magnitude from 0.7 to 1.7 ppm
 * @param noise typical magnitude outside of all proton signals
 */
record SignalBands(double water, double metabolites, double lipids, double noise) {

  private static final double SURROUNDINGS_PPM = 0.15;

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
    double lipids = 0;
    double noise = 0;
    int silent = 0;
    for (int i = 0; i < points; i++) {
      double magnitude = Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]);
      if (ppm[i] > 4.3 && ppm[i] < 5.1) {
        water = Math.max(water, magnitude);
      } else if (ppm[i] > 1.8 && ppm[i] < 3.6) {
        metabolites = Math.max(metabolites, magnitude - lowestAround(spectrum, ppm, i));
      } else if (ppm[i] > 0.7 && ppm[i] < 1.7) {
        lipids = Math.max(lipids, magnitude);
      } else if (ppm[i] < -1 || ppm[i] > 9.5) {
        noise += magnitude;
        silent++;
      }
    }
    return new SignalBands(water, metabolites, lipids, silent > 0 ? noise / silent : 0);
  }

  private static double lowestAround(double[] spectrum, double[] ppm, int centre) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = centre; i >= 0 && ppm[i] - ppm[centre] < SURROUNDINGS_PPM; i--) {
      lowest = Math.min(lowest, Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]));
    }
    double other = Double.POSITIVE_INFINITY;
    for (int i = centre; i < ppm.length && ppm[centre] - ppm[i] < SURROUNDINGS_PPM; i++) {
      other = Math.min(other, Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]));
    }
    // A slope has its lowest point on one side only; a peak stands out on both.
    return Math.max(lowest, other);
  }

  double waterToMetabolites() {
    return metabolites > 0 ? water / metabolites : Double.POSITIVE_INFINITY;
  }

  double lipidsToMetabolites() {
    return metabolites > 0 ? lipids / metabolites : Double.POSITIVE_INFINITY;
  }

  double waterToNoise() {
    return noise > 0 ? water / noise : Double.POSITIVE_INFINITY;
  }
}
