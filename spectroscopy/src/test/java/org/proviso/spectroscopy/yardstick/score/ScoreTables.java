package org.proviso.spectroscopy.yardstick.score;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.proviso.spectroscopy.yardstick.signal.NoiseLevel;
import org.proviso.spectroscopy.yardstick.signal.Target;

/** Scores as tables: Markdown for people, comma-separated values for programs. */
public final class ScoreTables {

  private ScoreTables() {}

  /**
   * One table over all noise levels and one for each.
   *
   * @param title what was scored
   * @param rows all rows of the run
   * @param cells cells in the order of the table; one without rows is left out
   */
  public static String markdown(String title, List<ResultRow> rows, List<String> cells) {
    StringBuilder text = new StringBuilder("# ").append(title).append("\n\n");
    text.append(
        "Ratios to total creatine, in percent of the truth: bias / root mean square error / "
            + "coverage of the 95 % interval / median width of the interval.\n");
    append("All noise levels", rows, cells, text);
    for (NoiseLevel level : NoiseLevel.values()) {
      append(
          "Signal-to-noise ratio " + Math.round(level.ratio()),
          rows.stream().filter(row -> row.noiseLevel() == level).toList(),
          cells,
          text);
    }
    return text.toString();
  }

  private static void append(
      String heading, List<ResultRow> rows, List<String> cells, StringBuilder text) {
    text.append("\n## ").append(heading).append("\n\n| cell | spectra | failures |");
    for (Target target : Target.values()) {
      text.append(' ').append(target.title()).append(" |");
    }
    text.append("\n|---|---|---|").append("---|".repeat(Target.values().length)).append('\n');
    for (String cell : cells) {
      List<ResultRow> ofCell = rows.stream().filter(row -> row.cell().equals(cell)).toList();
      if (ofCell.isEmpty()) {
        continue;
      }
      long failures = ofCell.stream().filter(row -> row.estimates().isEmpty()).count();
      text.append("| ").append(cell).append(" | ").append(ofCell.size());
      text.append(" | ").append(failures).append(" |");
      for (Target target : Target.values()) {
        Score score = Score.of(ofCell, target);
        text.append(
            String.format(
                Locale.ROOT,
                " %+.1f / %.1f / %.0f / %.0f |",
                score.bias(),
                score.rootMeanSquare(),
                score.coverage(),
                score.medianWidth()));
      }
      text.append('\n');
    }
  }

  /** A line for each cell, noise level ({@code ALL} for all of them) and target. */
  public static String csv(List<ResultRow> rows, List<String> cells) {
    StringBuilder text =
        new StringBuilder(
            "cell,noise,target,spectra,failures,bias,biasError,rootMeanSquare,coverage,"
                + "medianWidth\n");
    for (String cell : cells) {
      List<ResultRow> ofCell = rows.stream().filter(row -> row.cell().equals(cell)).toList();
      append(cell, Optional.empty(), ofCell, text);
      for (NoiseLevel level : NoiseLevel.values()) {
        append(cell, Optional.of(level), ofCell, text);
      }
    }
    return text.toString();
  }

  private static void append(
      String cell, Optional<NoiseLevel> level, List<ResultRow> ofCell, StringBuilder text) {
    List<ResultRow> rows =
        ofCell.stream().filter(row -> level.isEmpty() || row.noiseLevel() == level.get()).toList();
    if (rows.isEmpty()) {
      return;
    }
    for (Target target : Target.values()) {
      Score score = Score.of(rows, target);
      StringJoiner line = new StringJoiner(",", "", "\n");
      line.add(cell).add(level.map(NoiseLevel::name).orElse("ALL")).add(target.title());
      line.add(Integer.toString(score.spectra())).add(Integer.toString(score.failures()));
      for (double value :
          List.of(
              score.bias(),
              score.biasError(),
              score.rootMeanSquare(),
              score.coverage(),
              score.medianWidth())) {
        line.add(String.format(Locale.ROOT, "%.3f", value));
      }
      text.append(line);
    }
  }
}
