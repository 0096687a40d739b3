package org.proviso.spectroscopy.simulate;

import org.proviso.spectroscopy.basis.Waveform;

/** A signal in another unit of amplitude. */
record ScaledWaveform(Waveform waveform, double factor) implements Waveform {

  @Override
  public double[] render(int points, double dwellTime, double referencePpm, double frequency) {
    double[] signal = waveform.render(points, dwellTime, referencePpm, frequency);
    for (int i = 0; i < signal.length; i++) {
      signal[i] *= factor;
    }
    return signal;
  }
}
