package org.proviso.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.Spectroscopy;
import org.proviso.spectroscopy.SpectrumOutcome;
import org.proviso.spectroscopy.SpectrumRequest;
import org.proviso.spectroscopy.basis.LcmodelBasisWriter;
import org.proviso.spectroscopy.demonstration.DemoScan;
import org.proviso.spectroscopy.demonstration.Population;
import org.proviso.spectroscopy.read.SuppliedParameters;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

/** What the spectroscopy module writes for other systems is valid FHIR R4. */
class SpectrumReportsAreValidFhirTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void aQuantifiedSpectrum() throws IOException {
    assertThat(run(Optional.empty())).isInstanceOf(SpectrumOutcome.Quantified.class);
    assertValid();
  }

  @Test
  void aRefusedSpectrum() throws IOException {
    Path otherField = folder.resolve("other.basis");
    LcmodelBasisWriter.write(
        BasisSimulator.shared()
            .basis(List.of("NAA", "Cr"), List.of(), PulseSequence.Press.ofEchoTime(0.03), 63.9),
        1024,
        5e-4,
        otherField);
    assertThat(run(Optional.of(otherField))).isInstanceOf(SpectrumOutcome.Refused.class);
    assertValid();
  }

  private SpectrumOutcome run(Optional<Path> basis) throws IOException {
    // NAA may be absent from a tumour: its ratios have no upper bound.
    DemoScan.write(Population.TUMOUR, folder);
    return new Spectroscopy(CLOCK)
        .run(
            new SpectrumRequest(
                folder.resolve("metabolites.nii.gz"),
                Optional.of(folder.resolve("water.nii.gz")),
                Optional.empty(),
                basis,
                Optional.empty(),
                Optional.empty(),
                SuppliedParameters.none(),
                folder.resolve("report")),
            step -> {});
  }

  private void assertValid() throws IOException {
    Validators.assertValid(
        Validators.r4(), Files.readString(folder.resolve("report").resolve("fhir.json")));
  }
}
