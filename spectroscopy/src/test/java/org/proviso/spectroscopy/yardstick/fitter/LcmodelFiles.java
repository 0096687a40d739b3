package org.proviso.spectroscopy.yardstick.fitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.spin.Metabolite;
import org.proviso.spectroscopy.yardstick.spin.Moiety;
import org.proviso.spectroscopy.yardstick.spin.PublishedSpinSystems;
import org.proviso.spectroscopy.yardstick.spin.SpinSimulation;

/**
 * LCModel's input (Provencher, LCModel and LCMgui user's manual, sections 5 and 8): control, time
 * data and basis. The rotation is that of NIfTI-MRS.
 */
final class LcmodelFiles {

  /** Number of values in a line of the basis, as its format says. */
  private static final int COLUMNS = 6;

  /**
   * Points that LCModel is given: the first 0.5 s, as Philips scanners record by default. After
   * that the signal is below a thousandth; LCModel takes a third of the time.
   */
  private static final int POINTS = 1024;

  /** Width of the basis lines, ppm: LCModel's default for FWHMBA. */
  private static final double BASIS_WIDTH_PPM = 0.013;

  private LcmodelFiles() {}

  /** The control file of a fit in a folder that holds {@code data.raw}, {@code data.h2o}. */
  static String control(Protocol protocol, String basis) {
    return String.join(
        "\n",
        " $LCMODL",
        // The key that the author published when he made the program free.
        " key=210387309",
        " title='yardstick'",
        " nunfil=" + POINTS,
        " deltat=" + Protocol.DWELL_TIME,
        " hzpppm=" + Protocol.MEGAHERTZ,
        " echot=" + echoMilliseconds(protocol),
        " doecc=T",
        " lps=0",
        " ltable=7",
        " filbas='" + basis + "'",
        " filraw='data.raw'",
        " filh2o='data.h2o'",
        " filtab='result.table'",
        " $END",
        "");
  }

  private static String echoMilliseconds(Protocol protocol) {
    return String.format(Locale.ROOT, "%.2f", protocol.sequence().echoTime() * 1000);
  }

  /** A measurement as time data. */
  static String raw(MrsData data, String id) {
    StringBuilder text =
        new StringBuilder(
            " $NMID\n id='" + id + "', fmtdat='(2E15.6)'\n volume=1\n tramp=1\n $END\n");
    double[] values = data.signal().trace(0);
    for (int point = 0; point < POINTS; point++) {
      text.append(
          String.format(Locale.ROOT, "%15.6E%15.6E%n", values[2 * point], values[2 * point + 1]));
    }
    return text.toString();
  }

  /**
   * The basis that a site would make for the protocol: every metabolite of the brain, from the
   * published shifts and couplings. Macromolecules and lipids are LCModel's own.
   */
  static String basis(Protocol protocol) {
    StringBuilder text =
        new StringBuilder()
            .append(" $SEQPAR\n FWHMBA=")
            .append(BASIS_WIDTH_PPM)
            .append(",\n HZPPPM=")
            .append(Protocol.MEGAHERTZ)
            .append(",\n ECHOT=")
            .append(echoMilliseconds(protocol))
            .append(",\n SEQ='")
            .append(sequence(protocol))
            .append("' $END\n $BASIS1\n IDBASI='yardstick', FMTBAS='(6E13.5)',\n BADELT=")
            .append(Protocol.DWELL_TIME)
            .append(",\n NDATAB=")
            .append(2 * POINTS)
            .append(" $END\n");
    SpinSimulation spins =
        new SpinSimulation(protocol.sequence(), Protocol.MEGAHERTZ, ChemicalShift.WATER_PPM);
    for (Metabolite metabolite : PublishedSpinSystems.brain()) {
      String name = lcmodelName(metabolite.name());
      text.append(" $BASIS\n ID='").append(name).append("', METABO='").append(name);
      text.append("', CONC=1., TRAMP=1., VOLUME=1., ISHIFT=0 $END\n");
      append(spectrum(metabolite, spins), text);
    }
    return text.toString();
  }

  /** LCModel knows two sequences and refuses a mixture of them. */
  private static String sequence(Protocol protocol) {
    return protocol.sequence().name().equals("STEAM") ? "STEAM" : "PRESS";
  }

  private static String lcmodelName(String name) {
    return name.equals("sIns") ? "Scyllo" : name;
  }

  /** Zero-filled to twice its length, zero frequency first. */
  private static double[] spectrum(Metabolite metabolite, SpinSimulation spins) {
    List<SpinSimulation.Line> lines = new ArrayList<>();
    for (Moiety moiety : metabolite.moieties()) {
      lines.addAll(spins.lines(moiety));
    }
    double[] signal = SpinSimulation.signal(lines, POINTS, Protocol.DWELL_TIME);
    double[] filled = new double[2 * signal.length];
    for (int point = 0; point < POINTS; point++) {
      double t = point * Protocol.DWELL_TIME;
      double decay = Math.exp(-Math.PI * BASIS_WIDTH_PPM * Protocol.MEGAHERTZ * t);
      filled[2 * point] = signal[2 * point] * decay;
      filled[2 * point + 1] = signal[2 * point + 1] * decay;
    }
    FourierTransform.ofLength(2 * POINTS).forward(filled);
    return filled;
  }

  private static void append(double[] values, StringBuilder text) {
    for (int i = 0; i < values.length; i++) {
      text.append(String.format(Locale.ROOT, "%13.5E", values[i]));
      if (i % COLUMNS == COLUMNS - 1 || i == values.length - 1) {
        text.append('\n');
      }
    }
  }
}
