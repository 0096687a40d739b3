package org.proviso.spectroscopy.yardstick.fitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.yardstick.Cell;
import org.proviso.spectroscopy.yardstick.Yardstick;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.Target;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/** The adapters read what the programs write. How well a program fits is no test's business. */
class FittersTest {

  @TempDir private Path folder;

  @Test
  void aReportOfThisProgramIsRead() {
    FitAnswer answer =
        ProvisoFitter.answer(
            Map.of(
                "metabolites[0].name", "tNAA",
                "metabolites[0].ratioToTotalCreatine", "1.4",
                "metabolites[0].interval95[0]", "1.3",
                "metabolites[0].interval95[1]", "null",
                "metabolites[1].name", "Ins",
                "metabolites[1].ratioToTotalCreatine", "null"));

    assertThat(answer)
        .isEqualTo(
            new FitAnswer.Measured(
                Map.of(Target.TNAA, new FitAnswer.Estimate(1.4, 1.3, Double.POSITIVE_INFINITY))));
  }

  @Test
  void aTableOfLcmodelIsRead() {
    String table =
        """
        $$CONC  6 lines in following concentration table = NCONC+1
            Conc.  %SD /Cr+PCr  Metabolite
            5.000  10%   0.625 Ins
            1.351   4%   0.250 GPC+PCh
         1.1E+01    3%   1.306 NAA+NAAG
            8.000   4%   1.000 Cr+PCr
            0.000 999%   0.000 Glu+Gln
        """;

    FitAnswer.Measured answer = (FitAnswer.Measured) LcmodelTable.read(table);

    assertThat(answer.estimates()).hasSize(4);
    FitAnswer.Estimate naa = estimate(answer, Target.TNAA);
    assertThat(naa.value()).isEqualTo(1.306);
    assertThat(naa.upper() - naa.value()).isCloseTo(1.96 * 0.05 * 1.306, within(1e-12));
    assertThat(estimate(answer, Target.GLX).upper()).isInfinite();
    assertThat(LcmodelTable.read("")).isInstanceOf(FitAnswer.Refused.class);
  }

  @Test
  void thisProgramAnswersASpectrumWithoutMisfit() throws IOException {
    assertThat(new ProvisoFitter().fit(spectrum(), folder)).isInstanceOf(FitAnswer.Measured.class);
  }

  @Test
  void lcmodelFindsTheTruthOfASpectrumWithoutMisfit() throws IOException {
    Optional<Fitter> lcmodel = LcmodelFitter.find(Protocol.press30());
    assumeTrue(
        lcmodel.isPresent(),
        "LCModel is not here: set " + LcmodelFitter.VARIABLE + " to its executable");

    YardstickSpectrum spectrum = spectrum();
    FitAnswer.Measured answer = (FitAnswer.Measured) lcmodel.get().fit(spectrum, folder);

    FitAnswer.Estimate naa = estimate(answer, Target.TNAA);
    assertThat(naa.value() / spectrum.truth().ratio(Target.TNAA)).isCloseTo(1, within(0.1));
  }

  private static FitAnswer.Estimate estimate(FitAnswer.Measured answer, Target target) {
    return Optional.ofNullable(answer.estimates().get(target)).orElseThrow();
  }

  private static YardstickSpectrum spectrum() {
    return new Yardstick(Protocol.press30()).spectrum(0, Cell.all().getFirst(), 2);
  }
}
