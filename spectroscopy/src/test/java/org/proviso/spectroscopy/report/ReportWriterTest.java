package org.proviso.spectroscopy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.process.Ledger;
import org.proviso.spectroscopy.quality.QualityReason;
import org.proviso.spectroscopy.quality.QualityVerdict;
import org.proviso.spectroscopy.quality.Quantification;
import org.proviso.spectroscopy.read.SyntheticMeasurement;

/** What stands in a report, and what never does. */
class ReportWriterTest {

  private static final String HOSTILE = "<script>alert('x')</script> & \"scan\".SDAT";

  @TempDir private Path folder;

  @Test
  void aRefusedSpectrumHasItsReasonsAndNoNumber() throws IOException {
    ReportWriter.write(refused("scan.SDAT"), folder);

    Map<String, String> result = FlatJson.of(folder.resolve("result.json"));
    assertThat(result)
        .containsEntry("quality.verdict", "unusable")
        .containsEntry("quality.reasons[0]", "There is no signal above the noise.")
        .containsEntry("quality.reasonCodes[0]", "NOISE_ONLY");
    assertThat(result.values()).noneMatch(ReportWriterTest::isNumber);
    assertThat(folder.resolve("spectrum.svg")).doesNotExist();
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page)
        .contains("Not a medical device, for research and documentation.")
        .contains("There is no signal above the noise.")
        .contains("Not quantified")
        .doesNotContain("Cho/NAA");
    assertThat(Files.readString(folder.resolve("metabolites.csv")).lines()).hasSize(1);
  }

  @Test
  void anOldReportDoesNotOutliveARefusal() throws IOException {
    for (String name : List.of("spectrum.png", "voxel.png", "processed.nii.gz", "report.html")) {
      Files.writeString(folder.resolve(name), "old numbers");
    }
    Files.writeString(folder.resolve("notes.txt"), "mine");

    ReportWriter.writeUnreadable(
        "scan.SDAT", "test", "READ", List.of("The file is cut short."), folder);

    assertThat(folder.resolve("spectrum.png")).doesNotExist();
    assertThat(folder.resolve("voxel.png")).doesNotExist();
    assertThat(folder.resolve("processed.nii.gz")).doesNotExist();
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("The file is cut short.")
        .doesNotContain("old numbers");
    assertThat(folder.resolve("notes.txt")).exists();
    assertThat(FlatJson.of(folder.resolve("result.json")))
        .containsEntry("quality.verdict", "unusable")
        .containsEntry("quality.reasons[0]", "The file is cut short.");
  }

  @Test
  void namesFromOutsideAreTextAndNeverMarkup() throws IOException {
    ReportWriter.write(refused(HOSTILE), folder);

    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
    assertThat(FlatJson.of(folder.resolve("result.json"))).containsEntry("source", HOSTILE);
  }

  @Test
  void thePageNeedsNothingButItself() throws IOException {
    ReportWriter.write(refused("scan.SDAT"), folder);

    assertThat(Files.readString(folder.resolve("report.html")))
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("<link")
        .doesNotContain("<script");
  }

  @Test
  void theChecklistSaysWhatNoFileTells() throws IOException {
    ReportWriter.write(refused("scan.SDAT"), folder);

    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("MRSinMRS")
        .contains("2d TR, TE</td><td>TR 2000.0 ms, TE 30.0 ms")
        .contains("4d Sample spectrum</td><td>none; the spectrum was refused")
        .contains("2h Shimming</td><td>not in the file; to be completed");
  }

  @Test
  void fhirCarriesTechnicalAdequacyAndStaysPreliminary() throws IOException {
    ReportWriter.write(refused("scan.SDAT"), folder);

    Map<String, String> bundle = FlatJson.of(folder.resolve("fhir.json"));
    assertThat(bundle)
        .containsEntry("resourceType", "Bundle")
        .containsEntry("entry[0].resource.resourceType", "DiagnosticReport")
        .containsEntry("entry[0].resource.status", "preliminary")
        .containsEntry("entry[1].resource.resourceType", "Observation")
        .containsEntry("entry[1].resource.valueCodeableConcept.coding[0].code", "unusable");
    assertThat(bundle.get("entry[0].resource.result[0].reference"))
        .isEqualTo(bundle.get("entry[1].fullUrl"));
    assertThat(bundle.keySet()).noneMatch(key -> key.startsWith("entry[2]"));
  }

  static SpectrumReport refused(String source) {
    MrsData data = SyntheticMeasurement.data(SyntheticMeasurement.brain(512));
    return new SpectrumReport(
        source,
        Instant.parse("2026-01-01T00:00:00Z"),
        "test",
        data,
        Optional.empty(),
        "simulated",
        new Ledger(
            List.of(
                new Ledger.Step(
                    "Signal averaging",
                    "Mean of the transients.",
                    List.of(new Ledger.Constant("transients", 8, "")),
                    "Near 2021"))),
        Optional.empty(),
        new Quantification.Refused(
            new QualityVerdict(
                QualityVerdict.Level.UNUSABLE,
                List.of(
                    new QualityReason(
                        QualityReason.Kind.NOISE_ONLY, "There is no signal above the noise.")),
                List.of(),
                OptionalDouble.of(1.2),
                OptionalDouble.empty())),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static boolean isNumber(String text) {
    return text.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  }
}
