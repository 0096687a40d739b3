package org.proviso.spectroscopy.basis;

/**
 * A signal with additional Lorentzian broadening.
 *
 * @param waveform the signal
 * @param widthHertz full width at half maximum that is added
 */
public record DampedWaveform(Waveform waveform, double widthHertz) implements Waveform {

  @Override
  public double[] render(int points, double dwellTime, double referencePpm, double frequency) {
    double[] signal = waveform.render(points, dwellTime, referencePpm, frequency);
    for (int n = 0; n < points; n++) {
      double envelope = Math.exp(-Math.PI * widthHertz * n * dwellTime);
      signal[2 * n] *= envelope;
      signal[2 * n + 1] *= envelope;
    }
    return signal;
  }
}
