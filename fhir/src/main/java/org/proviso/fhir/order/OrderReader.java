package org.proviso.fhir.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reading;
import org.proviso.fhir.record.Resource;
import org.proviso.terminology.Code;
import org.proviso.terminology.Terminology;

/**
 * Finds in a record the one request, its patient, its date of service and its coverage; refuses,
 * with reasons, a record in which there is none or more than one.
 */
public final class OrderReader {
  /**
   * The extension of a Coverage, with a {@code valueBoolean}, that says whether the member's
   * contract has a rule of its own for the service; see docs/fhir-facts.md.
   */
  public static final String CONTRACT_RULE = CoverageReader.CONTRACT_RULE;

  private OrderReader() {}

  /**
   * Which order of a record is meant, and what of it the caller knows better.
   *
   * @param request the request to decide, for example {@code ServiceRequest/r1}; empty: the one
   *     that stands out, see docs/fhir-facts.md
   * @param dateOfService decides instead of the request's own date, when given
   * @param services codes for the one service asked for, instead of the request's own; empty: its
   *     own
   */
  public record Asked(
      Optional<String> request, Optional<LocalDate> dateOfService, List<Code> services) {
    /** The request that stands out, as it says itself. */
    public static final Asked AS_WRITTEN = new Asked(Optional.empty(), Optional.empty(), List.of());

    public Asked {
      services = List.copyOf(services);
    }

    /** The same, for a date of service. */
    public Asked on(LocalDate date) {
      return new Asked(request, Optional.of(date), services);
    }
  }

  /** Reads the order with its own date of service. */
  public static Reading<Order> read(ClinicalRecord record, Terminology terminology) {
    return read(record, terminology, Asked.AS_WRITTEN);
  }

  /**
   * Reads the order.
   *
   * @param dateOfService decides instead of the request's own date, when given
   */
  public static Reading<Order> read(
      ClinicalRecord record, Terminology terminology, Optional<LocalDate> dateOfService) {
    return read(record, terminology, new Asked(Optional.empty(), dateOfService, List.of()));
  }

  /** Reads the order that is asked for. */
  public static Reading<Order> read(ClinicalRecord record, Terminology terminology, Asked asked) {
    var notes = new Notes();
    Order order = new Session(record, terminology, asked, notes).order();
    return order == null || notes.refuse()
        ? new Reading.Refused<>(notes.list())
        : new Reading.Done<>(order, notes.list());
  }

  /** One reading. */
  private record Session(ClinicalRecord record, Terminology terminology, Asked asked, Notes notes) {
    @Nullable Order order() {
      Resource patient = PatientFinder.find(record, notes);
      Resource request = RequestFinder.find(record, asked.request(), notes);
      if (request == null) {
        return null;
      }
      Place place = Place.of(request, notes);
      RequestFinder.checkIntent(place);
      if (patient != null) {
        PatientFinder.checkSubject(record, place, patient);
      }
      Optional<LocalDate> given = asked.dateOfService();
      LocalDate day = given.isPresent() ? given.get() : ServiceDate.read(place);
      var codes = new ServiceCodes(record, terminology, notes);
      List<Code> services =
          asked.services().isEmpty()
              ? codes.ofRequest(place, day)
              : codes.given(asked.services(), place, day);
      if (patient == null || day == null || services.isEmpty()) {
        return null;
      }
      Resource coverage = CoverageFinder.find(record, patient, place, day, notes);
      if (notes.refuse()) {
        return null;
      }
      DateRange birth = DateRange.at(Place.of(patient, notes).one("birthDate"));
      return new Order(
          request.reference(),
          services,
          day,
          birth == null || !birth.exact() ? Optional.empty() : Optional.of(birth.first()),
          Optional.ofNullable(coverage).map(Resource::reference),
          only(coverage == null ? Map.of() : linesOfBusiness(coverage)),
          only(coverage == null ? Map.of() : CoverageReader.plans(Place.of(coverage, notes))),
          only(
              coverage == null
                  ? Map.of()
                  : CoverageReader.jurisdictions(Place.of(coverage, notes))));
    }

    private Map<String, Place> linesOfBusiness(Resource coverage) {
      Place place = Place.of(coverage, notes);
      Map<String, Place> lines = CoverageReader.linesOfBusiness(place);
      if (lines.size() != 1) {
        place.note(
            ProblemKind.LINE_OF_BUSINESS_UNKNOWN,
            lines.isEmpty()
                ? "The coverage does not tell the line of business: its type has no code that does,"
                    + " and it has no line-of-business extension."
                : "The coverage names several lines of business.",
            "Give Coverage.type a source-of-payment code, or answer the question.");
      }
      return lines;
    }

    private static Optional<String> only(Map<String, Place> values) {
      return values.size() == 1 ? Optional.of(values.keySet().iterator().next()) : Optional.empty();
    }
  }
}
