package org.proviso.determination;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.ground.Problem;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/**
 * The one door to every determination: chooses the version by the date of service, takes its facts
 * from a source and the library, decides, and follows referrals to other documents. Every road, one
 * request or millions, comes through here, and nothing else decides.
 *
 * <p>Safe for use by several threads; compiled guidelines are kept.
 */
public final class Determiner {
  /** The fact that the coverage's line of business answers, by the name that shared facts use. */
  public static final FactName LINE_OF_BUSINESS = new FactName("line-of-business");

  private final LibrarySource source;
  private final Optional<String> payer;
  private final Terminology terminology;
  private final Map<Compiled, Engine.Compilation> compiled = new ConcurrentHashMap<>();

  /**
   * What tells one compiled document from another: its content, its place, since answers cite the
   * file, and the dates to which it applies.
   */
  private record Compiled(
      String contentHash, String file, LocalDate effective, Optional<LocalDate> through) {
    static Compiled of(Guideline guideline) {
      return new Compiled(
          guideline.contentHash(), guideline.file(), guideline.effective(), guideline.through());
    }
  }

  /**
   * A determiner over the documents of a library.
   *
   * @param payer whose guidelines decide when a request names no payer; empty: any payer's
   */
  public Determiner(LibrarySource source, Optional<String> payer, Terminology terminology) {
    this.source = source;
    this.payer = payer;
    this.terminology = terminology;
  }

  /**
   * Determines one request.
   *
   * @param facts what is known of the patient
   * @param today the day of the decision
   */
  public Result determine(ServiceRequested requested, FactSource facts, LocalDate today) {
    Optional<Refused> beyond = ApplicableVersion.beyondHorizon(requested, today);
    if (beyond.isPresent()) {
      return beyond.get();
    }
    List<Problem> contradictions = facts.contradictions(requested.dateOfService(), today);
    if (!contradictions.isEmpty()) {
      return new Refused(contradictions);
    }
    return switch (prepare(requested, today)) {
      case Refused refused -> refused;
      case Plan plan -> plan.decide(facts);
    };
  }

  /**
   * Chooses the version once, for any number of requests that differ in their facts only.
   *
   * @param today the day of the decisions
   */
  public Prepared prepare(ServiceRequested requested, LocalDate today) {
    Optional<Library> library = source.about(requested.codes());
    if (library.isEmpty()) {
      return Refused.of(
          RefusalId.LIBRARY_UNREADABLE,
          "library",
          "The library of guidelines cannot be read, so nothing is decided.",
          "Check that its folder exists and can be read.");
    }
    return switch (ApplicableVersion.of(library.get(), requested, payer, today)) {
      case ApplicableVersion.None(Refused refused) -> refused;
      case ApplicableVersion.Applies(Guideline guideline, var services) ->
          switch (compile(guideline)) {
            case Engine.Compilation.Rejected(var diagnostics) ->
                Refused.of(
                    RefusalId.GUIDELINE_REJECTED,
                    guideline.file(),
                    "Version %s of %s does not pass its checks (%s), so nothing is decided by it."
                        .formatted(
                            guideline.version(), guideline.id(), diagnostics.getFirst().id()),
                    "Run: proviso check");
            case Engine.Compilation.Compiled(CompiledGuideline ready, var _) ->
                new Plan(this, library.get(), requested, services, ready, today);
          };
    };
  }

  /** The compiled form of a document of the library. */
  public Engine.Compilation compile(Guideline guideline) {
    return compiled.computeIfAbsent(Compiled.of(guideline), _ -> Engine.compile(guideline));
  }

  /**
   * Takes over what another determiner has compiled of documents that a library still has, to the
   * byte, so that it is not compiled again.
   */
  public void takeOver(Determiner earlier, Library library) {
    for (Guideline guideline : library.guidelines()) {
      Compiled key = Compiled.of(guideline);
      Engine.Compilation known = earlier.compiled.get(key);
      if (known != null) {
        compiled.putIfAbsent(key, known);
      }
    }
  }

  /** The code systems by which codes are judged. */
  public Terminology terminology() {
    return terminology;
  }
}
