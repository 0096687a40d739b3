package org.proviso.spectroscopy.basis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.Sequence.Localization;

class BasisCheckTest {

  private static final BasisSet BASIS =
      new BasisSet(
          "test",
          123.2,
          OptionalDouble.of(0.03),
          Optional.of(Localization.PRESS),
          Optional.empty(),
          List.of(
              new BasisSignal(
                  "NAA",
                  SignalKind.METABOLITE,
                  (points, dwell, ppm, mhz) -> new double[2 * points])));

  @Test
  void aBasisOfTheSameAcquisitionIsAccepted() {
    assertThat(BasisCheck.mismatches(BASIS, acquisition(127.7, 0.03, "PRESS"))).isEmpty();
  }

  @Test
  void anotherFieldEchoTimeAndSequenceAreEachNamed() {
    assertThat(BasisCheck.mismatches(BASIS, acquisition(63.9, 0.144, "STEAM")))
        .extracting(BasisMismatch::kind)
        .containsExactly(
            BasisMismatch.Kind.FIELD, BasisMismatch.Kind.ECHO_TIME, BasisMismatch.Kind.SEQUENCE);
  }

  @Test
  void whatIsNotKnownIsSaidInsteadOfPassedOver() {
    Acquisition unknown = Acquisition.of(5e-4, 123.2);
    assertThat(BasisCheck.mismatches(BASIS, unknown)).isEmpty();
    assertThat(BasisCheck.unknowns(BASIS, unknown)).hasSize(2);
  }

  private static Acquisition acquisition(double frequency, double echoTime, String sequence) {
    return Acquisition.of(5e-4, frequency)
        .with(frequency / Acquisition.PROTON_MEGAHERTZ_PER_TESLA, echoTime, 2)
        .with(Sequence.named(sequence));
  }
}
