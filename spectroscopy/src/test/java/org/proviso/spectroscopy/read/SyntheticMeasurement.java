package org.proviso.spectroscopy.read;

import java.util.List;
import java.util.Random;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.WaterSuppression;

/** Signals with known lines for tests. */
public final class SyntheticMeasurement {

  public static final double DWELL = 1 / 2000.0;
  public static final double FREQUENCY = 127.8;
  public static final int POINTS = 512;

  private SyntheticMeasurement() {}

  /** A damped line in the module's convention. */
  public static double[] line(
      int points, double ppm, double amplitude, double widthHertz, double phase) {
    double hertz = ChemicalShift.toHertz(ppm, ChemicalShift.WATER_PPM, FREQUENCY);
    double[] line = new double[2 * points];
    for (int n = 0; n < points; n++) {
      double decay = amplitude * Math.exp(-Math.PI * widthHertz * n * DWELL);
      double angle = 2 * Math.PI * hertz * n * DWELL + phase;
      line[2 * n] = decay * Math.cos(angle);
      line[2 * n + 1] = decay * Math.sin(angle);
    }
    return line;
  }

  public static double[] sum(double[]... signals) {
    double[] sum = new double[signals[0].length];
    for (double[] signal : signals) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += signal[i];
      }
    }
    return sum;
  }

  public static double[] noise(int points, double deviation, long seed) {
    Random random = new Random(seed);
    double[] noise = new double[2 * points];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = deviation * random.nextGaussian();
    }
    return noise;
  }

  /** NAA, creatine and choline with a little residual water. */
  public static double[] brain(int points) {
    return sum(
        line(points, 2.008, 100, 5, 0.2),
        line(points, 3.027, 60, 5, 0.2),
        line(points, 3.208, 20, 5, 0.2),
        line(points, 4.66, 40, 8, 1.0),
        noise(points, 0.05, 7));
  }

  public static MrsData data(double[] signal) {
    return MrsData.synthetic(
        ComplexSignal.of(signal.length / 2, List.of(), signal),
        Acquisition.of(DWELL, FREQUENCY)
            .with(3.0, 0.030, 2.0)
            .with(Sequence.named("PRESS"))
            .with(WaterSuppression.SUPPRESSED));
  }
}
