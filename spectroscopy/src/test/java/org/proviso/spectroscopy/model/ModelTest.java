package org.proviso.spectroscopy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the model keeps and what it refuses to hold. */
class ModelTest {

  private static final Dimension COIL = new Dimension(Dimension.Kind.COIL, 3);
  private static final Dimension TRANSIENT = new Dimension(Dimension.Kind.TRANSIENT, 2);

  @Test
  void reorderingDimensionsMovesWholeTraces() {
    double[] values = new double[2 * 2 * 3 * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    ComplexSignal signal = ComplexSignal.of(2, List.of(COIL, TRANSIENT), values);

    ComplexSignal ordered = signal.ordered(Dimension.Kind.TRANSIENT, Dimension.Kind.COIL);

    assertThat(ordered.dimensions()).containsExactly(TRANSIENT, COIL);
    for (int coil = 0; coil < 3; coil++) {
      for (int repetition = 0; repetition < 2; repetition++) {
        assertThat(ordered.trace(repetition * 3 + coil))
            .containsExactly(signal.trace(coil * 2 + repetition));
      }
    }
  }

  @Test
  void aSignalCannotBeChangedFromOutside() {
    double[] values = {1, 2, 3, 4};
    ComplexSignal signal = ComplexSignal.of(values);
    values[0] = 99;
    signal.trace(0)[1] = 99;

    assertThat(signal.toInterleaved()).containsExactly(1, 2, 3, 4);
    assertThat(signal.conjugate().toInterleaved()).containsExactly(1, -2, 3, -4);
  }

  @Test
  void aSignalHoldsNoHolesAndNoWrongSizes() {
    assertThatThrownBy(() -> ComplexSignal.of(new double[] {1, Double.NaN}))
        .hasMessageContaining("not finite");
    assertThatThrownBy(() -> ComplexSignal.of(2, List.of(COIL), new double[8]))
        .hasMessageContaining("expected 12");
    assertThatThrownBy(() -> ComplexSignal.of(1, List.of(COIL, COIL), new double[18]))
        .hasMessageContaining("named twice");
  }

  @Test
  void aVoxelIsABox() {
    Voxel voxel =
        new Voxel(
            new Vector3(10, -20, 30),
            new Vector3(2, 0, 0),
            new Vector3(0, 0, 1),
            new Vector3(0, -1, 0),
            new Vector3(20, 30, 40));

    assertThat(voxel.volume()).isCloseTo(24, within(1e-12));
    assertThat(voxel.contains(new Vector3(19.9, -39.9, 44.9))).isTrue();
    assertThat(voxel.contains(new Vector3(20.1, -20, 30))).isFalse();
    assertThat(voxel.corners()).hasSize(8).allMatch(voxel::contains);
    assertThatThrownBy(
            () ->
                new Voxel(
                    voxel.centre(),
                    new Vector3(1, 0, 0),
                    new Vector3(1, 1, 0),
                    new Vector3(0, 0, 1),
                    voxel.size()))
        .hasMessageContaining("orthogonal");
  }

  @Test
  void sequencesAreRecognisedOnlyByNamesInUse() {
    assertThat(Sequence.named("*svs_se").localization()).isEqualTo(Sequence.Localization.PRESS);
    assertThat(Sequence.named("svs_st").localization()).isEqualTo(Sequence.Localization.STEAM);
    assertThat(Sequence.named("%CustomerSeq%\\eja_svs_slaser").localization())
        .isEqualTo(Sequence.Localization.SEMI_LASER);
    assertThat(Sequence.named("probe-p").localization()).isEqualTo(Sequence.Localization.PRESS);
    assertThat(Sequence.named("my protocol").localization())
        .isEqualTo(Sequence.Localization.UNKNOWN);
  }

  @Test
  void anImageIsSampledLinearlyInPatientSpace() {
    float[] values = {0, 1, 2, 3, 4, 5, 6, 7};
    ImageVolume image =
        new ImageVolume(
            2, 2, 2, values, new double[] {2, 0, 0, 10, 0, 2, 0, 20, 0, 0, 2, 30, 0, 0, 0, 1});

    assertThat(image.sample(new Vector3(10, 20, 30))).isEqualTo(0);
    assertThat(image.sample(new Vector3(11, 21, 31))).isCloseTo(3.5f, within(1e-6f));
    assertThat(image.sample(new Vector3(50, 20, 30))).isEqualTo(0);
    assertThat(image.covers(new Vector3(13.1, 20, 30))).isFalse();
  }
}
