package org.proviso.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.determination.AnsweredFacts;
import org.proviso.determination.Determiner;
import org.proviso.determination.FactSource;
import org.proviso.determination.Options;
import org.proviso.determination.Refused;
import org.proviso.determination.RequestedService;
import org.proviso.determination.Result;
import org.proviso.determination.ServiceRequested;
import org.proviso.determination.WhichVersion;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.BundleReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Reading;
import org.proviso.ground.digest.Sha256;
import org.proviso.terminology.Terminology;

/**
 * A request that was read from a clinical record, in the form that the door takes.
 *
 * @param requested what is asked for
 * @param facts what the record, and the caller besides it, say of the patient
 */
public record RecordRequest(ServiceRequested requested, FactSource facts) {
  /**
   * Reads a FHIR R4 Bundle in JSON.
   *
   * @param options what the caller says besides
   */
  public static Reading<RecordRequest> read(
      byte[] bundle, Terminology terminology, Options options) {
    return switch (BundleReader.standard().read(bundle)) {
      case Reading.Refused<ClinicalRecord>(var problems) -> new Reading.Refused<>(problems);
      case Reading.Done<ClinicalRecord>(ClinicalRecord record, var noticed) ->
          switch (OrderReader.read(record, terminology, options.dateOfService())) {
            case Reading.Refused<Order>(var problems) -> new Reading.Refused<>(problems);
            case Reading.Done<Order>(Order order, var problems) -> {
              var all = new ArrayList<>(noticed);
              all.addAll(problems);
              yield new Reading.Done<>(
                  of(record, order, all, Sha256.of(bundle).hex(), terminology, options), all);
            }
          };
    };
  }

  /**
   * A request whose order was read before, for callers that decide several orders of one record.
   *
   * @param noticed what was noticed while reading both; none refuses
   * @param digest SHA-256 of the input in lower-case hexadecimal
   * @param options whose date of service has no effect: the order has one
   */
  public static RecordRequest of(
      ClinicalRecord record,
      Order order,
      List<InputProblem> noticed,
      String digest,
      Terminology terminology,
      Options options) {
    var requested =
        new ServiceRequested(
            order.reference(),
            order.services().stream().map(RequestedService::of).toList(),
            order.dateOfService(),
            options.lineOfBusiness().or(order::lineOfBusiness),
            order.jurisdiction(),
            Optional.empty(),
            options
                .guideline()
                .<WhichVersion>map(WhichVersion.InForceOf::new)
                .orElseGet(WhichVersion.InForce::new));
    return new RecordRequest(
        requested,
        new AnsweredFacts(new RecordFacts(record, order, noticed, digest, terminology), options));
  }

  /**
   * Reads a FHIR R4 Bundle in JSON and takes it to the door.
   *
   * @param options what the caller says besides
   * @param today the day of the decision
   */
  public static Result determine(
      Determiner determiner, byte[] bundle, Options options, LocalDate today) {
    return switch (read(bundle, determiner.terminology(), options)) {
      case Reading.Refused<RecordRequest> refused -> new Refused(refused.refusals());
      case Reading.Done<RecordRequest>(RecordRequest request, var _) ->
          determiner.determine(request.requested(), request.facts(), today);
    };
  }
}
