package org.proviso.crd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.proviso.crd.RefusedCallException.Issue;
import org.proviso.crd.Retrieval.Query;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Digest;
import org.proviso.determination.Options;
import org.proviso.determination.Problem;
import org.proviso.determination.Result;
import org.proviso.determination.Version;
import org.proviso.determination.json.Json;
import org.proviso.determination.json.JsonWriter;
import org.proviso.determination.record.RecordWriter;
import org.proviso.engine.answer.Answer;
import org.proviso.fhir.BundleReader;
import org.proviso.fhir.ClinicalRecord;
import org.proviso.fhir.InputProblem;
import org.proviso.fhir.Order;
import org.proviso.fhir.OrderReader;
import org.proviso.fhir.Reading;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactSource;
import org.proviso.terminology.Code;

/** One hook call on its way to an answer. */
final class Conversation {
  /** What the EHR is asked for when a fact may be answered by a form. */
  private static final String ANSWERS = "QuestionnaireResponse";

  /** Types that are not the EHR's to complete: a payer has its claims, a client its own order. */
  private static final Set<String> NOT_ASKED = Set.of("Claim", "Coverage", "Patient", "Medication");

  private final Hook hook;
  private final HookCall call;
  private final CrdVersion version;
  private final Settings settings;
  private final PayerConfiguration payer;
  private final Determiner determiner;
  private final LocalDate today;
  private final String digest;
  private final AssertionIds ids;
  private final CoverageMapping mapping;
  private final Ehr ehr;
  private final Deadline deadline;
  private final List<String> unanswered = new ArrayList<>();

  Conversation(
      Hook hook,
      HookCall call,
      CrdVersion version,
      PayerConfiguration payer,
      Determiner determiner,
      AssertionIds ids,
      Ehr ehr,
      LocalDate today,
      String digest) {
    this.hook = hook;
    this.call = call;
    this.version = version;
    this.settings = Settings.of(call.configuration());
    this.payer = payer;
    this.determiner = determiner;
    this.ids = ids;
    this.mapping = new CoverageMapping(payer, ids);
    this.ehr = ehr;
    this.deadline = Deadline.in(payer.patience());
    this.today = today;
    this.digest = digest;
  }

  CrdResponse answer() throws RefusedCallException {
    List<Ordered> sent = sent();
    var bases = new LinkedHashSet<String>();
    call.server().ifPresent(server -> bases.add(server.address().replaceAll("/+$", "")));
    sent.forEach(
        ordered ->
            ordered
                .resource()
                .about()
                .map(Fields::base)
                .filter(b -> !b.isEmpty())
                .ifPresent(bases::add));
    var evidence = new Evidence(call.patientId(), bases);
    var retrieval = new Retrieval(ehr, call.server(), deadline, evidence);
    Essentials essentials = essentials(sent, retrieval);
    if (essentials.orders().isEmpty()) {
      return respond(List.of());
    }
    Optional<Insurance> insurance = insurance(essentials, retrieval);
    Json.Obj coverage = coverageReference(insurance, essentials.orders());
    essentials.orders().forEach(evidence::order);
    evidence.add(call.resources().orElse(List.of()));
    evidence.add(call.prefetched());
    var decider = new OrderDecider(evidence, essentials.patient(), insurance);
    var decided = new ArrayList<Decided>();
    for (Ordered ordered : essentials.orders()) {
      for (List<Code> alternative : ordered.services()) {
        decided.add(decider.decide(ordered, alternative));
      }
    }
    if (askFurther(decided, evidence, retrieval)) {
      decider.learn();
      decided.replaceAll(
          one -> one.isOpen() ? decider.decide(one.ordered(), one.alternative()) : one);
    }
    var said = new ArrayList<Said>();
    for (Decided one : decided) {
      said.add(
          new Said(
              one,
              mapping.map(
                  one.finding(),
                  new CoverageMapping.Setting(
                      coverage,
                      insurance.flatMap(Insurance::lastDay),
                      one.billed(),
                      hook,
                      settings.unsolicitedDetermination(),
                      today,
                      unanswered))));
    }
    return respond(said);
  }

  /** An order, for one alternative of its codes, and what was found out. */
  private record Decided(
      Ordered ordered, List<Code> alternative, List<Code> services, Finding finding) {
    /** Whether more facts could decide it. */
    boolean isOpen() {
      return finding instanceof Finding.Determined(Determination determination, var assumed)
          && CoverageMapping.verdict(determination.answer()) == CoverageMapping.Verdict.UNDECIDED;
    }

    /** The codes that it holds for. */
    List<Code> billed() {
      return alternative.isEmpty() ? services : alternative;
    }
  }

  private record Said(Decided decided, CoverageInformation information) {}

  // What the call is about

  /** The orders of the call that came with it. */
  private List<Ordered> sent() throws RefusedCallException {
    Set<String> named = named();
    List<Piece> pieces =
        switch (hook) {
          case ORDER_SIGN, ORDER_SELECT -> {
            List<Piece> drafts =
                call.resources().orElseThrow(() -> missing("context.draftOrders")).stream()
                    .filter(piece -> Ordered.TYPES.contains(piece.type()))
                    .toList();
            yield hook == Hook.ORDER_SELECT && !call.selections().isEmpty()
                ? drafts.stream()
                    .filter(
                        piece ->
                            call.selections().stream()
                                .map(Fields::typeAndId)
                                .anyMatch(piece.reference()::equals))
                    .toList()
                : drafts;
          }
          case APPOINTMENT_BOOK ->
              call.resources().orElseThrow(() -> missing("context.appointments")).stream()
                  .filter(piece -> piece.type().equals("Appointment"))
                  .toList();
          case ORDER_DISPATCH, ENCOUNTER_START, ENCOUNTER_DISCHARGE ->
              call.prefetched().stream()
                  .filter(piece -> named.contains(piece.reference()))
                  .toList();
        };
    var orders = new LinkedHashMap<String, Ordered>();
    for (Piece piece : pieces) {
      orders.putIfAbsent(piece.reference(), Ordered.of(piece, call.patientId()));
    }
    return List.copyOf(orders.values());
  }

  /** The resources that the context names without sending them. */
  private Set<String> named() throws RefusedCallException {
    return switch (hook) {
      case ORDER_DISPATCH -> {
        if (call.dispatched().isEmpty()) {
          throw missing("context.dispatchedOrders");
        }
        var named = new LinkedHashSet<String>();
        for (String reference : call.dispatched()) {
          String plain = Fields.typeAndId(reference);
          int slash = plain.indexOf('/');
          if (slash > 0 && Ordered.TYPES.contains(plain.substring(0, slash))) {
            named.add(plain);
          }
        }
        yield named;
      }
      case ENCOUNTER_START, ENCOUNTER_DISCHARGE ->
          Set.of(
              "Encounter/" + call.encounterId().orElseThrow(() -> missing("context.encounterId")));
      case ORDER_SIGN, ORDER_SELECT, APPOINTMENT_BOOK -> Set.of();
    };
  }

  private static RefusedCallException missing(String where) {
    return new RefusedCallException(
        400,
        Issue.REQUIRED,
        where,
        where + " is missing.",
        "Send what the hook requires in its context.");
  }

  /** What no answer can do without. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
  private record Essentials(List<Ordered> orders, byte[] patient, List<Insurance> insurances) {}

  /** What came along, and what the EHR is asked for because it did not. */
  private Essentials essentials(List<Ordered> sent, Retrieval retrieval)
      throws RefusedCallException {
    var queries = new ArrayList<Query>();
    Optional<Piece> patient =
        call.prefetched().stream()
            .filter(piece -> piece.type().equals("Patient") && piece.id().equals(call.patientId()))
            .findFirst();
    Query patientQuery = Query.read("Patient", call.patientId(), false);
    if (patient.isEmpty()) {
      queries.add(patientQuery);
    }
    List<Insurance> insurances = prefetchedInsurances();
    Query coverageQuery =
        Query.search("Coverage", "patient=" + call.patientId() + "&status=active");
    if (insurances.isEmpty()) {
      queries.add(coverageQuery);
    }
    SequencedMap<Query, String> orderQueries = orderQueries(sent);
    queries.addAll(orderQueries.sequencedKeySet());
    SequencedMap<Query, Retrieval.Found> found =
        queries.isEmpty() ? new LinkedHashMap<>() : retrieval.ask(queries);
    byte[] known = patient.map(Piece::bytes).orElseGet(() -> fetchedPatient(found, patientQuery));
    if (known.length == 0) {
      throw precondition("patient", "The patient");
    }
    if (insurances.isEmpty()) {
      insurances = fetchedInsurances(found.get(coverageQuery));
    }
    return new Essentials(orders(sent, orderQueries, found), known, insurances);
  }

  private List<Insurance> prefetchedInsurances() throws RefusedCallException {
    var insurances = new LinkedHashMap<String, Insurance>();
    boolean others = false;
    for (Piece piece : call.prefetched()) {
      if (piece.type().equals("Coverage")) {
        boolean own =
            piece
                .about()
                .map(Fields::typeAndId)
                .filter(("Patient/" + call.patientId())::equals)
                .isPresent();
        others |= !own;
        if (own && !piece.id().isEmpty()) {
          insurances.putIfAbsent(piece.reference(), Insurance.of(piece));
        }
      }
    }
    if (insurances.isEmpty() && others) {
      throw new RefusedCallException(
          400,
          Issue.BUSINESS_RULE,
          "prefetch.coverage",
          "The Coverage has no id, or another beneficiary than the patient of the context.",
          "Send the patient's own Coverage.");
    }
    return List.copyOf(insurances.values());
  }

  /** By query, the reference that it answers. */
  private SequencedMap<Query, String> orderQueries(List<Ordered> sent) throws RefusedCallException {
    var queries = new LinkedHashMap<Query, String>();
    Set<String> here = new LinkedHashSet<>();
    call.prefetched().forEach(piece -> here.add(piece.reference()));
    Set<String> wanted = new LinkedHashSet<>(named());
    if (hook == Hook.APPOINTMENT_BOOK) {
      sent.forEach(appointment -> wanted.addAll(basedOn(appointment)));
    }
    for (String reference : wanted) {
      if (!here.contains(reference)) {
        int slash = reference.indexOf('/');
        queries.put(
            Query.read(reference.substring(0, slash), reference.substring(slash + 1), true),
            reference);
      }
    }
    return queries;
  }

  /** The requests that an appointment fulfils. */
  private static List<String> basedOn(Ordered appointment) {
    return Fields.objects(appointment.content(), "basedOn").stream()
        .flatMap(
            each ->
                Stream.concat(
                    Fields.text(each, "reference").stream(),
                    Fields.objects(each, "extension").stream()
                        .filter(
                            extension ->
                                Fields.text(extension, "url")
                                    .filter(
                                        "http://hl7.org/fhir/StructureDefinition/alternate-reference"
                                            ::equals)
                                    .isPresent())
                        .flatMap(
                            extension -> Fields.reference(extension, "valueReference").stream())))
        .map(Fields::typeAndId)
        .filter(
            reference ->
                reference.matches("(ServiceRequest|DeviceRequest|MedicationRequest)/[^/]{1,64}"))
        .toList();
  }

  /**
   * The patient from the EHR; all that is certain when it failed; nothing when nobody was asked.
   */
  private byte[] fetchedPatient(Map<Query, Retrieval.Found> found, Query query) {
    return switch (found.get(query)) {
      case Retrieval.Found.Resources(var pieces) when !pieces.isEmpty() ->
          pieces.getFirst().bytes();
      case Retrieval.Found.Resources _ -> patientOnlyById("The EHR does not have the patient.");
      case Retrieval.Found.InVain(String why) -> patientOnlyById(why);
      case Retrieval.Found.NotAllowed() -> new byte[0];
      case null -> new byte[0];
    };
  }

  private byte[] patientOnlyById(String why) {
    unanswered.add(why);
    return JsonWriter.canonical(
            new Json.Members()
                .put("resourceType", "Patient")
                .put("id", call.patientId())
                .toObject())
        .getBytes(StandardCharsets.UTF_8);
  }

  private List<Insurance> fetchedInsurances(
      Retrieval.@org.jspecify.annotations.Nullable Found found) throws RefusedCallException {
    var insurances = new ArrayList<Insurance>();
    switch (found) {
      case Retrieval.Found.Resources(var pieces) -> {
        for (Piece piece : pieces) {
          insurances.add(Insurance.of(piece));
        }
        if (insurances.isEmpty()) {
          throw noSingleCoverage("The patient has no active Coverage.");
        }
      }
      case Retrieval.Found.InVain(String why) -> unanswered.add(why);
      case Retrieval.Found.NotAllowed() -> {
        if (call.gave("coverage")) {
          throw noSingleCoverage("The call's prefetch has no Coverage.");
        }
        throw precondition("coverage", "The coverage");
      }
      case null -> throw precondition("coverage", "The coverage");
    }
    return insurances;
  }

  private static RefusedCallException precondition(String key, String what) {
    return new RefusedCallException(
        412,
        Issue.INCOMPLETE,
        "prefetch." + key,
        what + " was not prefetched, and the EHR's FHIR server could not be asked.",
        "Send the prefetch that the service asks for, or fhirServer with a token for it.");
  }

  private static RefusedCallException noSingleCoverage(String message) {
    return new RefusedCallException(
        400,
        Issue.BUSINESS_RULE,
        "prefetch.coverage",
        message,
        "Send the one Coverage of this payer that the call is about.");
  }

  private List<Ordered> orders(
      List<Ordered> sent, SequencedMap<Query, String> queries, Map<Query, Retrieval.Found> found)
      throws RefusedCallException {
    var fetched = new HashMap<String, Ordered>();
    for (var query : queries.entrySet()) {
      if (found.get(query.getKey()) instanceof Retrieval.Found.Resources(var pieces)
          && !pieces.isEmpty()) {
        fetched.put(query.getValue(), Ordered.of(pieces.getFirst(), call.patientId()));
      } else if (hook != Hook.APPOINTMENT_BOOK) {
        throw precondition("*", query.getValue().substring(0, query.getValue().indexOf('/')));
      }
    }
    if (hook != Hook.APPOINTMENT_BOOK) {
      var all = new ArrayList<>(sent);
      all.addAll(fetched.values());
      return all;
    }
    for (Piece piece : call.prefetched()) {
      if (piece.type().endsWith("Request") && Ordered.TYPES.contains(piece.type())) {
        fetched.putIfAbsent(piece.reference(), Ordered.of(piece, call.patientId()));
      }
    }
    var booked = new LinkedHashMap<String, Ordered>();
    for (Ordered appointment : sent) {
      Optional<Ordered> request =
          basedOn(appointment).stream()
              .filter(fetched::containsKey)
              .findFirst()
              .map(fetched::get)
              .map(order -> order.on(day(appointment)));
      Ordered meant = request.orElse(appointment);
      booked.putIfAbsent(meant.resource().reference(), meant);
    }
    return List.copyOf(booked.values());
  }

  private static Optional<LocalDate> day(Ordered appointment) {
    return Ordered.appointed(appointment.content())
        .filter(start -> start.length() >= 10)
        .flatMap(
            start -> {
              try {
                return Optional.of(LocalDate.parse(start.substring(0, 10)));
              } catch (java.time.DateTimeException unreadable) {
                return Optional.empty();
              }
            });
  }

  // Under which coverage

  private Optional<Insurance> insurance(Essentials essentials, Retrieval retrieval)
      throws RefusedCallException {
    List<Insurance> all = essentials.insurances();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<Insurance> ours = ours(all, retrieval);
    if (ours.isEmpty()) {
      throw noSingleCoverage("No Coverage of the call names this payer by an identifier.");
    }
    if (ours.size() > 1) {
      Set<String> named = new LinkedHashSet<>();
      essentials.orders().stream()
          .flatMap(order -> Fields.objects(order.content(), "insurance").stream())
          .flatMap(insurance -> Fields.text(insurance, "reference").stream())
          .map(Fields::typeAndId)
          .forEach(named::add);
      List<Insurance> meant =
          ours.stream().filter(insurance -> named.contains(insurance.reference())).toList();
      ours =
          meant.isEmpty()
              ? ours.stream().filter(insurance -> !insurance.isOutOfForce(today)).toList()
              : meant;
    }
    if (ours.size() != 1) {
      throw noSingleCoverage("The call has several Coverages, and which one is meant is not said.");
    }
    return Optional.of(ours.getFirst());
  }

  private List<Insurance> ours(List<Insurance> all, Retrieval retrieval)
      throws RefusedCallException {
    if (payer.identifiers().isEmpty()) {
      return all;
    }
    Set<String> organizations = new LinkedHashSet<>();
    Set<String> known = new LinkedHashSet<>();
    for (Piece piece : call.prefetched()) {
      if (piece.type().equals("Organization")) {
        known.add(piece.reference());
        if (Insurance.identifiers(piece.read()).anyMatch(payer.identifiers()::contains)) {
          organizations.add(piece.reference());
        }
      }
    }
    var queries = new LinkedHashSet<Query>();
    for (Insurance insurance : all) {
      for (String payor : insurance.payors()) {
        String plain = Fields.typeAndId(payor);
        if (!insurance.namesPayor(payer.identifiers())
            && plain.matches("Organization/[A-Za-z0-9.-]{1,64}")
            && !known.contains(plain)) {
          queries.add(Query.read("Organization", plain.substring("Organization/".length()), false));
        }
      }
    }
    boolean inVain = false;
    if (!queries.isEmpty() && retrieval.possible()) {
      for (var answer : retrieval.ask(List.copyOf(queries)).entrySet()) {
        switch (answer.getValue()) {
          case Retrieval.Found.Resources(var pieces) -> {
            for (Piece piece : pieces) {
              if (Insurance.identifiers(piece.read()).anyMatch(payer.identifiers()::contains)) {
                organizations.add(piece.reference());
              }
            }
          }
          case Retrieval.Found.InVain(String why) -> {
            unanswered.add(why);
            inVain = true;
          }
          case Retrieval.Found.NotAllowed() -> {}
        }
      }
    }
    List<Insurance> ours =
        all.stream()
            .filter(
                insurance ->
                    insurance.namesPayor(payer.identifiers())
                        || insurance.payors().stream()
                            .map(Fields::typeAndId)
                            .anyMatch(organizations::contains))
            .toList();
    // While the EHR is silent nothing is covered anyway, and whose coverage it is may be told
    // later.
    return ours.isEmpty() && inVain ? all : ours;
  }

  /** Where no Coverage could be read, an order may still name one. */
  private Json.Obj coverageReference(Optional<Insurance> insurance, List<Ordered> orders)
      throws RefusedCallException {
    if (insurance.isPresent()) {
      return insurance.get().asReference();
    }
    return orders.stream()
        .flatMap(order -> Fields.objects(order.content(), "insurance").stream())
        .flatMap(each -> Fields.text(each, "reference").stream())
        .map(Fields::typeAndId)
        .filter(reference -> reference.startsWith("Coverage/"))
        .findFirst()
        .map(reference -> new Json.Members().put("reference", reference).toObject())
        .orElseThrow(() -> precondition("coverage", "The coverage"));
  }

  // What is decided

  /** Decides orders from what is known so far. */
  private final class OrderDecider {
    private final Evidence evidence;
    private final byte[] patient;
    private final Optional<Insurance> insurance;
    private final Map<Optional<Boolean>, Reading<ClinicalRecord>> records = new HashMap<>();
    private final Map<LocalDate, Membership.Standing> standings = new HashMap<>();

    OrderDecider(Evidence evidence, byte[] patient, Optional<Insurance> insurance) {
      this.evidence = evidence;
      this.patient = patient;
      this.insurance = insurance;
    }

    /** There is more evidence now. */
    void learn() {
      records.clear();
    }

    Decided decide(Ordered ordered, List<Code> alternative) {
      try {
        return finding(ordered, alternative);
      } catch (RuntimeException | RefusedCallException defect) {
        return new Decided(
            ordered,
            alternative,
            List.of(),
            new Finding.Trouble(
                List.of(
                    new Problem(
                        "defect",
                        ordered.resource().reference(),
                        "The server has a defect; this order was not decided.",
                        "Report it with the time of the call."))));
      }
    }

    private Decided finding(Ordered ordered, List<Code> alternative) throws RefusedCallException {
      Seen first = seen(ordered, alternative, Optional.empty());
      if (first.order().isEmpty()) {
        return undecidable(ordered, alternative, first.problems());
      }
      Order order = first.order().get();
      if (insurance.isEmpty()) {
        return determined(ordered, alternative, first, Options.NONE);
      }
      Membership.Standing standing = standing(order.dateOfService());
      return switch (standing) {
        case Membership.Standing.Active(var line, var ownRule) -> {
          Seen seen = ownRule.isEmpty() ? first : seen(ordered, alternative, ownRule);
          yield determined(
              ordered, alternative, seen, line.map(Options.NONE::in).orElse(Options.NONE));
        }
        case Membership.Standing.MemberNotFound() ->
            notInsured(ordered, alternative, order, Finding.Why.NO_MEMBER_FOUND);
        case Membership.Standing.CoverageNotFound() ->
            notInsured(ordered, alternative, order, Finding.Why.COVERAGE_NOT_FOUND);
        case Membership.Standing.NotActive() ->
            notInsured(ordered, alternative, order, Finding.Why.NO_ACTIVE_COVERAGE);
        case Membership.Standing.Unknown(String why) ->
            new Decided(
                ordered,
                alternative,
                order.services(),
                new Finding.Trouble(
                    List.of(
                        new Problem(
                            "membership-unknown",
                            "coverage",
                            "The payer's record of members could not be read: " + why + ".",
                            ""))));
      };
    }

    private Decided notInsured(
        Ordered ordered, List<Code> alternative, Order order, Finding.Why why) {
      return new Decided(ordered, alternative, order.services(), new Finding.NotInsured(why));
    }

    private Decided undecidable(
        Ordered ordered, List<Code> alternative, List<InputProblem> problems) {
      return new Decided(
          ordered,
          alternative,
          List.of(),
          new Finding.Undecidable(
              problems.stream().filter(InputProblem::refuses).map(Problem::of).toList()));
    }

    private Membership.Standing standing(LocalDate date) {
      return standings.computeIfAbsent(
          date,
          day ->
              insurance
                  .map(
                      each ->
                          payer
                              .membership()
                              .of(
                                  new Membership.Enquiry(
                                      each.memberIdentifiers(), !each.isOutOfForce(day), day)))
                  .orElseGet(Membership.Standing.CoverageNotFound::new));
    }

    /** What was read of an order. */
    private record Seen(
        Optional<ClinicalRecord> record,
        Optional<Order> order,
        List<InputProblem> problems,
        String digest,
        boolean dateAssumed) {}

    private Seen seen(Ordered ordered, List<Code> alternative, Optional<Boolean> ownRule)
        throws RefusedCallException {
      Evidenced evidenced = evidenced(ownRule);
      return switch (evidenced.reading()) {
        case Reading.Refused<ClinicalRecord>(var problems) ->
            new Seen(Optional.empty(), Optional.empty(), problems, evidenced.digest(), false);
        case Reading.Done<ClinicalRecord>(ClinicalRecord record, var noticed) -> {
          var asked =
              new OrderReader.Asked(Optional.of(ordered.request()), ordered.date(), alternative);
          Reading<Order> reading = OrderReader.read(record, determiner.terminology(), asked);
          boolean assumed = onlyTheDateIsMissing(reading);
          if (assumed) {
            reading = OrderReader.read(record, determiner.terminology(), asked.on(today));
          }
          var problems = new ArrayList<>(noticed);
          problems.addAll(reading.problems());
          yield new Seen(
              Optional.of(record),
              reading instanceof Reading.Done<Order>(Order order, var told)
                  ? Optional.of(order)
                  : Optional.empty(),
              problems,
              evidenced.digest(),
              assumed);
        }
      };
    }

    private static boolean onlyTheDateIsMissing(Reading<Order> reading) {
      return reading instanceof Reading.Refused<Order>(var problems)
          && problems.stream()
              .filter(InputProblem::refuses)
              .allMatch(
                  problem ->
                      problem.kind().id().equals("date-of-service-missing")
                          || problem.kind().id().equals("date-of-service-imprecise"));
    }

    private record Evidenced(Reading<ClinicalRecord> reading, String digest) {}

    private final Map<Optional<Boolean>, String> digests = new HashMap<>();

    private Evidenced evidenced(Optional<Boolean> ownRule) throws RefusedCallException {
      Reading<ClinicalRecord> known = records.get(ownRule);
      if (known == null) {
        byte[] coverage =
            insurance.isEmpty() ? new byte[0] : ContractMark.on(insurance.get(), ownRule);
        byte[] bundle = evidence.bundle(patient, coverage);
        known = BundleReader.standard().read(bundle);
        records.put(ownRule, known);
        digests.put(ownRule, Digest.sha256(bundle));
      }
      return new Evidenced(known, digests.getOrDefault(ownRule, ""));
    }

    private Decided determined(
        Ordered ordered, List<Code> alternative, Seen seen, Options options) {
      if (seen.record().isEmpty() || seen.order().isEmpty()) {
        return undecidable(ordered, alternative, seen.problems());
      }
      Order order = seen.order().get();
      Result result =
          determiner.determine(
              seen.record().get(), order, seen.problems(), seen.digest(), options, today);
      Finding finding =
          switch (result) {
            case Result.Determined(Determination determination) ->
                new Finding.Determined(determination, seen.dateAssumed());
            case Result.NoGuideline(Problem problem) -> new Finding.NoGuideline(problem);
            case Result.Refused(List<Problem> problems) ->
                problems.stream().anyMatch(problem -> isOurs(problem.id()))
                    ? new Finding.Trouble(problems)
                    : new Finding.Undecidable(problems);
          };
      return new Decided(ordered, alternative, order.services(), finding);
    }

    /** Whether it is the payer's library that is at fault, not the order. */
    private static boolean isOurs(String problem) {
      return problem.startsWith("guideline-") || problem.equals("library-unreadable");
    }
  }

  /**
   * Asks the EHR for what could decide the orders that are open; notes what was asked in vain.
   *
   * @return whether there is more evidence than before
   */
  private boolean askFurther(List<Decided> decided, Evidence evidence, Retrieval retrieval) {
    if (!retrieval.possible() || deadline.passed()) {
      return false;
    }
    var types = new TreeSet<String>();
    for (Decided one : decided) {
      if (one.isOpen()
          && one.finding() instanceof Finding.Determined(Determination determination, var on)) {
        types.add(ANSWERS);
        types.addAll(typesOf(determination.answer()));
      }
    }
    if (types.isEmpty()) {
      return false;
    }
    boolean more = false;
    List<Query> queries =
        types.stream()
            .map(type -> Query.search(type, "patient=" + call.patientId() + "&_count=500"))
            .toList();
    for (Retrieval.Found found : retrieval.ask(queries).values()) {
      switch (found) {
        case Retrieval.Found.Resources(var pieces) -> {
          evidence.add(pieces);
          more |= !pieces.isEmpty();
        }
        case Retrieval.Found.InVain(String why) -> unanswered.add(why);
        case Retrieval.Found.NotAllowed() -> {}
      }
    }
    return more;
  }

  /** The resource types that may answer what is missing. */
  private static Set<String> typesOf(Answer answer) {
    var types = new TreeSet<String>();
    for (FactDeclaration fact : CoverageMapping.missing(answer)) {
      for (FactSource source : fact.sources()) {
        if (source instanceof FactSource.Resources resources
            && !NOT_ASKED.contains(resources.resource())) {
          types.add(
              resources.element().filter("reasonCode"::equals).isPresent()
                  ? "Condition"
                  : resources.resource());
        }
      }
    }
    return types;
  }

  // What is said

  private CrdResponse respond(List<Said> said) throws RefusedCallException {
    var byOrder = new LinkedHashMap<String, List<Said>>();
    for (Said one : said) {
      byOrder
          .computeIfAbsent(
              one.decided().ordered().resource().reference(), absent -> new ArrayList<>())
          .add(one);
    }
    var assertions = new ArrayList<Assertion>();
    var actions = new ArrayList<byte[]>();
    if (settings.coverageInformation()) {
      for (List<Said> ofOne : byOrder.values()) {
        Ordered ordered = ofOne.getFirst().decided().ordered();
        List<Json.Obj> news =
            ofOne.stream().map(one -> one.information().extension(version)).toList();
        Annotations present = Annotations.of(ordered.content(), ofOne.getFirst().information());
        if (!present.saySame(news)) {
          actions.add(action(ordered, Splice.splice(ordered.resource(), present.places(), news)));
          for (int index = 0; index < ofOne.size(); index++) {
            assertions.add(assertion(ofOne.get(index), news.get(index)));
          }
        }
      }
    }
    return new CrdResponse.Answered(
        body(cards(byOrder), actions), assertions, digest, call.hookInstance());
  }

  private List<Json> cards(Map<String, List<Said>> byOrder) {
    if (!settings.guidelineCards()) {
      return List.of();
    }
    var cards = new Cards(payer, ids, version, mapping);
    var all = new ArrayList<Json>();
    for (List<Said> ofOne : byOrder.values()) {
      Set<String> seen = new LinkedHashSet<>();
      for (Said one : ofOne) {
        if (one.decided().finding()
                instanceof Finding.Determined(Determination determination, var assumed)
            && seen.add(determination.answer().guideline().contentHash())) {
          all.addAll(cards.about(one.decided().ordered(), determination.answer()));
        }
      }
    }
    return all.subList(0, Math.min(all.size(), settings.mostCards()));
  }

  private static byte[] action(Ordered ordered, byte[] resource) {
    var out = new ByteArrayOutputStream(resource.length + 200);
    out.writeBytes(
        ("{\"type\":\"update\",\"description\":"
                + JsonWriter.canonical(
                    Json.text(
                        "Adds coverage information to the " + ordered.resource().type() + "."))
                + ",\"resource\":")
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(resource);
    out.write('}');
    return out.toByteArray();
  }

  private static byte[] body(List<Json> cards, List<byte[]> actions) {
    var out = new ByteArrayOutputStream(16_384);
    out.writeBytes("{\"cards\":".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(JsonWriter.canonical(Json.array(cards)).getBytes(StandardCharsets.UTF_8));
    if (!actions.isEmpty()) {
      out.writeBytes(",\"systemActions\":[".getBytes(StandardCharsets.UTF_8));
      for (int index = 0; index < actions.size(); index++) {
        if (index > 0) {
          out.write(',');
        }
        out.writeBytes(actions.get(index));
      }
      out.write(']');
    }
    out.write('}');
    return out.toByteArray();
  }

  private Assertion assertion(Said said, Json.Obj extension) {
    CoverageInformation information = said.information();
    Optional<Determination> determination =
        said.decided().finding() instanceof Finding.Determined(Determination one, var assumed)
            ? Optional.of(one)
            : Optional.empty();
    return new Assertion(
        information.assertionId(),
        digest,
        call.hookInstance(),
        hook.hookName(),
        said.decided().ordered().resource().reference(),
        Fields.text(information.coverage(), "reference").orElse(""),
        today,
        information.coveredCode(version),
        information.paNeededCode(version),
        information.satisfiedPaId(),
        determination.map(one -> one.answer().guideline().id()),
        determination.map(one -> one.answer().guideline().version()),
        determination.isPresent(),
        bytes(determination.map(RecordWriter::write).orElseGet(() -> withoutRecord(said))),
        bytes(extension));
  }

  private static byte[] bytes(Json value) {
    return JsonWriter.canonical(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Why nothing was determined. */
  private Json.Obj withoutRecord(Said said) {
    List<Problem> problems =
        switch (said.decided().finding()) {
          case Finding.Determined _ -> List.of();
          case Finding.NoGuideline(Problem problem) -> List.of(problem);
          case Finding.Undecidable(List<Problem> why) -> why;
          case Finding.Trouble(List<Problem> why) -> why;
          case Finding.NotInsured(Finding.Why why) ->
              List.of(
                  new Problem(
                      why.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                      Fields.text(said.information().coverage(), "reference").orElse(""),
                      "The payer's record of members rules it out.",
                      ""));
        };
    return new Json.Members()
        .put("format", "proviso-no-determination-1")
        .put("resource", said.decided().ordered().resource().reference())
        .put("services", Json.texts(said.decided().billed()))
        .put("decidedOn", today.toString())
        .put("problems", Json.array(problems.stream().map(RecordWriter::problem).toList()))
        .put("engine", Version.CURRENT)
        .put("inputDigest", digest)
        .toObject();
  }
}
