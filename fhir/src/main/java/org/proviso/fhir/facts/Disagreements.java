package org.proviso.fhir.facts;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.ResourceType;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.Value;

/** What the sources of a fact say against each other, or against the fact's own steps. */
final class Disagreements {
  private final Notes notes;

  Disagreements(Notes notes) {
    this.notes = notes;
  }

  /**
   * Whether a number is no multiple of the fact's step. It falls between what the guideline speaks
   * of, and which way to round it is not for a program to say.
   */
  boolean isOffGrid(FactDeclaration fact, List<Knowledge> said) {
    boolean offGrid = false;
    for (Knowledge one : said) {
      offGrid |=
          one instanceof Known(Value.Decimal(BigDecimal number), var _) && !fact.isOnGrid(number);
    }
    if (offGrid) {
      notes.add(
          ProblemKind.VALUE_OFF_GRID,
          firstPlace(said),
          "The number is no multiple of "
              + fact.step().map(BigDecimal::toPlainString).orElse("")
              + ", in which the guideline gives "
              + fact.name()
              + "; it is taken as not known.",
          "Give it as it was measured in these steps, or let a person answer.");
    }
    return offGrid;
  }

  /** A condition that is refuted beside the same code elsewhere: the sources disagree. */
  static Knowledge refute(List<Match> found, List<Match> refuted, Knowledge combined) {
    List<Match> against =
        refuted.stream()
            .filter(one -> one.code() != null)
            .filter(one -> found.stream().anyMatch(other -> saysTheSame(other, one)))
            .toList();
    if (against.isEmpty()) {
      return combined;
    }
    return combined instanceof Known yes && yes.value().equals(new Value.YesNo(true))
        ? new Knowledge.Contradicted(
            List.of(yes, new Known(new Value.YesNo(false), Match.evidence(against))))
        : new Knowledge.NotAsked();
  }

  private static boolean saysTheSame(Match other, Match refuted) {
    return Objects.equals(refuted.code(), other.code())
        && other.at().resource().type() != ResourceType.CONDITION;
  }

  /** Notes that the sources disagree, when what they say was lost by it. */
  void note(FactDeclaration fact, List<Knowledge> said, Knowledge combined) {
    boolean lost =
        combined instanceof Knowledge.NotAsked
            && said.stream().anyMatch(one -> !(one instanceof Knowledge.NotAsked));
    if (combined instanceof Knowledge.Contradicted || lost) {
      notes.add(
          ProblemKind.SOURCES_DISAGREE,
          firstPlace(said),
          "The record says different things of " + fact.name() + "; it is taken as not known.",
          "Correct the record, or let a person answer.");
    }
  }

  private static String firstPlace(List<Knowledge> said) {
    for (Knowledge knowledge : said) {
      for (Evidence evidence : knowledge.evidence()) {
        if (evidence instanceof Evidence.Resource resource) {
          return resource.path();
        }
      }
    }
    return "Bundle";
  }
}
