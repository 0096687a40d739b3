package org.proviso.spectroscopy.simulate;

import org.proviso.spectroscopy.basis.Waveform;

/** The time signal of a sum of Gaussian lines, in phase at the echo. */
record GaussianLines(BroadComponent component) implements Waveform {

  @Override
  public double[] render(int points, double dwellTime, double referencePpm, double frequency) {
    double[] signal = new double[2 * points];
    for (BroadComponent.Line line : component.lines()) {
      double hertz = (referencePpm - line.ppm()) * frequency;
      double width = line.widthPpm() * frequency;
      // A Gaussian of full width w at half maximum decays as exp(-(pi w t)^2 / (4 ln 2)).
      double decay = Math.pow(Math.PI * width, 2) / (4 * Math.log(2));
      for (int n = 0; n < points; n++) {
        double time = n * dwellTime;
        double amplitude = line.protons() * Math.exp(-decay * time * time);
        signal[2 * n] += amplitude * Math.cos(2 * Math.PI * hertz * time);
        signal[2 * n + 1] += amplitude * Math.sin(2 * Math.PI * hertz * time);
      }
    }
    return signal;
  }
}
