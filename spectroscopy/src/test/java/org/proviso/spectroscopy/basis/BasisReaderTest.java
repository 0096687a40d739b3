package org.proviso.spectroscopy.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.model.Sequence.Localization;

class BasisReaderTest {

  private static final int POINTS = 256;
  private static final double DWELL_TIME = 5e-4;

  @Test
  void aRotatedSpectrumWithAHalvedFirstPointComesBackAsItsTimeSignal() throws Exception {
    double[] signal = decay(2.01);
    BasisSet basis = BasisReader.parseLcModel(file(signal, 17, POINTS), "made.basis");
    assertThat(basis.spectrometerFrequency()).isEqualTo(123.2);
    assertThat(basis.echoTime()).hasValue(0.03);
    assertThat(basis.localization()).contains(Localization.PRESS);
    double[] read = basis.signals().getFirst().waveform().render(POINTS, DWELL_TIME, 4.65, 123.2);
    assertThat(basis.signals().getFirst().name()).isEqualTo("sIns");
    for (int i = 0; i < signal.length; i++) {
      assertThat(read[i]).isCloseTo(signal[i], within(1e-6));
    }
  }

  @Test
  void anotherDwellTimeIsReachedByInterpolation() throws Exception {
    BasisSet basis = BasisReader.parseLcModel(file(decay(2.01), 0, POINTS), "made.basis");
    double[] read = basis.signals().getFirst().waveform().render(300, 3.1e-4, 4.65, 123.2);
    for (int n = 0; n < 300; n++) {
      double t = n * 3.1e-4;
      double angle = 2 * Math.PI * (4.65 - 2.01) * 123.2 * t;
      assertThat(read[2 * n]).isCloseTo(Math.exp(-30 * t) * Math.cos(angle), within(1e-4));
      assertThat(read[2 * n + 1]).isCloseTo(Math.exp(-30 * t) * Math.sin(angle), within(1e-4));
    }
  }

  @Test
  void aFileCutShortSaysWhereAndIsNotRead() {
    String text = file(decay(2.01), 0, POINTS);
    assertThatThrownBy(
            () -> BasisReader.parseLcModel(text.substring(0, text.length() / 2), "short.basis"))
        .isInstanceOf(BasisFormatException.class)
        .hasMessageContaining("short.basis")
        .hasMessageContaining("cut short");
  }

  @Test
  void spectraThatAllLackTheirLastPointAreReadAndTheBasisSaysSo() throws Exception {
    double[] signal = decay(2.01);
    String whole = file(signal, 17, POINTS);
    String text = whole.substring(0, whole.lastIndexOf(" ", whole.lastIndexOf(" ") - 1));
    BasisSet basis = BasisReader.parseLcModel(text, "made.basis");
    double[] read = basis.signals().getFirst().waveform().render(POINTS, DWELL_TIME, 4.65, 123.2);
    for (int i = 0; i < signal.length; i++) {
      assertThat(read[i]).isCloseTo(signal[i], within(0.01));
    }
    assertThat(basis.description()).contains("lack their last point");
  }

  @Test
  void aLastPointThatOneSignalOfSeveralLacksIsACutFile() {
    String whole = file(decay(2.01), 17, POINTS);
    String second = whole.substring(whole.indexOf(" $BASIS\n")).replace("Scyllo", "NAA");
    String text = whole + second.substring(0, second.lastIndexOf(" ", second.lastIndexOf(" ") - 1));
    assertThatThrownBy(() -> BasisReader.parseLcModel(text, "short.basis"))
        .isInstanceOf(BasisFormatException.class)
        .hasMessageContaining("cut short");
  }

  @Test
  void anotherFileIsNotTakenForABasis() {
    assertThatThrownBy(() -> BasisReader.parseLcModel("hello", "letter.txt"))
        .isInstanceOf(BasisFormatException.class)
        .hasMessageContaining("no $BASIS block");
  }

  private static double[] decay(double ppm) {
    double[] signal = new double[2 * POINTS];
    for (int n = 0; n < POINTS; n++) {
      double t = n * DWELL_TIME;
      double angle = 2 * Math.PI * (4.65 - ppm) * 123.2 * t;
      signal[2 * n] = Math.exp(-30 * t) * Math.cos(angle);
      signal[2 * n + 1] = Math.exp(-30 * t) * Math.sin(angle);
    }
    return signal;
  }

  private static String file(double[] signal, int rotation, int points) {
    double[] spectrum = signal.clone();
    spectrum[0] *= 0.5;
    spectrum[1] *= 0.5;
    FourierTransform.ofLength(points).forward(spectrum);
    StringBuilder text =
        new StringBuilder(
            " $SEQPAR\n HZPPPM = 123.2,\n ECHOT = 30.,\n SEQ = 'PRESS'\n $END\n"
                + " $BASIS1\n FMTBAS = '(2E15.6)',\n BADELT = 5e-04,\n NDATAB = "
                + points
                + "\n $END\n $BASIS\n METABO = 'Scyllo',\n ISHIFT = "
                + -rotation
                + "\n $END\n");
    for (int k = 0; k < points; k++) {
      int at = 2 * Math.floorMod(k + rotation, points);
      text.append(String.format(Locale.ROOT, " %.12e %.12e%n", spectrum[at], spectrum[at + 1]));
    }
    return text.toString();
  }
}
