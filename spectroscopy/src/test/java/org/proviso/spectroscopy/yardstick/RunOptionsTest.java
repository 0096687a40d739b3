package org.proviso.spectroscopy.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line of a run. */
class RunOptionsTest {

  @Test
  void fullSizeIsTheDefault() {
    RunOptions options =
        RunOptions.parse("--fitter", "proviso", "--seed", "2", "--results", "r.csv");

    assertThat(Cell.all()).allMatch(options::includes);
    assertThat(options.spectraOf(Cell.all().getFirst())).isEqualTo(300);
    assertThat(options.spectraOf(Cell.all().getLast())).isEqualTo(1000);
  }

  @Test
  void cellsCanBeChosen() {
    RunOptions options =
        RunOptions.parse(
            "--fitter",
            "lcmodel",
            "--seed",
            "1",
            "--results",
            "r.csv",
            "--cells",
            "none,all together",
            "--spectra",
            "9");

    assertThat(options.cells()).isEqualTo(List.of("none", "all together"));
    assertThat(options.includes(Cell.all().get(1))).isFalse();
    assertThat(options.spectraOf(Cell.all().getFirst())).isEqualTo(9);
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> RunOptions.parse("--seed", "one"))
        .hasMessage("Not a whole number: one");
    assertThatThrownBy(() -> RunOptions.parse("--seed")).hasMessage("--seed has no value.");
    assertThatThrownBy(() -> RunOptions.parse("--speed", "1"))
        .hasMessage("Unknown option: --speed");
    assertThatThrownBy(() -> RunOptions.parse("--seed", "1"))
        .hasMessage("--fitter, --seed and --results are needed.");
    assertThatThrownBy(
            () ->
                RunOptions.parse(
                    "--fitter", "proviso", "--seed", "1", "--results", "r.csv", "--cells", "lipid"))
        .hasMessageStartingWith("Unknown cell: lipid. Cells are: none, macromolecules,");
  }
}
