package org.proviso.determination;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.proviso.terminology.Code;

/**
 * What is asked for, however it arrives.
 *
 * @param place where the request is, for messages, for example {@code ServiceRequest/r1}
 * @param services the codes of what is requested; several are names of one service. Empty when
 *     {@code which} names a guideline: then the services are those that the guideline is about
 * @param dateOfService the day that chooses the version
 * @param lineOfBusiness for example {@code commercial}; empty when it is not known, which rules no
 *     document out
 * @param jurisdiction an ISO 3166-2 code, for example {@code US-FL}; empty likewise
 * @param payer whose guideline applies, by the name that guidelines give; empty: the payer whose
 *     library it is
 * @param which the version in force, or one that is named
 */
public record ServiceRequested(
    String place,
    List<RequestedService> services,
    LocalDate dateOfService,
    Optional<String> lineOfBusiness,
    Optional<String> jurisdiction,
    Optional<String> payer,
    WhichVersion which) {
  public ServiceRequested {
    services = List.copyOf(services);
    if (services.isEmpty() && which instanceof WhichVersion.InForce) {
      throw new IllegalArgumentException("a request names a service or a guideline");
    }
  }

  /** The codes of the services, in the order of the request. */
  public List<Code> codes() {
    return services.stream().map(RequestedService::code).toList();
  }

  /** The same, by another version. */
  public ServiceRequested by(WhichVersion other) {
    return new ServiceRequested(
        place, services, dateOfService, lineOfBusiness, jurisdiction, payer, other);
  }
}
