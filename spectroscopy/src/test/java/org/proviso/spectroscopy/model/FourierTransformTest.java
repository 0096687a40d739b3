package org.proviso.spectroscopy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transform against its definition. */
class FourierTransformTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 12, 16, 31, 60, 64, 100, 127})
  void forwardIsTheSumOfItsDefinition(int length) {
    double[] signal = noise(length);
    double[] transformed = signal.clone();

    FourierTransform.ofLength(length).forward(transformed);

    for (int k = 0; k < length; k++) {
      double real = 0;
      double imaginary = 0;
      for (int n = 0; n < length; n++) {
        double angle = -2 * Math.PI * k * n / length;
        real += signal[2 * n] * Math.cos(angle) - signal[2 * n + 1] * Math.sin(angle);
        imaginary += signal[2 * n] * Math.sin(angle) + signal[2 * n + 1] * Math.cos(angle);
      }
      assertThat(transformed[2 * k]).isCloseTo(real, within(1e-10 * length));
      assertThat(transformed[2 * k + 1]).isCloseTo(imaginary, within(1e-10 * length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 17, 1024, 4095})
  void timeSignalUndoesSpectrum(int length) {
    double[] signal = noise(length);

    double[] back = FourierTransform.timeSignal(FourierTransform.spectrum(signal));

    for (int i = 0; i < signal.length; i++) {
      assertThat(back[i]).isCloseTo(signal[i], within(1e-10));
    }
  }

  @Test
  void waterStandsLeftOfNaaInASpectrum() {
    double dwell = 1 / 2000.0;
    double[] signal = new double[2 * 2048];
    for (int n = 0; n < 2048; n++) {
      double water = 2 * Math.PI * ChemicalShift.toHertz(4.65, 4.65, 127.8) * n * dwell;
      double naa = 2 * Math.PI * ChemicalShift.toHertz(2.01, 4.65, 127.8) * n * dwell;
      double decay = Math.exp(-n * dwell * 10);
      signal[2 * n] = decay * (Math.cos(water) + 0.5 * Math.cos(naa));
      signal[2 * n + 1] = decay * (Math.sin(water) + 0.5 * Math.sin(naa));
    }
    double[] spectrum = FourierTransform.spectrum(signal);
    double[] ppm = ChemicalShift.axis(2048, dwell, 4.65, 127.8);

    int water = tallest(spectrum, 0, 1200);
    int naa = tallest(spectrum, 1200, 2048);

    assertThat(ppm[water]).isCloseTo(4.65, within(0.01));
    assertThat(ppm[naa]).isCloseTo(2.01, within(0.01));
    assertThat(water).isLessThan(naa);
  }

  @Test
  void lengthsOutOfRangeAreRejected() {
    assertThatThrownBy(() -> FourierTransform.ofLength(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FourierTransform.ofLength(FourierTransform.MAX_LENGTH + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int tallest(double[] spectrum, int from, int to) {
    int best = from;
    for (int i = from; i < to; i++) {
      if (Math.hypot(spectrum[2 * i], spectrum[2 * i + 1])
          > Math.hypot(spectrum[2 * best], spectrum[2 * best + 1])) {
        best = i;
      }
    }
    return best;
  }

  private static double[] noise(int length) {
    Random random = new Random(length);
    double[] values = new double[2 * length];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
