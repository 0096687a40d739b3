package org.proviso.spectroscopy.simulate;

import java.util.Arrays;
import org.proviso.spectroscopy.basis.Waveform;

/**
 * A simulated signal as undamped lines. The phase of a line is that at the echo.
 *
 * <p>Amplitudes add up to the number of protons at the echo when nothing has dephased. They follow
 * the sign convention of {@link org.proviso.spectroscopy.model.ChemicalShift}.
 */
public final class StickSpectrum implements Waveform {

  private final double spectrometerFrequency;
  private final double[] ppm;
  private final double[] real;
  private final double[] imaginary;

  StickSpectrum(double spectrometerFrequency, double[] ppm, double[] real, double[] imaginary) {
    this.spectrometerFrequency = spectrometerFrequency;
    this.ppm = ppm;
    this.real = real;
    this.imaginary = imaginary;
  }

  /** Number of lines. */
  public int lines() {
    return ppm.length;
  }

  /** Position of a line, ppm. */
  public double ppm(int line) {
    return ppm[line];
  }

  /** In-phase amplitude of a line, protons. */
  public double real(int line) {
    return real[line];
  }

  /** Out-of-phase amplitude of a line, protons. */
  public double imaginary(int line) {
    return imaginary[line];
  }

  /** Adds signals of one field, merging lines closer than a tolerance (weighted by magnitude). */
  static StickSpectrum sum(
      double spectrometerFrequency, Iterable<StickSpectrum> parts, double toleranceHertz) {
    int count = 0;
    for (StickSpectrum part : parts) {
      count += part.lines();
    }
    double[][] lines = new double[count][];
    int filled = 0;
    double largest = 0;
    for (StickSpectrum part : parts) {
      for (int i = 0; i < part.lines(); i++) {
        lines[filled++] = new double[] {part.ppm[i], part.real[i], part.imaginary[i]};
        largest = Math.max(largest, Math.hypot(part.real[i], part.imaginary[i]));
      }
    }
    Arrays.sort(lines, (a, b) -> Double.compare(a[0], b[0]));
    double tolerance = toleranceHertz / spectrometerFrequency;
    double[] ppm = new double[count];
    double[] real = new double[count];
    double[] imaginary = new double[count];
    int kept = 0;
    for (int i = 0; i < count; ) {
      double start = lines[i][0];
      double weight = 0;
      double centre = 0;
      double re = 0;
      double im = 0;
      while (i < count && lines[i][0] - start <= tolerance) {
        double magnitude = Math.hypot(lines[i][1], lines[i][2]);
        weight += magnitude;
        centre += magnitude * lines[i][0];
        re += lines[i][1];
        im += lines[i][2];
        i++;
      }
      // Forbidden transitions come out of the arithmetic as numbers of about 1e-17.
      if (Math.hypot(re, im) > 1e-10 * largest) {
        ppm[kept] = centre / weight;
        real[kept] = re;
        imaginary[kept] = im;
        kept++;
      }
    }
    return new StickSpectrum(
        spectrometerFrequency,
        Arrays.copyOf(ppm, kept),
        Arrays.copyOf(real, kept),
        Arrays.copyOf(imaginary, kept));
  }

  /** The lines with every amplitude divided by a complex number. */
  StickSpectrum dividedBy(double re, double im) {
    double norm = re * re + im * im;
    double[] newReal = new double[ppm.length];
    double[] newImaginary = new double[ppm.length];
    for (int i = 0; i < ppm.length; i++) {
      newReal[i] = (real[i] * re + imaginary[i] * im) / norm;
      newImaginary[i] = (imaginary[i] * re - real[i] * im) / norm;
    }
    return new StickSpectrum(spectrometerFrequency, ppm, newReal, newImaginary);
  }

  @Override
  public double[] render(int points, double dwellTime, double referencePpm, double frequency) {
    double[] signal = new double[2 * points];
    for (int line = 0; line < ppm.length; line++) {
      double angle = 2 * Math.PI * (referencePpm - ppm[line]) * spectrometerFrequency * dwellTime;
      double stepRe = Math.cos(angle);
      double stepIm = Math.sin(angle);
      double re = real[line];
      double im = imaginary[line];
      for (int n = 0; n < 2 * points; n += 2) {
        signal[n] += re;
        signal[n + 1] += im;
        double next = re * stepRe - im * stepIm;
        im = re * stepIm + im * stepRe;
        re = next;
      }
    }
    return signal;
  }
}
