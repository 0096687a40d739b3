package org.proviso.spectroscopy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.SpectrumOutcome.Quantified;
import org.proviso.spectroscopy.SpectrumOutcome.Refused;
import org.proviso.spectroscopy.read.MeasurementFolder;

/** What becomes of every file of the real data: read and quantified, or refused with its reason. */
class EveryDatasetTest {

  /**
   * Path, stage of the refusal or {@code quantified}, words of the reason. The first line that a
   * path matches counts, and every line has to match some file.
   */
  private static final List<Expected> EXPECTED =
      """
      **/README.md | read | of no known kind
      **/Licence.txt | read | of no known kind
      **/LICENSE* | read | of no known kind
      basis/*.BASIS | recognize | an LCModel basis
      dicom_mrs/tarquin_philips_SVS.dcm | quantified |
      fitting_challenge_2016/Cr_water_scaling_text/*.txt | quantified |
      fitting_challenge_2016/basisset_text_noTMS/*.txt | read | no dwell time
      fitting_challenge_2016/datasets_text/dataset*.txt | quantified |
      fitting_challenge_2016/lcmodel_results/*.control | recognize | LCModel control file
      fitting_challenge_2016/lcmodel_results/*.table | recognize | a result of LCModel
      fitting_challenge_2016/noise_level_reference_fit.txt | read | of no known kind
      fitting_challenge_2016/press3T_30ms.BASIS | recognize | an LCModel basis
      ge_pfile/P1751_1.5T_030_2000.7 | quantify | phantom colder than a body
      ge_pfile/P1840_1.5T_030_2000.7 | quantify | phantom colder than a body
      ge_pfile/*.shf | read | of no known kind
      lcmodel_test/3t.basis | recognize | an LCModel basis
      lcmodel_test/control.file | recognize | LCModel control file
      lcmodel_test/data.raw | basis | the echo time
      lcmodel_test/*.ps | read | of no known kind
      nifti_mrs/definitions.json | read | of no known kind
      nifti_mrs/*.nii.gz | basis | the mixing time
      nifti_mrs/specification.MD | read | of no known kind
      normative/Values_Concentrations.csv | read | of no known kind
      osprey_press_mm/sp.basis | recognize | an LCModel basis
      osprey_press_mm/sub-01.control | recognize | LCModel control file
      osprey_press_mm/sub-01.coord | recognize | a result of LCModel
      osprey_press_mm/sub-01.table | recognize | a result of LCModel
      osprey_press_mm/sub-01.tq.txt | read | of no known kind
      osprey_press_mm/**/anat/*.nii.gz | recognize | a NIfTI image
      osprey_press_mm/**/*_press-inverted/*.SDAT | quantify | nulled metabolites
      osprey_press_mm/**/*_ref/*.SDAT | quantify | looks like the water reference
      osprey_press_mm/**/*_press/*.SDAT | quantified |
      philips_press_te30/*.control | recognize | LCModel control file
      philips_press_te30/*.coord | recognize | a result of LCModel
      philips_press_te30/*.table | recognize | a result of LCModel
      philips_press_te30/philips_spar_sdat_W.SDAT | quantify | looks like the water reference
      philips_press_te30/philips_spar_sdat_WS.SDAT | quantified |
      philips_press_te30/spant_sim_press_te30.basis | recognize | an LCModel basis
      philips_press_te30/tarquin.txt | read | of no known kind
      siemens_svs/SVS_30.* | quantified |
      siemens_svs/SVS_XA60.dcm | quantify | axis seems to be off
      siemens_svs/tarquin_phantom_symphony.* | quantify | phantom colder than a body
      tumour/liver.COORD | recognize | a result of LCModel
      tumour/press_30ms_3T.basis | recognize | an LCModel basis
      tumour/real_mb*.dpt | basis | the echo time
      tumour/rmb.txt | read | of no known kind
      tumour/svs_97.COORD | recognize | a result of LCModel
      tumour/svs_97.CSV | read | of no known kind
      tumour/svs_97.TABLE | recognize | a result of LCModel
      twix/CSI_example.rda | read | a spectroscopic image
      twix/single_voxel_example.rda | quantify | holds water and nothing
      twix/spinal_cord_sLASER_shortTE_WS.dcm | quantified |
      twix/spinal_cord_sLASER_shortTE_noWS.* | quantify | looks like the water reference
      twix/sub-SiemensBrainPhantom*.twix | quantify | holds water and nothing
      """
          .lines()
          .map(Expected::of)
          .toList();

  @TempDir private Path reports;

  /** One line of the list. */
  private record Expected(String path, String outcome, String words) {
    static Expected of(String line) {
      String[] parts = line.split("\\|", -1);
      return new Expected(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }

    boolean matches(Path file) {
      // A leading folder lets ** stand for none, too.
      return FileSystems.getDefault()
          .getPathMatcher("glob:" + (path.startsWith("**/") ? "" : "./") + path)
          .matches(Path.of(".").resolve(file));
    }
  }

  @Test
  void everyFileIsQuantifiedOrRefusedWithTheRightReason() throws IOException {
    Path root = Path.of(System.getProperty("proviso.root", "."), "..", "shared", "mrs").normalize();
    assumeTrue(Files.isDirectory(root), "real spectroscopy data are not at " + root);
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    SoftAssertions softly = new SoftAssertions();

    List<Path> files = MeasurementFolder.files(root, reports);

    for (Path file : files) {
      Path relative = root.relativize(file);
      Expected expected =
          EXPECTED.stream()
              .filter(line -> line.matches(relative))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no line says what becomes of " + relative));
      SpectrumOutcome outcome =
          new Spectroscopy(clock)
              .run(SpectrumRequest.of(file, reports.resolve("report")), step -> {});
      softly
          .assertThat(told(outcome))
          .as(relative.toString())
          .startsWith(expected.outcome())
          .contains(expected.words());
    }
    softly.assertAll();
    assertThat(EXPECTED)
        .allSatisfy(
            line ->
                assertThat(files.stream().map(root::relativize))
                    .as(line.path())
                    .anyMatch(line::matches));
  }

  private static String told(SpectrumOutcome outcome) {
    return switch (outcome) {
      case Quantified quantified -> "quantified";
      case Refused(var stage, var reasons, var files) ->
          stage.name().toLowerCase(Locale.ROOT) + " " + String.join(" ", reasons);
    };
  }
}
