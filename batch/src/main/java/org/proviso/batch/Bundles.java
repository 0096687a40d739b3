package org.proviso.batch;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Request;
import org.proviso.fhir.BundleReader;
import org.proviso.fhir.ClinicalRecord;
import org.proviso.fhir.FactReader;
import org.proviso.fhir.InputProblem;
import org.proviso.fhir.Order;
import org.proviso.fhir.OrderReader;
import org.proviso.fhir.Reading;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/** Reads FHIR bundles, one after another. Belongs to one thread. */
final class Bundles {
  private final Terminology terminology;
  private @Nullable ClinicalRecord record;
  private @Nullable Order order;

  Bundles(Terminology terminology) {
    this.terminology = terminology;
  }

  /**
   * Reads a bundle.
   *
   * @return why it cannot be read; null when it can
   */
  @Nullable String read(byte[] bundle) {
    switch (BundleReader.standard().read(bundle)) {
      case Reading.Refused<ClinicalRecord>(List<InputProblem> problems) -> {
        return refusal(problems);
      }
      case Reading.Done<ClinicalRecord>(ClinicalRecord read, var _) -> record = read;
    }
    switch (OrderReader.read(record, terminology, Optional.empty())) {
      case Reading.Refused<Order>(List<InputProblem> problems) -> {
        return refusal(problems);
      }
      case Reading.Done<Order>(Order read, var _) -> order = read;
    }
    return null;
  }

  private static String refusal(List<InputProblem> problems) {
    return problems.stream()
        .filter(InputProblem::refuses)
        .findFirst()
        .map(problem -> problem.kind().id() + ": " + problem.message())
        .orElse("it cannot be read");
  }

  private Order order() {
    if (order == null) {
      throw new IllegalStateException("nothing was read");
    }
    return order;
  }

  /** The facts of the bundle that was read, for a version. */
  Request request(Guideline guideline) {
    if (record == null) {
      throw new IllegalStateException("nothing was read");
    }
    return FactReader.read(record, order(), guideline, terminology).request();
  }

  /** The line of business of its coverage. */
  String lineOfBusiness() {
    return order().lineOfBusiness().orElse("not known");
  }

  /** A reference to its order. */
  String identifier() {
    return order().reference();
  }
}
