package org.proviso.fhir.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.proviso.fhir.record.BundleReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Reading;

/** Who could not have received a service on its date. */
class PatientCheckTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private static List<String> problems(String elements, LocalDate dateOfService) {
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
            + "{\"resourceType\":\"Patient\",\"id\":\"patient\","
            + elements
            + "}}]}";
    Reading<ClinicalRecord> reading =
        BundleReader.standard().read(bundle.getBytes(StandardCharsets.UTF_8));
    assertThat(reading).isInstanceOf(Reading.Done.class);
    return reading instanceof Reading.Done<ClinicalRecord>(ClinicalRecord record, var noticed)
        ? PatientCheck.check(record, dateOfService, TODAY).stream()
            .map(InputProblem::message)
            .toList()
        : List.of();
  }

  @Test
  void nobodyIsServedBeforeBirthOrAfterADatedDeath() {
    assertThat(problems("\"birthDate\":\"2026-01-01\"", LocalDate.of(2025, 12, 31)))
        .singleElement()
        .asString()
        .contains("born after");
    assertThat(problems("\"deceasedDateTime\":\"2025-01-02\"", LocalDate.of(2025, 1, 3)))
        .singleElement()
        .asString()
        .contains("had died before");
    assertThat(problems("\"deceasedDateTime\":\"2025-01-02\"", LocalDate.of(2025, 1, 2))).isEmpty();
  }

  @Test
  void whoIsDeadWithoutADateIsServedByTodayAtTheLatest() {
    assertThat(problems("\"deceasedBoolean\":true", TODAY.plusDays(1)))
        .singleElement()
        .asString()
        .contains("has died");
    assertThat(problems("\"deceasedBoolean\":true", TODAY)).isEmpty();
    assertThat(problems("\"deceasedBoolean\":true", TODAY.minusYears(1))).isEmpty();
    assertThat(problems("\"deceasedBoolean\":false", TODAY.plusDays(1))).isEmpty();
  }
}
