package org.proviso.spectroscopy.basis;

/**
 * A signal known at equal time steps. Another time axis is reached by polynomial interpolation of
 * the signal turned to the middle of the metabolite band, where it changes slowly; another field of
 * the same nominal strength by stretching time, which keeps chemical shifts in ppm.
 */
final class SampledWaveform implements Waveform {

  /** Middle of the band of interest, ppm. */
  private static final double CENTRE_PPM = 2.6;

  /** Points of the interpolating polynomial. */
  private static final int ORDER = 12;

  private final double[] samples;
  private final double dwellTime;
  private final double referencePpm;
  private final double frequency;

  /**
   * A sampled signal.
   *
   * @param samples interleaved; kept, not copied
   * @param dwellTime seconds
   * @param referencePpm chemical shift at zero frequency
   * @param frequency MHz
   */
  SampledWaveform(double[] samples, double dwellTime, double referencePpm, double frequency) {
    this.samples = samples;
    this.dwellTime = dwellTime;
    this.referencePpm = referencePpm;
    this.frequency = frequency;
  }

  @Override
  public double[] render(
      int points, double newDwellTime, double newReferencePpm, double newFrequency) {
    double stretch = newFrequency / frequency;
    double[] rendered = new double[2 * points];
    int known = samples.length / 2;
    boolean sameAxis = Math.abs(newDwellTime * stretch / dwellTime - 1) < 1e-9;
    if (sameAxis) {
      System.arraycopy(samples, 0, rendered, 0, 2 * Math.min(points, known));
    } else {
      interpolate(rendered, newDwellTime * stretch / dwellTime);
    }
    double hertz = (newReferencePpm - referencePpm) * newFrequency;
    if (hertz != 0) {
      turn(rendered, 2 * Math.PI * hertz * newDwellTime);
    }
    return rendered;
  }

  private void interpolate(double[] rendered, double ratio) {
    double angle = 2 * Math.PI * (referencePpm - CENTRE_PPM) * frequency * dwellTime;
    double[] slow = samples.clone();
    turn(slow, -angle);
    int known = slow.length / 2;
    int order = Math.min(ORDER, known);
    for (int n = 0; n < rendered.length / 2; n++) {
      double position = n * ratio;
      if (position > known - 1) {
        break;
      }
      // At the ends the window is one-sided: the signal does not exist before the echo.
      int first = (int) Math.floor(position) - order / 2 + 1;
      first = Math.max(0, Math.min(first, known - order));
      double re = 0;
      double im = 0;
      for (int i = first; i < first + order; i++) {
        double weight = 1;
        for (int j = first; j < first + order; j++) {
          if (j != i) {
            weight *= (position - j) / (i - j);
          }
        }
        re += weight * slow[2 * i];
        im += weight * slow[2 * i + 1];
      }
      rendered[2 * n] = re;
      rendered[2 * n + 1] = im;
    }
    turn(rendered, angle * ratio);
  }

  private static void turn(double[] signal, double anglePerPoint) {
    for (int n = 0; n < signal.length / 2; n++) {
      double cos = Math.cos(anglePerPoint * n);
      double sin = Math.sin(anglePerPoint * n);
      double re = signal[2 * n];
      double im = signal[2 * n + 1];
      signal[2 * n] = re * cos - im * sin;
      signal[2 * n + 1] = re * sin + im * cos;
    }
  }
}
