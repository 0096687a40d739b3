package org.proviso.spectroscopy.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.simulate.PulseSequence.Press;

class ShapedPulseTest {

  private static final RefocusingPulse PULSE = RefocusingPulse.windowedSinc(0.005, 48, 24);

  @Test
  void aVeryWidePulseRefocusesAsAnIdealOne() {
    // 0.1 ms and a slice sampled only at its very middle.
    double[] amplitude = new double[16];
    java.util.Arrays.fill(amplitude, 0.5 / 1e-5);
    RefocusingPulse hard = new RefocusingPulse(amplitude, new double[16], 1e-5, 1e-3, 2);
    BasisSimulator simulator = new BasisSimulator(SpinSystems.standard());
    StickSpectrum ideal =
        simulator.simulate("Lac", new Press(0.011, 0.133, Optional.empty()), 123.2);
    StickSpectrum shaped =
        simulator.simulate("Lac", new Press(0.011, 0.133, Optional.of(hard)), 123.2);
    double[] expected = ideal.render(400, 5e-4, 4.65, 123.2);
    double[] found = shaped.render(400, 5e-4, 4.65, 123.2);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(0.02));
    }
  }

  @Test
  void chemicalShiftDisplacementCostsLactateSignalAtLongEchoTime() {
    BasisSimulator simulator = new BasisSimulator(SpinSystems.standard());
    double ideal = methyl(simulator, Optional.empty());
    double selective = methyl(simulator, Optional.of(PULSE));
    // Where only the methyl is refocused and not its partner the doublet is not inverted
    // (Yablonskiy 1998, Magn Reson Med 39:169), so part of the signal cancels.
    assertThat(ideal).isLessThan(-2.5);
    assertThat(selective).isBetween(ideal + 0.5, -ideal);
  }

  private static double methyl(BasisSimulator simulator, Optional<RefocusingPulse> pulse) {
    StickSpectrum lines = simulator.simulate("Lac", new Press(0.072, 0.072, pulse), 123.2);
    double sum = 0;
    for (int i = 0; i < lines.lines(); i++) {
      if (lines.ppm(i) < 2) {
        sum += lines.real(i);
      }
    }
    return sum;
  }

  @Test
  void aPulseThatDoesNotFitIntoTheEchoTimeIsRefused() {
    BasisSimulator simulator = new BasisSimulator(SpinSystems.standard());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> simulator.simulate("NAA", new Press(0.004, 0.004, Optional.of(PULSE)), 123.2))
        .withMessageContaining("does not fit into the echo time");
  }
}
