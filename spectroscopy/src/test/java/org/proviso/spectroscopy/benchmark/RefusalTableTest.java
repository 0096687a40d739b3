package org.proviso.spectroscopy.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.SpectrumOutcome;

/** From the file to the refusal, through the whole program. */
class RefusalTableTest {

  private static final Map<String, String> REASONS =
      Map.of(
          "creatine alone, shifted by 0.2 ppm", "off by 0.20 ppm",
          "noise only", "No metabolite signal",
          "water only", "holds water and nothing",
          "basis of TE 30 ms on data of TE 144 ms", "echo time of 144.0 ms",
          "basis of 1.5 T on data of 3 T", "(1.5 T)",
          "lines of 25 Hz", "Improve the shim",
          "swamped by lipids", "Lipids between",
          "a file cut in half", "cut off",
          "a value that is no number", "1 of 4096",
          "bytes in the wrong order", "byte order");

  @TempDir private Path folder;

  @Test
  void eachIsRefusedForItsOwnReasonAndItsResultHoldsNoNumbers() throws IOException {
    List<RefusalTable.Row> rows = new RefusalTable(folder).rows();
    assertThat(rows.getFirst().outcome()).isInstanceOf(SpectrumOutcome.Quantified.class);
    List<RefusalTable.Row> bad = rows.subList(1, rows.size());
    assertThat(bad)
        .extracting(RefusalTable.Row::name)
        .containsExactlyInAnyOrderElementsOf(REASONS.keySet());
    for (RefusalTable.Row row : bad) {
      assertThat(row.outcome()).as(row.name()).isInstanceOf(SpectrumOutcome.Refused.class);
      assertThat(String.join(" ", ((SpectrumOutcome.Refused) row.outcome()).reasons()))
          .as(row.name())
          .contains(REASONS.getOrDefault(row.name(), "?"));
      assertThat(row.result())
          .as(row.name())
          .contains("\"metabolites\":[]")
          .contains("\"ratios\":{}")
          .doesNotContain("millimolal");
    }
  }
}
