package org.proviso.fhir.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.Concepts;
import org.proviso.fhir.record.Days;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Node;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reading;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.Standing;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeCheck;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;
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

  private static final List<String> REQUEST_TYPES =
      List.of("ServiceRequest", "DeviceRequest", "MedicationRequest");
  private static final Set<String> OPEN = Set.of("draft", "active", "on-hold", "unknown");

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

  /** The patient of the record: the one that is not only somebody else's subscriber. */
  public static List<Resource> patients(ClinicalRecord record, Notes notes) {
    List<Resource> all = record.ofType("Patient");
    if (all.size() < 2) {
      return all;
    }
    Set<Resource> subscribers = new HashSet<>();
    Set<Resource> subjects = new HashSet<>();
    for (Resource coverage : record.ofType("Coverage")) {
      Place place = Place.of(coverage, notes);
      referred(record, place, "subscriber").ifPresent(subscribers::add);
      referred(record, place, "beneficiary").ifPresent(subjects::add);
    }
    for (String type : REQUEST_TYPES) {
      for (Resource request : record.ofType(type)) {
        referred(record, Place.of(request, notes), "subject").ifPresent(subjects::add);
      }
    }
    return all.stream()
        .filter(patient -> subjects.contains(patient) || !subscribers.contains(patient))
        .toList();
  }

  public static Optional<Resource> referred(ClinicalRecord record, Place holder, String element) {
    Place place = holder.one(element);
    String reference = place == null ? null : place.text("reference");
    return reference == null ? Optional.empty() : record.resolve(holder.resource(), reference);
  }

  /** Whom a resource is about. */
  public enum About {
    /** The patient of the bundle. */
    PATIENT,
    /** It does not say, though R4 requires it to. */
    NOT_SAID,
    /** Somebody or something else. */
    ANOTHER
  }

  /**
   * Whom a resource is about: its subject leads to the patient, or it has none where R4 lets it
   * have none (a QuestionnaireResponse).
   */
  public static About about(ClinicalRecord record, Resource patient, Place resource) {
    String element =
        switch (resource.resource().type()) {
          case "Coverage" -> "beneficiary";
          case "Claim" -> "patient";
          default -> "subject";
        };
    if (!resource.has(element) && resource.resource().type().equals("QuestionnaireResponse")) {
      return About.PATIENT;
    }
    Place subject = resource.one(element);
    if (subject == null || !(subject.node() instanceof Node.Members) || !subject.has("reference")) {
      resource.note(
          ProblemKind.SUBJECT_MISSING,
          "It has no " + element + ", so it cannot be told whom it is about; it is not relied on.",
          "Refer to the patient of this bundle.");
      return About.NOT_SAID;
    }
    if (referred(record, resource, element).filter(patient::equals).isPresent()) {
      return About.PATIENT;
    }
    resource.note(
        ProblemKind.ABOUT_ANOTHER_PATIENT,
        "Its " + element + " does not lead to the patient of this bundle; it is not used.",
        "Leave it out, or correct the reference.");
    return About.ANOTHER;
  }

  /** Whether a coverage applies on a day. */
  private enum Force {
    IN_FORCE,
    UNCERTAIN,
    NOT_IN_FORCE
  }

  private static Force force(
      ClinicalRecord record, Resource patient, LocalDate day, Place coverage) {
    About about = about(record, patient, coverage);
    Standing standing = Standing.of(coverage);
    if (about == About.ANOTHER
        || standing == Standing.DID_NOT_HAPPEN
        || standing == Standing.ENTERED_IN_ERROR) {
      return Force.NOT_IN_FORCE;
    }
    boolean certain = about == About.PATIENT && standing == Standing.COUNTS;
    if (coverage.has("period")) {
      Place period = coverage.one("period");
      if (period == null || !(period.node() instanceof Node.Members)) {
        return Force.UNCERTAIN;
      }
      Days start = Days.at(period.one("start"));
      Days end = Days.at(period.one("end"));
      if ((start != null && start.first().isAfter(day))
          || (end != null && end.last().isBefore(day))) {
        coverage.note(
            ProblemKind.COVERAGE_NOT_IN_FORCE,
            "The coverage's period does not include the date of service " + day + ".",
            "Send the coverage in force on that date.");
        return Force.NOT_IN_FORCE;
      }
      // A bound that is not there is open; one that cannot be read is not.
      certain &= start == null ? !period.has("start") : !start.last().isAfter(day);
      certain &= end == null ? !period.has("end") : !end.first().isBefore(day);
    }
    return certain ? Force.IN_FORCE : Force.UNCERTAIN;
  }

  /**
   * The one coverage of the request: the one that its insurance names, otherwise the only one;
   * nothing when there is none, when there are several, or when it cannot be told.
   */
  static @Nullable Resource coverage(
      ClinicalRecord record, Resource patient, Place request, LocalDate day, Notes notes) {
    List<Resource> candidates = record.ofType("Coverage");
    if (request.has("insurance")) {
      var named = new ArrayList<Resource>();
      for (Place insurance : request.all("insurance")) {
        String reference =
            insurance.node() instanceof Node.Members ? insurance.text("reference") : null;
        Resource found =
            reference == null
                ? null
                : record
                    .resolve(request.resource(), reference)
                    .filter(one -> one.type().equals("Coverage"))
                    .orElse(null);
        if (found == null && (reference == null || !reference.contains("ClaimResponse/"))) {
          uncertain(insurance, "names a coverage that is not in the bundle");
          return null;
        }
        if (found != null && !named.contains(found)) {
          named.add(found);
        }
      }
      if (!named.isEmpty()) {
        candidates = named;
      }
    }
    var inForce = new ArrayList<Resource>();
    boolean uncertain = false;
    for (Resource coverage : candidates) {
      switch (force(record, patient, day, Place.of(coverage, notes))) {
        case IN_FORCE -> inForce.add(coverage);
        case UNCERTAIN -> uncertain = true;
        case NOT_IN_FORCE -> {}
      }
    }
    if (inForce.size() > 1) {
      notes.add(
          ProblemKind.SEVERAL_COVERAGES,
          inForce.get(1).location(),
          "The bundle has "
              + inForce.size()
              + " coverages in force on "
              + day
              + "; which one pays, and whose rules apply, cannot be told.",
          "Send the one under which the request is to be decided, or name it in the request's"
              + " insurance.");
      return null;
    }
    if (uncertain) {
      uncertain(request, "may be under a coverage of which it is not certain that it is in force");
      return null;
    }
    if (inForce.isEmpty() && request.has("insurance")) {
      uncertain(request, "names a coverage that is not in force on " + day);
    }
    return inForce.isEmpty() ? null : inForce.getFirst();
  }

  private static void uncertain(Place place, String what) {
    place.note(
        ProblemKind.COVERAGE_NOT_CERTAIN,
        "The request " + what + "; what rests on the coverage is left unknown.",
        "Send the coverage that applies, with its status, beneficiary and period.");
  }

  /** The one request; nothing when there is none, or several. */
  static @Nullable Resource request(ClinicalRecord record, Notes notes) {
    return request(record, Optional.empty(), notes);
  }

  private static @Nullable Resource request(
      ClinicalRecord record, Optional<String> wanted, Notes notes) {
    var open = new ArrayList<Resource>();
    var closed = new ArrayList<Resource>();
    boolean errors = false;
    Resource twice = null;
    for (String type : REQUEST_TYPES) {
      if (wanted.isEmpty()
          && type.equals("MedicationRequest")
          && !(open.isEmpty() && closed.isEmpty())) {
        // Beside an order for a service, prescriptions are history.
        break;
      }
      for (Resource resource : record.ofType(type)) {
        if (wanted.isPresent() && !wanted.get().equals(resource.reference())) {
          continue;
        }
        Place place = Place.of(resource, notes);
        String status = place.text("status");
        if (resource.chosenTwice().equals("occurrence")) {
          errors = true;
          twice = resource;
        } else if (resource.modified()
            || !resource.chosenTwice().isEmpty()
            || Standing.isProhibition(place)
            || status == null) {
          errors = true;
        } else if (OPEN.contains(status)) {
          open.add(resource);
        } else if (status.equals("completed")) {
          closed.add(resource);
        } else {
          errors = true;
        }
      }
    }
    List<Resource> candidates = open.isEmpty() ? closed : open;
    if (candidates.isEmpty() && twice != null) {
      notes.add(
          ProblemKind.DATE_OF_SERVICE_INVALID,
          twice.location(),
          "The request's occurrence[x] is given in two types, of which FHIR R4 allows one; the date"
              + " of service cannot be told.",
          "Keep the one that is meant.");
      return null;
    }
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    if (candidates.isEmpty()) {
      notes.add(
          ProblemKind.NO_REQUEST,
          "Bundle",
          errors
              ? "The bundle's requests are revoked, entered in error, prohibitions, or cannot be"
                  + " relied on; nothing is asked for."
              : "The bundle has no ServiceRequest, DeviceRequest or MedicationRequest; nothing is"
                  + " asked for.",
          "Add the request that is to be decided.");
    } else {
      notes.add(
          ProblemKind.SEVERAL_REQUESTS,
          candidates.get(1).location(),
          "The bundle has "
              + candidates.size()
              + " requests that could be meant; one is decided at a time.",
          "Send the one that is to be decided; give earlier ones the status completed.");
    }
    return null;
  }

  /** One reading. */
  private record Session(ClinicalRecord record, Terminology terminology, Asked asked, Notes notes) {
    @Nullable Order order() {
      Resource patient = patient();
      Resource request = request(record, asked.request(), notes);
      if (request == null) {
        return null;
      }
      Place place = Place.of(request, notes);
      tellIntent(place);
      if (patient != null) {
        forPatient(place, patient);
      }
      Optional<LocalDate> given = asked.dateOfService();
      LocalDate day = given.isPresent() ? given.get() : dateOfService(place);
      List<Code> services = services(place, day);
      if (patient == null || day == null || services.isEmpty()) {
        return null;
      }
      Resource coverage = coverage(record, patient, place, day, notes);
      if (notes.refuse()) {
        return null;
      }
      Days birth = Days.at(Place.of(patient, notes).one("birthDate"));
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

    private @Nullable Resource patient() {
      List<Resource> patients = patients(record, notes);
      if (patients.size() == 1) {
        return patients.getFirst();
      }
      if (patients.isEmpty()) {
        notes.add(
            ProblemKind.NO_PATIENT,
            "Bundle",
            "The bundle has no Patient, so it cannot be told whom the request is for.",
            "Add the Patient.");
      } else {
        notes.add(
            ProblemKind.SEVERAL_PATIENTS,
            patients.get(1).location(),
            "The bundle has " + patients.size() + " patients; a request is for one.",
            "Send the patient that the request is for, and only that one's resources.");
      }
      return null;
    }

    private void forPatient(Place request, Resource patient) {
      if (referred(record, request, "subject").filter(patient::equals).isEmpty()) {
        request.note(
            ProblemKind.REQUEST_FOR_ANOTHER_PATIENT,
            "The request's subject does not lead to the patient of this bundle.",
            "Correct the reference, or send the patient that the request is for.");
      }
    }

    private static void tellIntent(Place request) {
      String intent = request.text("intent");
      if (intent == null
          || !(Standing.ORDERING_INTENTS.contains(intent)
              || Standing.OTHER_INTENTS.contains(intent))) {
        request.note(
            ProblemKind.INTENT_UNKNOWN,
            "The request's intent is missing or none of FHIR R4's.",
            "Give it an intent of FHIR R4.");
      }
    }

    private @Nullable LocalDate dateOfService(Place request) {
      if (request.resource().type().equals("MedicationRequest")) {
        return precise(request, "authoredOn", request.one("authoredOn"));
      }
      Place occurrence = request.one("occurrenceDateTime");
      if (occurrence != null) {
        return precise(request, "occurrenceDateTime", occurrence);
      }
      Place period = request.one("occurrencePeriod");
      if (period != null) {
        Days start = Days.at(period.one("start"));
        Days end = Days.at(period.one("end"));
        if ((end == null && period.has("end"))
            || (start != null && end != null && end.last().isBefore(start.first()))) {
          period.note(
              ProblemKind.DATE_OF_SERVICE_INVALID,
              "The period of the service ends before it begins, or its end cannot be read.",
              "Correct the period.");
          return null;
        }
        return precise(request, "occurrencePeriod.start", period.one("start"));
      }
      Place timing = request.one("occurrenceTiming");
      if (timing != null) {
        List<Place> events = timing.all("event");
        Place repeat = timing.one("repeat");
        Place bounds = repeat == null ? null : repeat.one("boundsPeriod");
        if (events.size() > 1) {
          timing.note(
              ProblemKind.DATE_OF_SERVICE_IMPRECISE,
              "The request is for several dates of service; one is decided at a time.",
              "Send one request for each date.");
          return null;
        }
        Place start =
            events.isEmpty() ? (bounds == null ? null : bounds.one("start")) : events.getFirst();
        return precise(request, "occurrenceTiming", start);
      }
      return precise(request, "occurrence", null);
    }

    private @Nullable LocalDate precise(Place request, String element, @Nullable Place date) {
      if (date == null) {
        request.note(
            ProblemKind.DATE_OF_SERVICE_MISSING,
            "The request has no date of service ("
                + element
                + "); the version of the guideline depends on it, and the day a request was"
                + " written is not the day of the service.",
            "Give the request an occurrenceDateTime, or name the date when asking.");
        return null;
      }
      String text = date.text();
      Days days = text == null ? null : Days.parse(text);
      if (days == null) {
        date.note(
            ProblemKind.DATE_OF_SERVICE_INVALID,
            "The date of service is no date of the calendar in FHIR's form.",
            "Write it as YYYY-MM-DD.");
        return null;
      }
      if (!days.exact()) {
        date.note(
            ProblemKind.DATE_OF_SERVICE_IMPRECISE,
            "The date of service (" + days + ") is not given to the day.",
            "Write it as YYYY-MM-DD.");
        return null;
      }
      return days.first();
    }

    private List<Code> services(Place request, @Nullable LocalDate day) {
      if (!asked.services().isEmpty()) {
        return given(request, day);
      }
      Place concept = serviceConcept(request);
      List<Place> codings = concept == null ? List.of() : concept.all("coding");
      var codes = new ArrayList<Code>();
      var faults = new ArrayList<InputProblem>();
      for (Place coding : codings) {
        service(coding, day, codes, faults);
      }
      if (!codes.isEmpty()) {
        for (InputProblem fault : faults) {
          notes.add(ProblemKind.MALFORMED_CODE, fault.where(), fault.message(), fault.help());
        }
        if (codes.stream().map(Code::system).distinct().count()
            < codes.stream().distinct().count()) {
          request.note(
              ProblemKind.SEVERAL_SERVICES,
              "The request's code has several codes of one system: which service is meant cannot"
                  + " be told.",
              "Send one request for each service.");
        }
      } else {
        faults.forEach(notes::add);
        if (faults.isEmpty()) {
          request.note(
              ProblemKind.SERVICE_CODE_MISSING,
              "The request names no service by a code.",
              "Give its code a coding with system and code, for example CPT.");
        }
      }
      return codes.stream().distinct().toList();
    }

    /** The caller's codes, those that may be used on the day. */
    private List<Code> given(Place request, @Nullable LocalDate day) {
      var codes = new ArrayList<Code>();
      for (Code code : asked.services()) {
        if (day != null
            && terminology.check(code, day) instanceof CodeCheck.NotInForce(var inForce)) {
          request.note(
              ProblemKind.SERVICE_CODE_NOT_IN_FORCE,
              Concepts.notInForce(code, day, inForce) + ".",
              "Use the code in force on the date of service, or correct the date.");
        } else {
          codes.add(code);
        }
      }
      return codes;
    }

    private @Nullable Place serviceConcept(Place request) {
      return switch (request.resource().type()) {
        case "DeviceRequest" -> request.one("codeCodeableConcept");
        case "MedicationRequest" -> {
          Place concept = request.one("medicationCodeableConcept");
          if (concept != null) {
            yield concept;
          }
          yield referred(record, request, "medicationReference")
              .map(medication -> Place.of(medication, notes).one("code"))
              .orElse(null);
        }
        default -> request.one("code");
      };
    }

    private void service(
        Place coding, @Nullable LocalDate day, List<Code> codes, List<InputProblem> faults) {
      String value = coding.text("code");
      String uri = coding.text("system");
      if (value == null || value.isBlank()) {
        return;
      }
      if (uri == null) {
        faults.add(
            new InputProblem(
                ProblemKind.SERVICE_CODE_SYSTEM_MISSING,
                coding.where(),
                "The service's code does not say of which system it is.",
                "Name the system, for example " + CodeSystem.CPT.uri() + "."));
        return;
      }
      Optional<CodeSystem> system = CodeSystem.ofUri(uri);
      if (system.isEmpty()) {
        faults.add(
            new InputProblem(
                ProblemKind.SERVICE_CODE_SYSTEM_UNKNOWN,
                coding.where(),
                "The service's code is of a system that guidelines do not use.",
                "Add a coding in CPT or HCPCS."));
        return;
      }
      Code code = CodeSyntax.canonical(system.get(), value);
      if (day == null) {
        CodeSyntax.fault(code)
            .ifPresentOrElse(
                fault -> faults.add(malformed(coding, code, fault)), () -> codes.add(code));
        return;
      }
      switch (terminology.check(code, day)) {
        case CodeCheck.InForce() -> codes.add(code);
        case CodeCheck.CannotTell(String reason) -> codes.add(code);
        case CodeCheck.UnknownSystem() -> {}
        case CodeCheck.Malformed(String fault) -> faults.add(malformed(coding, code, fault));
        case CodeCheck.NotInForce(List<CodeCheck.Span> inForce) ->
            faults.add(
                new InputProblem(
                    ProblemKind.SERVICE_CODE_NOT_IN_FORCE,
                    coding.where(),
                    Concepts.notInForce(code, day, inForce) + ".",
                    "Use the code in force on the date of service, or correct the date."));
      }
    }

    private static InputProblem malformed(Place coding, Code code, String fault) {
      return new InputProblem(
          ProblemKind.SERVICE_CODE_MALFORMED,
          coding.where(),
          "The service's code cannot be a code of " + code.system().title() + ": it " + fault + ".",
          "Correct the code or its system.");
    }
  }
}
