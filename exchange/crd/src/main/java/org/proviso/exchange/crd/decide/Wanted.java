package org.proviso.exchange.crd.decide;

import java.util.Set;
import java.util.TreeSet;
import org.proviso.determination.Determination;
import org.proviso.engine.answer.Answer;
import org.proviso.exchange.crd.respond.CoverageMapping;
import org.proviso.exchange.crd.respond.CoverageMapping.Verdict;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactSource;
import org.proviso.payer.Finding;

/**
 * Which resource types could still matter for a finding: those that may answer what is missing, and
 * those whose absence the guideline takes for a no.
 */
public final class Wanted {
  private static final String ANSWERS = "QuestionnaireResponse";

  /** What an EHR cannot complete: the claims are the payer's, the rest came with the call. */
  private static final Set<String> NOT_OF_THE_EHR =
      Set.of("Claim", "Coverage", "Patient", "Medication");

  private Wanted() {}

  /**
   * The types to ask the EHR for.
   *
   * @param delivered those that it was asked for and replied with, completely
   */
  public static Set<String> of(Finding finding, Set<String> delivered) {
    var types = new TreeSet<String>();
    if (finding instanceof Finding.Determined(Determination determination, var assumed)) {
      Answer answer = determination.answer();
      Verdict verdict = CoverageMapping.verdict(answer);
      if (verdict == Verdict.UNDECIDED) {
        types.add(ANSWERS);
        CoverageMapping.missing(answer).forEach(fact -> addTypes(fact, types));
      } else if (verdict == Verdict.MEETS) {
        types.addAll(absencesRelied(answer));
      }
      types.removeAll(NOT_OF_THE_EHR);
      types.removeAll(delivered);
    }
    return types;
  }

  private static void addTypes(FactDeclaration fact, Set<String> types) {
    for (FactSource source : fact.sources()) {
      if (source instanceof FactSource.Resources resources) {
        // The order's own reasons may stand in conditions that it refers to.
        types.add(
            resources.element().filter("reasonCode"::equals).isPresent()
                ? "Condition"
                : resources.resource());
      }
    }
  }

  /**
   * The types of which the guideline says that what is not on record is not so. That holds of a
   * record that was delivered whole, and of nothing less.
   */
  public static Set<String> absencesRelied(Answer answer) {
    var types = new TreeSet<String>();
    for (FactDeclaration fact : answer.guideline().facts()) {
      for (FactSource source : fact.sources()) {
        if (source instanceof FactSource.Resources resources && resources.complete()) {
          types.add(resources.resource());
        }
      }
    }
    // Both came with the call, and the payer vouches for the coverage.
    types.remove("Coverage");
    types.remove("Patient");
    return types;
  }
}
