package org.proviso.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases and codes in force on a date. */
class TerminologyTest {
  private static final Terminology STANDARD = Terminology.standard();
  private static final Code GLIOMA = new Code(CodeSystem.ICD10CM, "C71.9");

  @Test
  void icd9GaveWayToIcd10OnTheFirstOfOctober2015() {
    LocalDate last = LocalDate.of(2015, 9, 30);
    Code icd9 = new Code(CodeSystem.ICD9CM, "191.9");
    assertThat(STANDARD.check(icd9, last)).isInstanceOf(CodeCheck.CannotTell.class);
    assertThat(STANDARD.check(icd9, last.plusDays(1)))
        .isEqualTo(
            new CodeCheck.NotInForce(
                List.of(new CodeCheck.Span(LocalDate.of(1979, 1, 1), Optional.of(last)))));
    assertThat(STANDARD.check(GLIOMA, last)).isInstanceOf(CodeCheck.NotInForce.class);
    assertThat(STANDARD.check(GLIOMA, last.plusDays(1))).isInstanceOf(CodeCheck.CannotTell.class);
  }

  @Test
  void theCodeOfSpectroscopyIsInForceSince1998() {
    Code spectroscopy = new Code(CodeSystem.CPT, "76390");
    assertThat(STANDARD.check(spectroscopy, LocalDate.of(1998, 1, 1)))
        .isEqualTo(new CodeCheck.InForce());
    assertThat(STANDARD.check(spectroscopy, LocalDate.of(1997, 12, 31)))
        .isInstanceOf(CodeCheck.NotInForce.class);
  }

  @Test
  void aCodeThatEndedIsToldWithItsDates() {
    CodeCheck check = STANDARD.check(new Code(CodeSystem.HCPCS, "G0297"), LocalDate.of(2021, 1, 1));
    assertThat(check)
        .isInstanceOfSatisfying(
            CodeCheck.NotInForce.class,
            notInForce ->
                assertThat(notInForce.inForce().toString())
                    .isEqualTo("[2015-02-05 to 2020-12-31]"));
  }

  @Test
  void anUnknownSystemAndAMalformedCodeAreTold() {
    LocalDate day = LocalDate.of(2025, 6, 1);
    assertThat(STANDARD.check("http://example.org/codes", "1", day))
        .isEqualTo(new CodeCheck.UnknownSystem());
    assertThat(STANDARD.check(CodeSystem.CPT.uri(), "7639", day))
        .isInstanceOf(CodeCheck.Malformed.class);
    assertThat(STANDARD.check(CodeSystem.CPT.uri(), " ", day))
        .isInstanceOf(CodeCheck.Malformed.class);
    assertThat(STANDARD.check("urn:oid:2.16.840.1.113883.6.12", "76390", day))
        .isEqualTo(new CodeCheck.InForce());
  }

  @Test
  void namesTheReleasesOfADay() {
    assertThat(STANDARD.releasesOn(LocalDate.of(2025, 6, 1)))
        .extracting(CodeSystemRelease::toString)
        .containsExactly("icd10cm FY2025", "icd10pcs FY2025", "cpt 2025", "hcpcs 2025 Q2");
    assertThat(STANDARD.releasesOn(LocalDate.of(2003, 1, 1)))
        .extracting(CodeSystemRelease::toString)
        .containsExactly("icd9cm FY2003", "cpt 2003", "hcpcs 2003");
  }

  @Test
  void theReleasesOfEachSystemFollowOnEachOtherWithoutAGap() {
    for (CodeSystem system :
        List.of(CodeSystem.ICD10CM, CodeSystem.ICD10PCS, CodeSystem.CPT, CodeSystem.HCPCS)) {
      LocalDate day = LocalDate.of(2015, 10, 1);
      for (; day.isBefore(LocalDate.of(2026, 12, 31)); day = day.plusDays(1)) {
        assertThat(STANDARD.releaseOn(system, day)).as(system + " on " + day).isPresent();
      }
    }
  }

  @Test
  void aUsersCompleteReleaseSettlesWhichCodesExist(@TempDir Path directory)
      throws IOException, TerminologyFileException {
    Files.writeString(
        directory.resolve("releases.csv"),
        "system,release,from,through,content\nicd10cm,FY2025,2024-10-01,2025-09-30,complete\n");
    Files.writeString(
        directory.resolve("icd10cm.csv"), "system,code,from,through\nicd10cm,C719,2015-10-01,\n");
    var terminology = Terminology.load(directory);
    LocalDate day = LocalDate.of(2025, 6, 1);
    assertThat(terminology.check(GLIOMA, day)).isEqualTo(new CodeCheck.InForce());
    assertThat(terminology.check(new Code(CodeSystem.ICD10CM, "C71.A"), day))
        .isEqualTo(new CodeCheck.NotInForce(List.of()));
  }

  @Test
  void anErrorInAFileIsToldAtItsLine(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("codes.csv"),
        "system,code,from,through\ncpt,76390,1998-01-01,\ncpt,7639,1998-01-01,\n");
    assertThatThrownBy(() -> Terminology.load(directory))
        .isInstanceOf(TerminologyFileException.class)
        .hasMessageStartingWith("codes.csv:3: '7639' is not a code of CPT");
    assertThatThrownBy(() -> Terminology.load(directory.resolve("absent")))
        .isInstanceOf(TerminologyFileException.class)
        .hasMessageContaining("cannot be read");
  }
}
