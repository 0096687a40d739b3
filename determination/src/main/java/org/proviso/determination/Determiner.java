package org.proviso.determination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.proviso.engine.Engine;
import org.proviso.fhir.BundleReader;
import org.proviso.fhir.ClinicalRecord;
import org.proviso.fhir.InputProblem;
import org.proviso.fhir.Order;
import org.proviso.fhir.OrderReader;
import org.proviso.fhir.Reading;
import org.proviso.ground.Problem;
import org.proviso.ground.digest.Sha256;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/**
 * Turns requests into determinations: chooses the version by the date of service, fills its facts
 * from the record, the caller's answers and the library, decides, and follows referrals to other
 * documents. Safe for use by several threads; compiled guidelines are kept.
 */
public final class Determiner {
  /** The fact that the coverage's line of business answers, by the name that shared facts use. */
  public static final FactName LINE_OF_BUSINESS = new FactName("line-of-business");

  /** How many days after the day of the decision a service may lie; docs/decisions/0008. */
  public static final int HORIZON_DAYS = 180;

  private final LibrarySource source;
  private final Optional<String> payer;
  private final Terminology terminology;
  private final Map<String, Engine.Compilation> compiled = new ConcurrentHashMap<>();

  /**
   * A determiner over the documents of a library.
   *
   * @param payer whose guidelines decide when the caller names none; empty: any payer's
   */
  public Determiner(LibrarySource source, Optional<String> payer, Terminology terminology) {
    this.source = source;
    this.payer = payer;
    this.terminology = terminology;
  }

  /**
   * Determines a request.
   *
   * @param bundle a FHIR R4 Bundle in JSON
   * @param today the day of the decision
   */
  public Result determine(byte[] bundle, Options options, LocalDate today) {
    return switch (BundleReader.standard().read(bundle)) {
      case Reading.Refused<ClinicalRecord>(var problems) -> refused(problems);
      case Reading.Done<ClinicalRecord>(ClinicalRecord record, var problems) ->
          determine(record, Sha256.of(bundle).hex(), problems, options, today);
    };
  }

  private Result determine(
      ClinicalRecord record,
      String digest,
      List<InputProblem> noticed,
      Options options,
      LocalDate today) {
    return switch (OrderReader.read(record, terminology, options.dateOfService())) {
      case Reading.Refused<Order>(var problems) -> refused(problems);
      case Reading.Done<Order>(Order order, var problems) -> {
        var all = new ArrayList<>(noticed);
        all.addAll(problems);
        yield determine(record, order, all, digest, options, today);
      }
    };
  }

  /**
   * Determines an order that was read from a record before, for callers that decide several orders
   * of one record.
   *
   * @param noticed what was noticed while reading both; none refuses
   * @param digest SHA-256 of the input in lower-case hexadecimal
   * @param options whose date of service is not looked at: the order has one
   * @param today the day of the decision
   */
  public Result determine(
      ClinicalRecord record,
      Order order,
      List<InputProblem> noticed,
      String digest,
      Options options,
      LocalDate today) {
    return source
        .about(order.services())
        .map(
            library ->
                new Attempt(this, library, record, order, digest, noticed, options, today).result())
        .orElseGet(Determiner::noLibrary);
  }

  private static Result noLibrary() {
    return new Result.Refused(
        List.of(
            new Problem(
                "library-unreadable",
                "library",
                "The library of guidelines cannot be read, so nothing is decided.",
                "Check that its folder is there and may be read.")));
  }

  /** The compiled form of a document of the library. */
  public Engine.Compilation compile(Guideline guideline) {
    return compiled.computeIfAbsent(key(guideline), _ -> Engine.compile(guideline));
  }

  private static String key(Guideline guideline) {
    // Answers cite the file, so the same bytes at another place are compiled again.
    return guideline.contentHash() + " " + guideline.file();
  }

  /**
   * Takes over what another determiner has compiled of documents that a library still has, to the
   * byte, so that it is not compiled again.
   */
  public void takeOver(Determiner earlier, Library library) {
    for (Guideline guideline : library.guidelines()) {
      Engine.Compilation known = earlier.compiled.get(key(guideline));
      if (known != null) {
        compiled.putIfAbsent(key(guideline), known);
      }
    }
  }

  Optional<String> payer() {
    return payer;
  }

  /** The code systems by which codes are judged. */
  public Terminology terminology() {
    return terminology;
  }

  private static Result refused(List<InputProblem> problems) {
    return new Result.Refused(
        problems.stream().filter(InputProblem::refuses).map(InputProblem::toProblem).toList());
  }
}
