package org.proviso.spectroscopy.basis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;

/**
 * Writes a basis set as LCModel reads it (Provencher, LCModel manual, section 8), so that another
 * program can fit with the same signals.
 */
public final class LcmodelBasisWriter {

  private static final int NUMBERS_IN_A_LINE = 6;

  private LcmodelBasisWriter() {}

  /**
   * Writes a set on one time axis.
   *
   * @param basis the set
   * @param points complex points of each signal, at least 2
   * @param dwellTime seconds
   * @param file file to create or replace
   * @throws IOException when the file system refuses
   */
  public static void write(BasisSet basis, int points, double dwellTime, Path file)
      throws IOException {
    StringBuilder text = new StringBuilder(" $SEQPAR\n FWHMBA = 0.013,\n");
    text.append(String.format(Locale.ROOT, " HZPPPM = %.6f", basis.spectrometerFrequency()));
    basis
        .echoTime()
        .ifPresent(
            echo -> text.append(String.format(Locale.ROOT, ",%n ECHOT = %.2f", echo * 1000)));
    basis
        .localization()
        .ifPresent(
            family -> text.append(String.format(Locale.ROOT, ",%n SEQ = '%s'", family.name())));
    text.append(
        String.format(
            Locale.ROOT,
            " $END%n $BASIS1%n IDBASI = '%s',%n FMTBAS = '(6E13.5)',%n BADELT = %.6e,%n"
                + " NDATAB = %d $END%n",
            basis.description(),
            dwellTime,
            points));
    for (BasisSignal signal : basis.signals()) {
      text.append(
          String.format(
              Locale.ROOT,
              " $NMUSED%n FILERAW = '%s' $END%n $BASIS%n ID = '%s',%n METABO = '%s',%n CONC = 1.,%n"
                  + " TRAMP = 1.,%n VOLUME = 1.,%n ISHIFT = 0 $END%n",
              signal.name(),
              signal.name(),
              signal.name()));
      double[] values =
          signal
              .waveform()
              .render(points, dwellTime, ChemicalShift.WATER_PPM, basis.spectrometerFrequency());
      FourierTransform.ofLength(points).forward(values);
      for (int i = 0; i < values.length; i++) {
        text.append(String.format(Locale.ROOT, "%13.5E", values[i]));
        if (i % NUMBERS_IN_A_LINE == NUMBERS_IN_A_LINE - 1 || i == values.length - 1) {
          text.append('\n');
        }
      }
    }
    Files.writeString(file, text, StandardCharsets.US_ASCII);
  }
}
