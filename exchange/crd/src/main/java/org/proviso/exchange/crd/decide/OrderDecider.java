package org.proviso.exchange.crd.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.determination.Determiner;
import org.proviso.determination.Options;
import org.proviso.exchange.crd.evidence.InputDigest;
import org.proviso.exchange.crd.evidence.Insurance;
import org.proviso.exchange.crd.evidence.PatientResources;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.fhir.RecordRequest;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Reading;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.Problem;
import org.proviso.payer.AssertionBasis;
import org.proviso.payer.Membership;
import org.proviso.terminology.Code;

/** Decides the orders of one call, each on its own, from what is known of the patient so far. */
public final class OrderDecider {
  private final Determiner determiner;
  private final Membership membership;
  private final PatientResources resources;
  private final InputDigest digest;
  private final SentResource patient;
  private final Optional<Insurance> insurance;
  private final Defects defects;
  private final LocalDate today;
  private final Map<Optional<Boolean>, ReadRecord> records = new HashMap<>();
  private final Map<LocalDate, Membership.Eligibility> eligibilities = new HashMap<>();

  /**
   * A decider for one call.
   *
   * @param resources what is known of the patient; may grow, see {@link #learn}
   * @param digest of what the resources were read from
   * @param insurance the coverage that the call is about, when it is known
   * @param defects is told of defects
   * @param today the day of the answer
   */
  public OrderDecider(
      Determiner determiner,
      Membership membership,
      PatientResources resources,
      InputDigest digest,
      SentResource patient,
      Optional<Insurance> insurance,
      Defects defects,
      LocalDate today) {
    this.determiner = determiner;
    this.membership = membership;
    this.resources = resources;
    this.digest = digest;
    this.patient = patient;
    this.insurance = insurance;
    this.defects = defects;
    this.today = today;
  }

  /** There are more resources now. */
  public void learn() {
    records.clear();
  }

  /**
   * Decides one. A defect is told as one, and leaves the other orders alone.
   *
   * @param alternative the codes to decide it for; empty: its own
   */
  public DecidedOrder decide(CallOrder order, List<Code> alternative) {
    try {
      return decided(order, alternative);
    } catch (RuntimeException defect) {
      defects.noticed(defect);
      return notRead(
          order,
          alternative,
          new AssertionBasis.SystemFault(
              List.of(
                  new Problem(
                      "defect",
                      order.resource().reference(),
                      "The server has a defect; this order was not decided.",
                      "Report it with the time of the call."))));
    }
  }

  private static DecidedOrder notRead(
      CallOrder order, List<Code> alternative, AssertionBasis basis) {
    return new DecidedOrder(order, alternative, List.of(), basis);
  }

  private DecidedOrder decided(CallOrder order, List<Code> alternative) {
    ReadOrder read = read(order, alternative, Optional.empty());
    if (read.order().isEmpty() || insurance.isEmpty()) {
      return determined(order, alternative, read, Options.NONE);
    }
    Order requested = read.order().get();
    Insurance coverage = insurance.get();
    Membership.Eligibility eligibility = eligibility(coverage, requested.dateOfService());
    Optional<AssertionBasis> obstacle = AssertionBasis.against(eligibility, coverage.reference());
    if (obstacle.isPresent()) {
      return new DecidedOrder(order, alternative, requested.services(), obstacle.get());
    }
    Optional<Boolean> ownRule = Optional.empty();
    Options options = Options.NONE;
    if (eligibility instanceof Membership.Eligibility.Active(var line, var rule)) {
      ownRule = rule;
      options = line.map(Options.NONE::in).orElse(Options.NONE);
    }
    return determined(
        order, alternative, ownRule.isEmpty() ? read : read(order, alternative, ownRule), options);
  }

  private Membership.Eligibility eligibility(Insurance coverage, LocalDate date) {
    return eligibilities.computeIfAbsent(
        date,
        day ->
            membership.of(
                new Membership.Inquiry(
                    coverage.memberIdentifiers(), !coverage.isOutOfForce(day), day)));
  }

  /** What was read of an order. */
  private record ReadOrder(
      Optional<ClinicalRecord> record,
      Optional<Order> order,
      List<InputProblem> problems,
      String digest,
      boolean dateAssumed) {}

  private ReadOrder read(CallOrder order, List<Code> alternative, Optional<Boolean> ownRule) {
    ReadRecord whole = record(ownRule);
    return switch (whole.reading()) {
      case Reading.Refused<ClinicalRecord>(var problems) ->
          new ReadOrder(Optional.empty(), Optional.empty(), problems, whole.digest(), false);
      case Reading.Done<ClinicalRecord>(ClinicalRecord record, var noticed) -> {
        var asked = new OrderReader.Asked(Optional.of(order.request()), order.date(), alternative);
        Reading<Order> reading = OrderReader.read(record, determiner.terminology(), asked);
        boolean assumed = onlyTheDateIsMissing(reading);
        if (assumed) {
          reading = OrderReader.read(record, determiner.terminology(), asked.on(today));
        }
        var problems = new ArrayList<>(noticed);
        problems.addAll(reading.problems());
        yield new ReadOrder(
            Optional.of(record),
            reading instanceof Reading.Done<Order>(Order done, var _)
                ? Optional.of(done)
                : Optional.empty(),
            problems,
            whole.digest(),
            assumed);
      }
    };
  }

  private static boolean onlyTheDateIsMissing(Reading<Order> reading) {
    return reading instanceof Reading.Refused<Order>(var problems)
        && problems.stream()
            .filter(InputProblem::refuses)
            .map(problem -> problem.kind().id())
            .allMatch(
                id ->
                    id.equals("date-of-service-missing") || id.equals("date-of-service-imprecise"));
  }

  /** All that is known of the patient, read, and the digest of what it was read from. */
  private record ReadRecord(Reading<ClinicalRecord> reading, String digest) {}

  private ReadRecord record(Optional<Boolean> ownRule) {
    return records.computeIfAbsent(
        ownRule,
        rule ->
            new ReadRecord(
                ClinicalRecord.of(resources.all(patient, coverage(rule))), digest.hex()));
  }

  /**
   * The Coverage that was sent; with the payer's own record of whether the member's contract has a
   * rule of its own, where it has one, instead of whatever the EHR says of it.
   */
  private Optional<SentResource> coverage(Optional<Boolean> ownRule) {
    return insurance
        .map(Insurance::resource)
        .map(
            sent ->
                ownRule
                    .map(rule -> sent.withExtension(OrderReader.CONTRACT_RULE, rule))
                    .orElse(sent));
  }

  private DecidedOrder determined(
      CallOrder order, List<Code> alternative, ReadOrder read, Options options) {
    if (read.record().isEmpty() || read.order().isEmpty()) {
      return notRead(
          order,
          alternative,
          new AssertionBasis.Undecidable(
              read.problems().stream()
                  .filter(InputProblem::refuses)
                  .map(InputProblem::toProblem)
                  .toList()));
    }
    Order requested = read.order().get();
    RecordRequest request =
        RecordRequest.of(
            read.record().get(),
            requested,
            read.problems(),
            read.digest(),
            determiner.terminology(),
            options);
    AssertionBasis basis =
        AssertionBasis.of(
            determiner.determine(request.requested(), request.facts(), today), read.dateAssumed());
    return new DecidedOrder(order, alternative, requested.services(), basis);
  }
}
