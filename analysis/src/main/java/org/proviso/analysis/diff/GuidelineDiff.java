package org.proviso.analysis.diff;

import java.util.List;
import java.util.Optional;
import org.proviso.analysis.Guidelines;
import org.proviso.analysis.proof.Prover;
import org.proviso.engine.compile.DistinctionLimitException;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Rank;

/**
 * Says whose outcome a revision changes: the product of the two versions over one vocabulary, and
 * of it what lies off the diagonal.
 */
public final class GuidelineDiff {
  private GuidelineDiff() {}

  /**
   * Compares two versions.
   *
   * <p>Dates of service: both versions are compared as if in force on the same days, from the
   * earlier one's first day on. A patient belongs to the comparison when both versions accept each
   * of the facts' values; values that one version only accepts are among the fact changes.
   */
  public static Revision between(Guideline earlier, Guideline later) {
    return between(earlier, later, Prover.Budget.USUAL);
  }

  /**
   * The same.
   *
   * @param budget of each question whether an outcome changes into another; one that exceeds it is
   *     among the limits
   */
  public static Revision between(Guideline earlier, Guideline later, Prover.Budget budget) {
    Difference difference = compared(earlier, later, budget);
    return new Revision(
        earlier,
        later,
        difference.regions().stream()
            .map(Region::relation)
            .reduce(
                names(earlier).equals(names(later)) && difference.limits().isEmpty()
                    ? Relation.EQUIVALENT
                    : Relation.INCOMPARABLE,
                Relation::and),
        difference.regions(),
        names(later).stream().filter(name -> !names(earlier).contains(name)).toList(),
        names(earlier).stream().filter(name -> !names(later).contains(name)).toList(),
        TextChanges.between(earlier, later),
        FactChanges.between(earlier, later),
        CodeChanges.between(earlier, later),
        MetadataChanges.between(earlier, later),
        difference.limits(),
        difference.index());
  }

  private record Difference(
      List<Region> regions, List<String> limits, Optional<RegionIndex> index) {}

  private static Difference compared(Guideline earlier, Guideline later, Prover.Budget budget) {
    try {
      var comparison = new Comparison(earlier, later, budget);
      names(earlier).stream().filter(names(later)::contains).forEach(comparison::compare);
      return new Difference(
          comparison.regions(), comparison.limits(), Optional.of(comparison.index()));
    } catch (DistinctionLimitException limit) {
      return new Difference(
          List.of(),
          List.of("The versions could not be compared: " + limit.getMessage() + "."),
          Optional.empty());
    }
  }

  /**
   * Compares the position statements of two versions alone: clauses of the contract's rank and
   * program exceptions are left out of both.
   */
  public static List<Region> betweenPositions(Guideline earlier, Guideline later) {
    return compared(positions(earlier), positions(later), Prover.Budget.USUAL).regions();
  }

  private static Guideline positions(Guideline of) {
    return Guidelines.withDecisions(
        of,
        of.decisions().stream()
            .map(
                decision ->
                    new Decision(
                        decision.name(),
                        decision.clauses().stream().filter(GuidelineDiff::isPosition).toList(),
                        decision.span()))
            .filter(decision -> !decision.clauses().isEmpty())
            .toList());
  }

  private static boolean isPosition(Clause clause) {
    return clause.rank() == Rank.POSITION || clause.rank() == Rank.OTHERWISE;
  }

  private static List<String> names(Guideline guideline) {
    return guideline.decisions().stream().map(Decision::name).toList();
  }
}
