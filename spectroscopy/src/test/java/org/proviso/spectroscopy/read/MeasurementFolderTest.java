package org.proviso.spectroscopy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as one measurement of a folder. */
class MeasurementFolderTest {

  @TempDir private Path folder;

  @Test
  void aSparAndItsSdatAreOneMeasurementAndALonelySparIsOne() throws IOException {
    for (String name : new String[] {"b.SDAT", "b.SPAR", "a.sdat", "a.SPAR", "alone.SPAR"}) {
      Files.createFile(folder.resolve(name));
    }

    assertThat(MeasurementFolder.files(folder, folder.resolve("out")))
        .extracting(file -> folder.relativize(file).toString())
        .containsExactly("a.sdat", "alone.SPAR", "b.SDAT");
  }

  @Test
  void foldersAreEnteredAndHiddenFilesCirclesAndReportsAreNot() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("x/y"));
    Files.createFile(inner.resolve("scan.rda"));
    Files.createFile(folder.resolve(".hidden"));
    Files.createFile(Files.createDirectories(folder.resolve(".git")).resolve("config"));
    Files.createFile(Files.createDirectories(folder.resolve("out")).resolve("result.json"));
    Files.createSymbolicLink(inner.resolve("circle"), folder);
    Files.createSymbolicLink(inner.resolve("nowhere"), folder.resolve("none"));

    assertThat(MeasurementFolder.files(folder, folder.resolve("out")))
        .containsExactly(inner.resolve("scan.rda"));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("scan.rda"));

    assertThatThrownBy(() -> MeasurementFolder.files(file, folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> MeasurementFolder.files(folder.resolve("none"), folder))
        .isInstanceOf(IOException.class);
  }
}
