package org.proviso.determination;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;

/**
 * Which version of which guideline applies to a request: by the services, the date of service, the
 * line of business, the jurisdiction and the payer. Nothing else in Proviso chooses a version.
 */
public sealed interface ApplicableVersion {
  /** How many days after the day of the decision a service may lie; docs/decisions/0008. */
  int HORIZON_DAYS = 180;

  /**
   * This version applies.
   *
   * @param services the codes that the request is about
   */
  record Applies(Guideline guideline, List<Code> services) implements ApplicableVersion {
    public Applies {
      services = List.copyOf(services);
    }
  }

  /** None applies, or which one does is not certain. */
  record None(Refused refused) implements ApplicableVersion {}

  /**
   * Chooses the version.
   *
   * @param library every document about the services, and perhaps others
   * @param owner whose guidelines apply when the request names no payer; empty: any payer's
   * @param today the day of the decision
   */
  static ApplicableVersion of(
      Library library, ServiceRequested requested, Optional<String> owner, LocalDate today) {
    if (requested.which() instanceof WhichVersion.Named(Guideline version)) {
      return new Applies(
          version, requested.services().isEmpty() ? version.services() : requested.codes());
    }
    return beyondHorizon(requested, today)
        .<ApplicableVersion>map(None::new)
        .orElseGet(() -> new VersionSearch(library, requested, owner).choose());
  }

  /** The refusal of a request whose date of service nobody knows the version in force for. */
  static Optional<Refused> beyondHorizon(ServiceRequested requested, LocalDate today) {
    LocalDate date = requested.dateOfService();
    return requested.which() instanceof WhichVersion.Named
            || !date.isAfter(today.plusDays(HORIZON_DAYS))
        ? Optional.empty()
        : Optional.of(
            Refused.of(
                RefusalId.DATE_OF_SERVICE_IN_THE_FUTURE,
                "date of service",
                "The date of service %s is more than %d days after %s; no one knows which version will be in force then."
                    .formatted(date, HORIZON_DAYS, today),
                "Correct the date, or ask again nearer to it."));
  }
}
