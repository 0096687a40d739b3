package org.proviso.spectroscopy.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scan that the repository ships is the one that the program simulates. */
class DemoScanTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("proviso.root", ".."), "benchmarks/spectrum/demo-scan");

  @Test
  void theShippedScanIsWhatTheSeedMakes(@TempDir Path folder) throws IOException {
    DemoScan.write(Population.NORMATIVE, folder);
    for (String name : new String[] {"metabolites.nii.gz", "water.nii.gz", "truth.tsv"}) {
      assertThat(Files.readAllBytes(folder.resolve(name)))
          .as(name)
          .isEqualTo(Files.readAllBytes(SHIPPED.resolve(name)));
    }
  }
}
