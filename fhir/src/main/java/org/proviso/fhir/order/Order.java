package org.proviso.fhir.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.proviso.terminology.Code;

/**
 * What is asked for: which service, when, for whom, under which coverage.
 *
 * @param reference the request resource, for example {@code ServiceRequest/r1}
 * @param services its codes, each well formed and not known to be out of force on the date of
 *     service; one at least, in source order (several are codes for one service)
 * @param dateOfService the first day of the occurrence, or the date that the caller gave
 * @param birthDate the patient's, when it is known to the day
 * @param coverage the coverage that is in force, if there is one
 * @param lineOfBusiness for example {@code commercial}; empty when the coverage does not tell
 * @param plan the value of the coverage's class of type {@code plan}
 * @param jurisdiction an ISO 3166-2 code, for example {@code US-FL}, when the coverage carries one
 */
public record Order(
    String reference,
    List<Code> services,
    LocalDate dateOfService,
    Optional<LocalDate> birthDate,
    Optional<String> coverage,
    Optional<String> lineOfBusiness,
    Optional<String> plan,
    Optional<String> jurisdiction) {
  public Order {
    services = List.copyOf(services);
  }
}
