package org.proviso.spectroscopy.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.read.MeasurementReader;
import org.proviso.spectroscopy.read.ReadResult;
import org.proviso.spectroscopy.read.SuppliedParameters;
import org.proviso.spectroscopy.report.FlatJson;
import org.proviso.spectroscopy.yardstick.signal.NoiseLevel;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;
import org.proviso.spectroscopy.yardstick.signal.Target;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/**
 * What the yardstick promises: exact truth, misfits that act alone, seeds that mean one spectrum.
 */
class YardstickTest {

  private static final Yardstick YARDSTICK = new Yardstick(Protocol.press30());
  private static final List<Cell> CELLS = Cell.all();

  @TempDir private Path folder;

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Yardstick again = new Yardstick(Protocol.press30());
    for (Cell cell : List.of(CELLS.getFirst(), CELLS.getLast())) {
      YardstickSpectrum one = YARDSTICK.spectrum(5, cell, 3);
      YardstickSpectrum other = again.spectrum(5, cell, 3);
      Path first = Files.createDirectories(folder.resolve("first"));
      Path second = Files.createDirectories(folder.resolve("second"));
      YardstickFiles.write(one, first);
      YardstickFiles.write(other, second);
      try (var files = Files.list(first)) {
        for (Path file : files.toList()) {
          assertThat(second.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
      }
    }
  }

  /**
   * The yardstick is frozen: a change of this digest is a change of the yardstick, which only a
   * defect justifies. The README beside this test lists such changes.
   */
  @Test
  void spectraAreThoseThatWereFrozen() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Cell cell : CELLS) {
      YardstickSpectrum spectrum = YARDSTICK.spectrum(1, cell, 0);
      for (MrsData scan : List.of(spectrum.metabolites(), spectrum.water())) {
        double[] values = scan.signal().trace(0);
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length);
        bytes.asDoubleBuffer().put(values);
        digest.update(bytes.array());
      }
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("587e6cb68686a10e271a2d1d5d547ca392eacfe5f2a6974a2dfc5ca5c562ccdb");
  }

  @Test
  void noTwoSpectraShareASeed() {
    Set<Long> seeds = new HashSet<>();
    for (Cell cell : CELLS) {
      for (int master : new int[] {0, 1, Yardstick.MASTER_SEEDS - 1}) {
        for (int index : new int[] {0, 1, 299, (1 << 24) - 1}) {
          assertThat(seeds.add(Yardstick.seed(master, cell, index))).isTrue();
        }
      }
    }
    assertThatThrownBy(() -> Yardstick.seed(-1, CELLS.getFirst(), 0))
        .hasMessageContaining("out of range");
  }

  @Test
  void everyMisfitIsACellAndAllOfThemAreOne() {
    assertThat(CELLS).hasSize(10);
    assertThat(CELLS.getFirst().misfits()).isEmpty();
    assertThat(CELLS.subList(1, 9)).allMatch(cell -> cell.misfits().size() == 1);
    assertThat(CELLS.getLast().misfits()).hasSize(8);
  }

  @Test
  void withoutMisfitOnlyMetabolitesAndNominalMacromoleculesRemain() {
    SpectrumModel model = YARDSTICK.spectrum(1, CELLS.getFirst(), 0).truth().model();

    assertThat(model.relaxation()).isEmpty();
    assertThat(model.lipids()).isEmpty();
    assertThat(model.baseline()).isEmpty();
    assertThat(model.residualWater()).isEmpty();
    assertThat(model.lineShape().parts()).hasSize(1);
    assertThat(model.lineShape().driftHertz()).isZero();
    assertThat(model.ownEddyCurrent().decays()).isEmpty();
    assertThat(model.concentrations()).hasSize(20);
  }

  @Test
  void eachMisfitChangesSomethingOfItsOwn() {
    for (Cell cell : CELLS.subList(1, 9)) {
      SpectrumModel model = YARDSTICK.spectrum(1, cell, 0).truth().model();
      Map<String, Boolean> acts =
          Map.of(
              "macromolecules", model.macromolecules().size() != 8,
              "relaxation and widths", !model.relaxation().isEmpty(),
              "line shape", model.lineShape().parts().size() > 1,
              "baseline", !model.baseline().isEmpty(),
              "missing metabolites", model.concentrations().size() == 24,
              "eddy currents", !model.ownEddyCurrent().decays().isEmpty(),
              "residual water", !model.residualWater().isEmpty(),
              "lipids", !model.lipids().isEmpty());
      acts.forEach(
          (misfit, acting) -> assertThat(acting).as(misfit).isEqualTo(misfit.equals(cell.name())));
    }
  }

  @Test
  void noiseLevelsTakeTurns() {
    assertThat(List.of(0, 1, 2, 3).stream().map(Yardstick::noiseLevel))
        .containsExactly(
            NoiseLevel.SNR_30, NoiseLevel.SNR_60, NoiseLevel.SNR_120, NoiseLevel.SNR_30);
  }

  @Test
  void truthsLieWhereBrainsAre() {
    Map<Target, Double> means = new EnumMap<>(Target.class);
    int count = 500;
    for (int seed = 0; seed < count; seed++) {
      Map<String, Double> brain = BrainPopulation.draw(RandomStream.of(seed, "test"));
      for (Target target : Target.values()) {
        double ratio = sum(brain, target.metabolites()) / sum(brain, Target.TOTAL_CREATINE);
        assertThat(ratio).isPositive();
        means.merge(target, ratio / count, Double::sum);
      }
    }
    assertThat(means.get(Target.TNAA)).isCloseTo(1.4, within(0.15));
    assertThat(means.get(Target.TCHO)).isCloseTo(0.27, within(0.04));
    assertThat(means.get(Target.INS)).isCloseTo(0.77, within(0.1));
    assertThat(means.get(Target.GLX)).isCloseTo(1.5, within(0.15));
  }

  @Test
  void filesHoldWhatTheSpectrumHolds() throws IOException {
    YardstickSpectrum spectrum = YARDSTICK.spectrum(1, CELLS.getLast(), 4);
    YardstickFiles.write(spectrum, folder);

    MrsData read = read(folder.resolve(spectrum.name() + ".nii.gz"));
    assertThat(read.signal().trace(0)).isEqualTo(spectrum.metabolites().signal().trace(0));
    assertThat(read.acquisition().echoTime()).hasValue(0.030);
    double[] parts = lastValues(folder.resolve(spectrum.name() + "-parts.nii.gz"), 28);
    int at = 0;
    for (ComplexSignal part : spectrum.parts().values()) {
      double[] trace = part.trace(0);
      assertThat(Arrays.copyOfRange(parts, at, at + trace.length)).isEqualTo(trace);
      at += trace.length;
    }
    Map<String, String> truth = FlatJson.of(folder.resolve(spectrum.name() + "-truth.json"));
    assertThat(Double.parseDouble(truth.get("ratiosToTotalCreatine.tNAA")))
        .isEqualTo(spectrum.truth().ratio(Target.TNAA));
    assertThat(truth).containsEntry("parts[0]", "NAA");
  }

  private static double sum(Map<String, Double> amounts, List<String> names) {
    return names.stream().mapToDouble(name -> amounts.getOrDefault(name, 0.0)).sum();
  }

  /** The values of a NIfTI-MRS file, which come last in it. */
  private static double[] lastValues(Path file, int traces) throws IOException {
    byte[] bytes;
    try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
      bytes = stream.readAllBytes();
    }
    double[] values = new double[2 * Protocol.POINTS * traces];
    ByteBuffer.wrap(bytes, bytes.length - 8 * values.length, 8 * values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(values);
    return values;
  }

  private static MrsData read(Path file) {
    ReadResult result = MeasurementReader.read(file, SuppliedParameters.none());
    assertThat(result).isInstanceOf(ReadResult.Measurements.class);
    return ((ReadResult.Measurements) result).measurements().getFirst();
  }
}
