package org.proviso.spectroscopy.yardstick.misfit;

import java.util.ArrayList;
import java.util.List;
import org.proviso.spectroscopy.yardstick.signal.BroadLine;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;

/**
 * Macromolecules with other lines, amounts and shapes than the nominal ones.
 *
 * <p>Half of the spectra have the thirteen lines that Birch and others (2017, Magn Reson Med 77:34)
 * found in nulled scans at 3 T, half the groups of the consensus (Cudalbu and others 2021, NMR
 * Biomed 34:e4393, table 1). Areas of the latter, which publications put far apart, are the
 * geometric mean of LCModel's priors and of what Bell and others (2024) fitted to the nulled scans
 * of Povazan and others (2015, NeuroImage 121:126); widths are those of Wilson and others (2011,
 * Magn Reson Med 65:1). Both have the weaker groups of the consensus near 2.56, 2.70, 3.21, 3.62
 * and 4.03 ppm.
 *
 * <p>Ranges: the whole has a coefficient of variation of 30 % between brains, each line of 30 %
 * more (age and tissue: Hofmann and others 2001, Marjanska and others 2018), a weak line of 100 %;
 * a line moves by 0.01 ppm (standard deviation), its width varies by 15 %, and up to half of the
 * width is Lorentzian.
 */
final class MacromoleculeMisfit implements Misfit {

  /** Area of the line at 0.9 ppm: that of the nominal macromolecules. */
  private static final double AREA_AT_09 = 24;

  private static final double VARIATION_OF_ALL = 0.30;
  private static final double VARIATION_OF_LINE = 0.30;
  private static final double VARIATION_OF_WEAK_LINE = 1.0;
  private static final double SHIFT_PPM = 0.01;
  private static final double VARIATION_OF_WIDTH = 0.15;

  /** A line: chemical shift in ppm, area in that of the line at 0.9 ppm, width in ppm. */
  private record Pattern(double ppm, double area, double width) {}

  private static Pattern birch(double ppm, double area, double hertz) {
    return new Pattern(ppm, area / 0.72, hertz / 128);
  }

  private static final List<Pattern> NULLED_AT_3_TESLA =
      List.of(
          birch(0.90, 0.72, 21.20),
          birch(1.21, 0.28, 19.16),
          birch(1.38, 0.38, 15.90),
          birch(1.63, 0.05, 7.50),
          birch(2.01, 0.45, 29.03),
          birch(2.09, 0.36, 20.53),
          birch(2.25, 0.36, 17.89),
          birch(2.61, 0.04, 5.30),
          birch(2.96, 0.20, 14.02),
          birch(3.11, 0.11, 17.89),
          birch(3.67, 0.64, 33.52),
          birch(3.80, 0.07, 11.85),
          birch(3.96, 1.00, 37.48));

  private static final List<Pattern> CONSENSUS_GROUPS =
      List.of(
          new Pattern(0.94, 1, 0.14),
          new Pattern(1.22, 0.29, 0.15),
          new Pattern(1.43, 0.70, 0.17),
          new Pattern(1.70, 0.44, 0.15),
          new Pattern(2.05, 1.18, 0.15),
          new Pattern(2.27, 0.47, 0.20),
          new Pattern(3.01, 0.42, 0.20),
          new Pattern(3.98, 1.55, 0.35));

  private static final List<Pattern> WEAK_GROUPS =
      List.of(
          new Pattern(2.56, 0.06, 0.12),
          new Pattern(2.70, 0.08, 0.15),
          new Pattern(3.21, 0.06, 0.12),
          new Pattern(3.62, 0.10, 0.15),
          new Pattern(4.03, 0.10, 0.15));

  @Override
  public String name() {
    return "macromolecules";
  }

  @Override
  public SpectrumModel apply(SpectrumModel model, RandomStream random) {
    List<Pattern> strong = random.uniform() < 0.5 ? NULLED_AT_3_TESLA : CONSENSUS_GROUPS;
    double all = random.logNormal(AREA_AT_09, VARIATION_OF_ALL);
    double lorentzian = random.uniform(0, 0.5);
    List<BroadLine> lines = new ArrayList<>();
    for (Pattern pattern : strong) {
      lines.add(line(pattern, all, VARIATION_OF_LINE, lorentzian, random));
    }
    for (Pattern pattern : WEAK_GROUPS) {
      lines.add(line(pattern, all, VARIATION_OF_WEAK_LINE, lorentzian, random));
    }
    return model.toBuilder().macromolecules(lines).build();
  }

  private static BroadLine line(
      Pattern pattern, double all, double variation, double lorentzian, RandomStream random) {
    double ppm = pattern.ppm() + random.normal(0, SHIFT_PPM);
    double area = random.logNormal(all * pattern.area(), variation);
    double hertz = random.logNormal(pattern.width(), VARIATION_OF_WIDTH) * Protocol.MEGAHERTZ;
    return new BroadLine(ppm, area, lorentzian * hertz, (1 - lorentzian) * hertz, 0);
  }
}
