package org.proviso.spectroscopy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.read.LcmodelResultReader.Outcome;
import org.proviso.spectroscopy.read.Refusal.Reason;

/** Reference answers are read as they are printed. */
class LcmodelResultReaderTest {

  private static final Path ROOT =
      Path.of(System.getProperty("proviso.root", "."), "..", "shared", "mrs").normalize();

  private static final String COORD =
      """
       LCModel (Version 6.3)
       2 lines in following concentration table = NCONC+1
          Conc.  %SD /Cr+PCr  Metabolite
       2.88E-02  88%   0.115 2HG
          0.251   3%   1.000 Cr+PCr
         6 lines in following misc. output table
        FWHM = 0.043 ppm    S/N =  13
        3 points on ppm-axis = NY
        4.0 3.0
        2.0
       NY phased data points follow
        1 2 3
       NY points of the fit to the data follow
        1 2 4
       NY background values follow
        0 0 0
      """;

  @TempDir private Path folder;

  @Test
  void tableAndCurves() throws IOException {
    LcmodelResult result = found(Files.writeString(folder.resolve("x"), COORD));

    assertThat(result.rows()).hasSize(2);
    assertThat(result.row("2HG").orElseThrow().concentration()).isEqualTo(0.0288);
    assertThat(result.row("Cr+PCr").orElseThrow().percentDeviation()).isEqualTo(3);
    assertThat(result.linewidthPpm()).hasValue(0.043);
    assertThat(result.signalToNoise()).hasValue(13);
    assertThat(result.curves().orElseThrow().ppm()).containsExactly(4, 3, 2);
    assertThat(result.curves().orElseThrow().residual())
        .isCloseTo(Math.sqrt(1 / 3.0), within(1e-12));
  }

  @Test
  void aResultCutShortIsRefused() throws IOException {
    Path cut =
        Files.writeString(folder.resolve("x"), COORD.substring(0, COORD.indexOf("NY background")));
    Path other = Files.writeString(folder.resolve("y"), "nothing of LCModel\n");

    assertThat(refused(cut)).isEqualTo(Reason.TRUNCATED);
    assertThat(refused(other)).isEqualTo(Reason.UNKNOWN_FORMAT);
  }

  @Test
  void realAnswersAreThoseOfTheirReadme() {
    assumeTrue(Files.isDirectory(ROOT), "real spectroscopy data are not at " + ROOT);

    LcmodelResult philips = found(ROOT.resolve("philips_press_te30/3t.table"));
    assertThat(philips.row("NAA+NAAG").orElseThrow().ratio()).isEqualTo(1.306);
    LcmodelResult tumour = found(ROOT.resolve("tumour/svs_97.COORD"));
    assertThat(tumour.row("GPC+PCh").orElseThrow().ratio()).isEqualTo(0.457);
    assertThat(tumour.curves().orElseThrow().ppm()).hasSize(799);
  }

  private static LcmodelResult found(Path file) {
    return switch (LcmodelResultReader.read(file)) {
      case Outcome.Found found -> found.result();
      case Outcome.Refused refused -> throw new AssertionError(refused.refusal().text());
    };
  }

  private static Reason refused(Path file) {
    return switch (LcmodelResultReader.read(file)) {
      case Outcome.Found found -> throw new AssertionError("read " + file);
      case Outcome.Refused refused -> refused.refusal().reason();
    };
  }
}
