package org.proviso.analysis.diff;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.proviso.engine.oracle.BruteForce;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.model.Value;

/** How many findings of each kind a guideline has, found by looking at every patient. */
final class EnumeratedFindings {
  private final Guideline guideline;
  private final LocalDate date;
  private final List<Map<FactName, Value>> patients;
  private final Map<String, Integer> counts = new TreeMap<>();

  private EnumeratedFindings(
      Guideline guideline, LocalDate date, List<Map<FactName, Value>> patients) {
    this.guideline = guideline;
    this.date = date;
    this.patients = patients;
  }

  /**
   * The number of findings of each kind.
   *
   * @param patients every patient whom the guideline can tell from the others
   * @param asked the facts that criteria ask for
   */
  static Map<String, Integer> of(
      Guideline guideline,
      LocalDate date,
      List<Map<FactName, Value>> patients,
      Collection<FactName> asked) {
    var findings = new EnumeratedFindings(guideline, date, patients);
    guideline.decisions().forEach(findings::verify);
    for (FactName fact : asked) {
      if (guideline.decisions().stream().noneMatch(each -> findings.matters(each, fact))) {
        findings.count("fact-never-matters");
      }
    }
    return findings.counts;
  }

  private void count(String id) {
    counts.merge(id, 1, Integer::sum);
  }

  private boolean somebody(Predicate<Map<FactName, Value>> is) {
    return patients.stream().anyMatch(is);
  }

  private boolean holds(Condition condition, Clause like, Map<FactName, Value> patient) {
    Criterion own = like.criterion();
    var clause =
        new Clause(
            like.anchor(),
            like.rank(),
            like.tier(),
            new Criterion(own.anchor(), condition, own.label(), own.span()),
            like.outcome());
    return BruteForce.holds(guideline, clause, date, patient);
  }

  /** The outcome when one clause has another condition; the first that holds counts. */
  private Optional<Outcome> outcome(
      Decision decision, int changed, Condition instead, Map<FactName, Value> patient) {
    for (int index = 0; index < decision.clauses().size(); index++) {
      Clause clause = decision.clauses().get(index);
      Condition condition = index == changed ? instead : clause.criterion().condition();
      if (holds(condition, clause, patient)) {
        return Optional.of(clause.outcome());
      }
    }
    return Optional.empty();
  }

  private Optional<Outcome> outcome(Decision decision, Map<FactName, Value> patient) {
    return outcome(decision, -1, new Condition.Constant(false), patient);
  }

  private boolean changesNothing(Decision decision, int changed, Condition instead) {
    return !somebody(
        patient ->
            !outcome(decision, changed, instead, patient).equals(outcome(decision, patient)));
  }

  private static boolean equalRank(Clause left, Clause right) {
    return left.rank() == right.rank() && left.tier() == right.tier();
  }

  private void verify(Decision decision) {
    List<Clause> clauses = decision.clauses();
    for (int second = 1; second < clauses.size(); second++) {
      for (int first = 0; first < second; first++) {
        Clause left = clauses.get(first);
        Clause right = clauses.get(second);
        if (equalRank(left, right)
            && !left.outcome().equals(right.outcome())
            && somebody(
                patient ->
                    BruteForce.holds(guideline, left, date, patient)
                        && BruteForce.holds(guideline, right, date, patient))) {
          count("contradiction");
        }
      }
    }
    if (somebody(patient -> outcome(decision, patient).isEmpty())) {
      count("gap");
    }
    for (int index = 0; index < clauses.size(); index++) {
      verify(decision, index);
    }
  }

  private void verify(Decision decision, int index) {
    Clause clause = decision.clauses().get(index);
    Condition condition = clause.criterion().condition();
    boolean decides =
        somebody(
            patient ->
                BruteForce.holds(guideline, clause, date, patient)
                    && decision.clauses().subList(0, index).stream()
                        .noneMatch(
                            other ->
                                !equalRank(other, clause)
                                    && BruteForce.holds(guideline, other, date, patient)));
    if (condition instanceof Condition.Constant(boolean value) && value) {
      if (!decides) {
        count(clause.rank() == Rank.OTHERWISE ? "unreachable-otherwise" : "dead-clause");
      }
    } else if (!somebody(patient -> BruteForce.holds(guideline, clause, date, patient))) {
      count("dead-clause");
    } else if (!decides) {
      count(clause.tier() > 0 ? "shadowed-else" : "dead-clause");
    } else if (!somebody(patient -> !BruteForce.holds(guideline, clause, date, patient))) {
      count("always-met");
    } else if (changesNothing(decision, index, new Condition.Constant(false))) {
      count("redundant-clause");
    } else {
      verifyParts(decision, index, condition, List.of());
    }
  }

  private void verifyParts(Decision decision, int index, Condition whole, List<Integer> path) {
    if (whole instanceof Condition.Not(Condition negated)) {
      verifyParts(decision, index, negated, path);
      return;
    }
    for (int position = 0; position < whole.parts().size(); position++) {
      var here = new ArrayList<>(path);
      here.add(position);
      verifyPart(decision, index, whole, here, whole.parts().get(position).condition());
    }
  }

  private void verifyPart(
      Decision decision, int index, Condition whole, List<Integer> path, Condition part) {
    Clause clause = decision.clauses().get(index);
    Condition root = clause.criterion().condition();
    Condition without =
        replaced(root, path, new Condition.Constant(whole instanceof Condition.AllOf));
    if (part instanceof Condition.Constant) {
      return;
    }
    if (!somebody(patient -> holds(part, clause, patient))) {
      count("never-met");
    } else if (!somebody(patient -> !holds(part, clause, patient))) {
      count("always-met");
    } else if (!somebody(
        patient -> holds(without, clause, patient) != holds(root, clause, patient))) {
      count("redundant-criterion");
    } else if (changesNothing(decision, index, without)) {
      count("redundant-by-order");
    } else {
      verifyParts(decision, index, part, path);
    }
  }

  private static Condition replaced(Condition whole, List<Integer> path, Condition instead) {
    if (path.isEmpty()) {
      return instead;
    }
    return switch (whole) {
      case Condition.Not(Condition negated) -> new Condition.Not(replaced(negated, path, instead));
      case Condition.AllOf(var parts) -> new Condition.AllOf(replaced(parts, path, instead));
      case Condition.AnyOf(var parts) -> new Condition.AnyOf(replaced(parts, path, instead));
      case Condition.NoneOf(var parts) -> new Condition.NoneOf(replaced(parts, path, instead));
      case Condition.AtLeast(int count, var parts) ->
          new Condition.AtLeast(count, replaced(parts, path, instead));
      case Condition.Constant _,
          Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.CompareNumbers _,
          Condition.CompareDates _,
          Condition.InValueSet _,
          Condition.InForce _ ->
          throw new IllegalStateException("has no parts");
    };
  }

  private static List<Criterion> replaced(
      List<Criterion> parts, List<Integer> path, Condition instead) {
    var changed = new ArrayList<>(parts);
    Criterion part = parts.get(path.getFirst());
    changed.set(
        path.getFirst(),
        new Criterion(
            part.anchor(),
            replaced(part.condition(), path.subList(1, path.size()), instead),
            part.label(),
            part.span()));
    return changed;
  }

  private boolean matters(Decision decision, FactName fact) {
    Map<Map<FactName, Value>, Set<Optional<Outcome>>> outcomes = new HashMap<>();
    for (Map<FactName, Value> patient : patients) {
      var others = new HashMap<>(patient);
      others.remove(fact);
      outcomes.computeIfAbsent(others, _ -> new HashSet<>()).add(outcome(decision, patient));
    }
    return outcomes.values().stream().anyMatch(several -> several.size() > 1);
  }
}
