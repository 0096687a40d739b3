package org.proviso.payer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.determination.Determination;
import org.proviso.engine.answer.Answer;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;

/**
 * What of a record could still matter: what may answer the missing facts, and what the guideline
 * takes for a no when it is absent. Resource types are those that the guideline's {@code from}
 * clauses name.
 */
public final class MissingEvidence {
  private static final String ANSWERS = "QuestionnaireResponse";

  private MissingEvidence() {}

  /** The facts that still matter, the most useful first. */
  public static List<FactDeclaration> facts(Answer answer) {
    Set<FactName> names = new LinkedHashSet<>();
    answer.ask().ifPresent(question -> names.add(question.fact().name()));
    answer.decisions().forEach(decision -> names.addAll(decision.missing()));
    return names.stream().flatMap(name -> answer.guideline().fact(name).stream()).toList();
  }

  /** The resource types that could still change what is said. */
  public static Set<String> types(AssertionBasis basis) {
    var types = new TreeSet<String>();
    if (basis instanceof AssertionBasis.Determined(Determination determination, var _)) {
      Answer answer = determination.answer();
      switch (Conclusion.of(answer)) {
        case UNDECIDED -> {
          types.add(ANSWERS);
          facts(answer).forEach(fact -> addTypes(fact, types));
        }
        case MEETS -> types.addAll(absencesRelied(answer));
        case REFERRED, NOT_MET, FAILED -> {}
      }
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
  static Set<String> absencesRelied(Answer answer) {
    var types = new TreeSet<String>();
    for (FactDeclaration fact : answer.guideline().facts()) {
      for (FactSource source : fact.sources()) {
        if (source instanceof FactSource.Resources resources && resources.complete()) {
          types.add(resources.resource());
        }
      }
    }
    // Both came with the request, and the payer vouches for the coverage.
    types.remove("Coverage");
    types.remove("Patient");
    return types;
  }
}
