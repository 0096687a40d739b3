package org.proviso.spectroscopy.yardstick.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.yardstick.fitter.FitAnswer;
import org.proviso.spectroscopy.yardstick.signal.NoiseLevel;
import org.proviso.spectroscopy.yardstick.signal.Target;

/** Scores by hand, and rows that survive the disk. */
class ScoreTest {

  private static final Map<Target, Double> TRUTHS =
      Map.of(Target.TNAA, 1.0, Target.TCHO, 0.2, Target.INS, 0.8, Target.GLX, 2.0);

  @TempDir private Path folder;

  @Test
  void threeAnswersAndARefusal() {
    List<ResultRow> rows =
        List.of(row(0, 1.1, 0.9, 1.3), row(1, 0.9, 0.8, 0.95), row(2, 1.3, 1.0, 1.6), refusal(3));

    Score score = Score.of(rows, Target.TNAA);

    assertThat(score.spectra()).isEqualTo(4);
    assertThat(score.failures()).isEqualTo(1);
    assertThat(score.bias()).isCloseTo(10, within(1e-9));
    assertThat(score.rootMeanSquare()).isCloseTo(Math.sqrt((100 + 100 + 900) / 3.0), within(1e-9));
    assertThat(score.biasError()).isCloseTo(Math.sqrt((0 + 400 + 400) / 6.0), within(1e-9));
    assertThat(score.coverage()).isCloseTo(200 / 3.0, within(1e-9));
    assertThat(score.medianWidth()).isCloseTo(40, within(1e-9));
  }

  @Test
  void nothingButRefusalsHasNoNumbers() {
    Score score = Score.of(List.of(refusal(0)), Target.INS);

    assertThat(score.failures()).isEqualTo(1);
    assertThat(score.bias()).isNaN();
  }

  @Test
  void anOpenIntervalCoversAndIsInfinitelyWide() {
    Score score =
        Score.of(
            List.of(row(0, 1.2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)), Target.TNAA);

    assertThat(score.coverage()).isEqualTo(100);
    assertThat(score.medianWidth()).isInfinite();
  }

  @Test
  void aFileGoesOnWhereItStopped() throws IOException {
    Path file = folder.resolve("results.csv");
    ResultsFile first = new ResultsFile(file);
    first.add(row(0, 1.1, 0.9, Double.POSITIVE_INFINITY));
    first.add(refusal(1));

    ResultsFile second = new ResultsFile(file);

    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(second.has("none", 1)).isTrue();
    assertThat(second.has("none", 2)).isFalse();
  }

  @Test
  void aLineThatIsNoResultIsNamed() {
    assertThatThrownBy(() -> ResultRow.fromCsv("none,1"))
        .hasMessageContaining("20 fields")
        .hasMessageContaining("none,1");
  }

  @Test
  void tablesHaveACellARow() {
    List<ResultRow> rows = List.of(row(0, 1.1, 0.9, 1.3), refusal(3));

    assertThat(ScoreTables.markdown("Title", rows, List.of("none", "lipids")))
        .contains("| none | 2 | 1 | +10.0 / 10.0 / 100 / 40 |")
        .doesNotContain("lipids");
    assertThat(ScoreTables.csv(rows, List.of("none")))
        .contains("none,ALL,tNAA,2,1,10.000,NaN,10.000,100.000,40.000");
  }

  private static ResultRow row(int index, double value, double lower, double upper) {
    return new ResultRow(
        "none",
        index,
        NoiseLevel.SNR_60,
        TRUTHS,
        Map.of(Target.TNAA, new FitAnswer.Estimate(value, lower, upper)),
        "");
  }

  private static ResultRow refusal(int index) {
    return new ResultRow("none", index, NoiseLevel.SNR_60, TRUTHS, Map.of(), "too noisy; no lines");
  }
}
