package org.proviso.spectroscopy.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

class LcmodelBasisWriterTest {

  @Test
  void whatIsWrittenReadsBackAsTheSameSignals(@TempDir Path folder) throws Exception {
    BasisSet basis =
        BasisSimulator.shared()
            .basis(
                List.of("NAA", "Cr"), List.of("MM09"), PulseSequence.Press.ofEchoTime(0.03), 123.2);
    Path file = folder.resolve("made.basis");
    LcmodelBasisWriter.write(basis, 512, 5e-4, file);
    BasisSet read = BasisReader.readLcModel(file);
    assertThat(read.echoTime()).hasValue(0.03);
    assertThat(read.localization()).isEqualTo(basis.localization());
    assertThat(read.spectrometerFrequency()).isEqualTo(123.2);
    for (int m = 0; m < 3; m++) {
      assertThat(read.signals().get(m).name()).isEqualTo(basis.signals().get(m).name());
      double[] expected = basis.signals().get(m).waveform().render(512, 5e-4, 4.65, 123.2);
      double[] actual = read.signals().get(m).waveform().render(512, 5e-4, 4.65, 123.2);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-3));
      }
    }
  }
}
