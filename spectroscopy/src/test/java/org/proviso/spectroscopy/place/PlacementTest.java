package org.proviso.spectroscopy.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.model.ImageVolume;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;

/** Where the box is drawn, how far it is displaced, and what lies in it. */
class PlacementTest {

  private static final Voxel BOX =
      new Voxel(
          new Vector3(0, 0, 0),
          new Vector3(1, 0, 0),
          new Vector3(0, 1, 0),
          new Vector3(0, 0, 1),
          new Vector3(20, 30, 40));

  @Test
  void aPlaneThroughABoxCutsARectangle() {
    List<Vector3> axial = ViewPlane.AXIAL.cut(BOX, BOX.centre());

    assertThat(axial).hasSize(4);
    assertThat(axial).allMatch(p -> Math.abs(p.z()) < 1e-12);
    assertThat(axial).allMatch(p -> Math.abs(Math.abs(p.x()) - 10) < 1e-12);
    assertThat(axial).allMatch(p -> Math.abs(Math.abs(p.y()) - 15) < 1e-12);
    assertThat(ViewPlane.AXIAL.cut(BOX, new Vector3(0, 0, 30))).isEmpty();
  }

  @Test
  void aTiltedBoxIsCutIntoAPolygonThatLiesInBoth() {
    Vector3 a = new Vector3(1, 1, 0).unit();
    Vector3 b = new Vector3(-1, 1, 1).unit();
    Voxel tilted = new Voxel(BOX.centre(), a, b, a.cross(b), BOX.size());

    List<Vector3> cut = ViewPlane.SAGITTAL.cut(tilted, tilted.centre());

    assertThat(cut.size()).isBetween(3, 6);
    assertThat(cut).allMatch(p -> Math.abs(p.x()) < 1e-9);
    Voxel slightlyLarger = new Voxel(BOX.centre(), a, b, a.cross(b), BOX.size().times(1 + 1e-9));
    assertThat(cut).allMatch(slightlyLarger::contains);
  }

  @Test
  void displacementIsTheFrequencyOffsetOverTheBandwidth() {
    SliceSelection selection = new SliceSelection(new Vector3(1277, 2554, 1277), 3.0);

    List<ChemicalShiftDisplacement> all = ChemicalShiftDisplacement.of(BOX, selection, 127.7);

    ChemicalShiftDisplacement water =
        all.stream().filter(d -> d.name().equals("water")).findFirst().orElseThrow();
    // 1.65 ppm at 127.7 MHz is 210.7 Hz: 16.5 % of 1277 Hz, 8.25 % of 2554 Hz.
    assertThat(water.millimetres().x()).isCloseTo(0.165 * 20, within(1e-9));
    assertThat(water.millimetres().y()).isCloseTo(0.0825 * 30, within(1e-9));
    assertThat(water.overlap()).isCloseTo(0.835 * 0.9175 * 0.835, within(1e-9));
  }

  @Test
  void tissueFractionsAreTheMeansOfTheMaps() {
    // Grey where x < 0, white elsewhere, a tenth of fluid everywhere.
    ImageVolume grey = map((x, y, z) -> x < 0 ? 0.9f : 0f);
    ImageVolume white = map((x, y, z) -> x < 0 ? 0f : 0.9f);
    ImageVolume fluid = map((x, y, z) -> 0.1f);

    TissueFractions fractions = TissueFractions.of(BOX, grey, white, fluid).orElseThrow();

    assertThat(fractions.grey()).isCloseTo(0.45, within(0.03));
    assertThat(fractions.white()).isCloseTo(0.45, within(0.03));
    assertThat(fractions.fluid()).isCloseTo(0.1, within(1e-3));
    assertThat(fractions.unassigned()).isCloseTo(0, within(1e-3));
    assertThat(TissueFractions.of(BOX.moved(new Vector3(100, 0, 0)), grey, white, fluid)).isEmpty();
    assertThat(TissueFractions.of(BOX, grey, white, map((x, y, z) -> 40f))).isEmpty();
  }

  @Test
  void viewsShowTheBoxInItsColourAndNothingForABoxOutside() throws IOException {
    ImageVolume image = map((x, y, z) -> 100f);

    Optional<byte[]> png = VoxelViews.png(image, BOX, List.of());

    var picture = ImageIO.read(new ByteArrayInputStream(png.orElseThrow()));
    int coloured = 0;
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        if ((picture.getRGB(x, y) & 0xFFFFFF) == 0xFFC107) {
          coloured++;
        }
      }
    }
    assertThat(coloured).isGreaterThan(300);
    assertThat(VoxelViews.png(image, BOX.moved(new Vector3(0, 500, 0)), List.of())).isEmpty();
  }

  /** A value at a place. */
  private interface Field {
    float at(double x, double y, double z);
  }

  private static ImageVolume map(Field field) {
    int side = 48;
    float[] values = new float[side * side * side];
    for (int z = 0; z < side; z++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          values[x + side * (y + side * z)] = field.at(x - 23.5, y - 23.5, z - 23.5);
        }
      }
    }
    return new ImageVolume(
        side,
        side,
        side,
        values,
        new double[] {1, 0, 0, -23.5, 0, 1, 0, -23.5, 0, 0, 1, -23.5, 0, 0, 0, 1});
  }
}
