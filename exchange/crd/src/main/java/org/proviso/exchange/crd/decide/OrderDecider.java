package org.proviso.exchange.crd.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Options;
import org.proviso.determination.RefusalId;
import org.proviso.determination.Refused;
import org.proviso.exchange.crd.evidence.Evidence;
import org.proviso.exchange.crd.evidence.Insurance;
import org.proviso.exchange.crd.hook.Ordered;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.fhir.BundleReader;
import org.proviso.fhir.ClinicalRecord;
import org.proviso.fhir.InputProblem;
import org.proviso.fhir.Order;
import org.proviso.fhir.OrderReader;
import org.proviso.fhir.Reading;
import org.proviso.fhir.RecordRequest;
import org.proviso.ground.Problem;
import org.proviso.ground.digest.Sha256;
import org.proviso.payer.Finding;
import org.proviso.payer.Membership;
import org.proviso.terminology.Code;

/** Decides the orders of one call, each on its own, from what is known of the patient so far. */
public final class OrderDecider {
  private final Determiner determiner;
  private final Membership membership;
  private final Evidence evidence;
  private final byte[] patient;
  private final Optional<Insurance> insurance;
  private final Defects defects;
  private final LocalDate today;
  private final Map<Optional<Boolean>, Known> known = new HashMap<>();
  private final Map<LocalDate, Membership.Standing> standings = new HashMap<>();

  public OrderDecider(
      Determiner determiner,
      Membership membership,
      Evidence evidence,
      byte[] patient,
      Optional<Insurance> insurance,
      Defects defects,
      LocalDate today) {
    this.determiner = determiner;
    this.membership = membership;
    this.evidence = evidence;
    this.patient = patient.clone();
    this.insurance = insurance;
    this.defects = defects;
    this.today = today;
  }

  /** There is more evidence now. */
  public void learn() {
    known.clear();
  }

  /** Decides one. A defect is told as one, and leaves the other orders alone. */
  public Decided decide(Ordered ordered, List<Code> alternative) {
    try {
      return decided(ordered, alternative);
    } catch (RefusedCallException malformed) {
      return new Decided(
          ordered,
          alternative,
          List.of(),
          new Finding.Undecidable(
              List.of(
                  new Problem(
                      "malformed",
                      malformed.where(),
                      String.valueOf(malformed.getMessage()),
                      malformed.help()))));
    } catch (RuntimeException defect) {
      defects.noticed(defect);
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

  private Decided decided(Ordered ordered, List<Code> alternative) throws RefusedCallException {
    Seen seen = seen(ordered, alternative, Optional.empty());
    if (seen.order().isEmpty() || insurance.isEmpty()) {
      return determined(ordered, alternative, seen, Options.NONE);
    }
    Order order = seen.order().get();
    Finding finding;
    switch (standing(insurance.get(), order.dateOfService())) {
      case Membership.Standing.Active(var line, var ownRule) -> {
        return determined(
            ordered,
            alternative,
            ownRule.isEmpty() ? seen : seen(ordered, alternative, ownRule),
            line.map(Options.NONE::in).orElse(Options.NONE));
      }
      case Membership.Standing.MemberNotFound() ->
          finding = new Finding.NotInsured(Finding.Why.NO_MEMBER_FOUND);
      case Membership.Standing.CoverageNotFound() ->
          finding = new Finding.NotInsured(Finding.Why.COVERAGE_NOT_FOUND);
      case Membership.Standing.NotActive() ->
          finding = new Finding.NotInsured(Finding.Why.NO_ACTIVE_COVERAGE);
      case Membership.Standing.Unknown(String why) ->
          finding =
              new Finding.Trouble(
                  List.of(
                      new Problem(
                          "membership-unknown",
                          insurance.get().reference(),
                          "The payer's record of members could not be read: " + why + ".",
                          "Try again later.")));
    }
    return new Decided(ordered, alternative, order.services(), finding);
  }

  private Membership.Standing standing(Insurance coverage, LocalDate date) {
    return standings.computeIfAbsent(
        date,
        day ->
            membership.of(
                new Membership.Enquiry(
                    coverage.memberIdentifiers(), !coverage.isOutOfForce(day), day)));
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
    Known now = known(ownRule);
    return switch (now.reading()) {
      case Reading.Refused<ClinicalRecord>(var problems) ->
          new Seen(Optional.empty(), Optional.empty(), problems, now.digest(), false);
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
            now.digest(),
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

  /** All that is known, read. */
  private record Known(Reading<ClinicalRecord> reading, String digest) {}

  private Known known(Optional<Boolean> ownRule) throws RefusedCallException {
    Known now = known.get(ownRule);
    if (now == null) {
      byte[] coverage =
          insurance.isEmpty() ? new byte[0] : ContractMark.on(insurance.get(), ownRule);
      byte[] bundle = evidence.bundle(patient, coverage);
      now = new Known(BundleReader.standard().read(bundle), Sha256.of(bundle).hex());
      known.put(ownRule, now);
    }
    return now;
  }

  private Decided determined(Ordered ordered, List<Code> alternative, Seen seen, Options options) {
    if (seen.record().isEmpty() || seen.order().isEmpty()) {
      return new Decided(
          ordered,
          alternative,
          List.of(),
          new Finding.Undecidable(
              seen.problems().stream()
                  .filter(InputProblem::refuses)
                  .map(InputProblem::toProblem)
                  .toList()));
    }
    Order order = seen.order().get();
    RecordRequest request =
        RecordRequest.of(
            seen.record().get(),
            order,
            seen.problems(),
            seen.digest(),
            determiner.terminology(),
            options);
    Finding finding =
        switch (determiner.determine(request.requested(), request.facts(), today)) {
          case Determination determination ->
              new Finding.Determined(determination, seen.dateAssumed());
          case Refused refused when refused.is(RefusalId.NO_GUIDELINE) ->
              new Finding.NoGuideline(refused.problems().getFirst());
          case Refused refused when refused.isOfTheLibrary() ->
              new Finding.Trouble(refused.problems());
          case Refused refused -> new Finding.Undecidable(refused.problems());
        };
    return new Decided(ordered, alternative, order.services(), finding);
  }
}
