package org.proviso.spectroscopy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.model.ImageVolume;
import org.proviso.spectroscopy.model.Vector3;

/** An image as a folder of DICOM slices. */
class DicomSeriesTest {

  @TempDir private Path folder;

  @Test
  void slicesAreSortedByTheirPositionAndPlacedInTheScanner() throws IOException {
    // The names give another order than the positions.
    SyntheticFiles.slice(folder, "a.dcm", "1.2.3", 2);
    SyntheticFiles.slice(folder, "b.dcm", "1.2.3", 0);
    SyntheticFiles.slice(folder, "c.dcm", "1.2.3", 1);
    Files.writeString(folder.resolve("readme.txt"), "not a slice");

    ImageVolume volume = ((ImageResult.Image) ImageReader.read(folder)).volume();

    assertThat(volume.size()).containsExactly(5, 4, 3);
    assertThat(volume.value(3, 2, 1)).isEqualTo(2 * (300 + 20 + 1) - 1);
    Vector3 expected =
        Vector3.ofLps(
            -10 + 3 * 2,
            20 + 2 * 1.5 * Math.cos(0.3) - 3 * Math.sin(0.3),
            30 + 2 * 1.5 * Math.sin(0.3) + 3 * Math.cos(0.3));
    assertThat(volume.position(3, 2, 1).minus(expected).norm()).isCloseTo(0, within(1e-5));
    assertThat(volume.sample(expected)).isCloseTo(641f, within(1e-2f));
  }

  @Test
  void aSeriesWithAHoleIsRefused() throws IOException {
    for (int slice : new int[] {0, 1, 3}) {
      SyntheticFiles.slice(folder, slice + ".dcm", "1.2.3", slice);
    }
    assertRefused("not evenly spaced");
  }

  @Test
  void twoSeriesInOneFolderAreRefused() throws IOException {
    SyntheticFiles.slice(folder, "a.dcm", "1.2.3", 0);
    SyntheticFiles.slice(folder, "b.dcm", "1.2.4", 1);
    assertRefused("more than one DICOM series");
  }

  @Test
  void oneSliceIsNoVolume() throws IOException {
    SyntheticFiles.slice(folder, "a.dcm", "1.2.3", 0);
    assertRefused("at least two");
  }

  private void assertRefused(String reason) {
    assertThat(ImageReader.read(folder))
        .isInstanceOfSatisfying(
            ImageResult.Refused.class,
            refused -> assertThat(refused.refusal().text()).contains(reason));
  }
}
