package org.proviso.analysis.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.proviso.analysis.Guidelines;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.ValueSet;

/** Puts faults into a document, one at a time, the same for the same document. */
public final class FaultInjector {
  private final Guideline original;
  private final int mostOfKind;
  private final List<Fault> faults = new ArrayList<>();

  private FaultInjector(Guideline original, int mostOfKind) {
    this.original = original;
    this.mostOfKind = mostOfKind;
  }

  /**
   * Faulty copies of a document.
   *
   * @param mostOfKind how many faults of each kind at most
   */
  public static List<Fault> faults(Guideline original, int mostOfKind) {
    var injector = new FaultInjector(original, mostOfKind);
    for (ConditionFault kind : ConditionFault.values()) {
      injector.inConditions(kind);
    }
    injector.inClauses();
    injector.inValueSets();
    return List.copyOf(injector.faults);
  }

  private void add(String kind, String where, List<Decision> decisions) {
    add(kind, where, Guidelines.withDecisions(original, decisions));
  }

  private void add(String kind, String where, Guideline faulty) {
    long before = faults.stream().filter(fault -> fault.kind().equals(kind)).count();
    if (before < mostOfKind) {
      faults.add(new Fault(kind, where, original, faulty));
    }
  }

  // Conditions

  private void inConditions(ConditionFault kind) {
    for (int site = 0; site < mostOfKind; site++) {
      var rewriting = new Rewriting(kind, site);
      List<Decision> decisions = original.decisions().stream().map(rewriting::decision).toList();
      rewriting.place.ifPresent(place -> add(kind.phrase(), place, decisions));
    }
  }

  /** Puts the fault into the place with this number among those that can have it. */
  private static final class Rewriting {
    private final ConditionFault kind;
    private int left;
    private Optional<String> place = Optional.empty();

    Rewriting(ConditionFault kind, int site) {
      this.kind = kind;
      this.left = site;
    }

    Decision decision(Decision decision) {
      return new Decision(
          decision.name(),
          decision.clauses().stream()
              .map(
                  clause ->
                      new Clause(
                          clause.anchor(),
                          clause.rank(),
                          clause.tier(),
                          criterion(clause.criterion(), clause),
                          clause.outcome()))
              .toList(),
          decision.span());
    }

    private Criterion criterion(Criterion criterion, Clause clause) {
      return new Criterion(
          criterion.anchor(),
          condition(criterion.condition(), criterion, clause),
          criterion.label(),
          criterion.span());
    }

    private Condition condition(Condition condition, Criterion criterion, Clause clause) {
      if (place.isPresent()) {
        return condition;
      }
      Optional<Condition> faulty = kind.of(condition);
      if (faulty.isPresent() && left-- == 0) {
        place =
            Optional.of(
                clause.anchor()
                    + ", line "
                    + criterion.span().startLine()
                    + ": "
                    + criterion.label());
        return faulty.get();
      }
      return switch (condition) {
        case Condition.AllOf(var parts) -> new Condition.AllOf(criteria(parts, clause));
        case Condition.AnyOf(var parts) -> new Condition.AnyOf(criteria(parts, clause));
        case Condition.NoneOf(var parts) -> new Condition.NoneOf(criteria(parts, clause));
        case Condition.AtLeast(int count, var parts) ->
            new Condition.AtLeast(count, criteria(parts, clause));
        case Condition.Not(Condition negated) ->
            new Condition.Not(condition(negated, criterion, clause));
        case Condition.Constant _,
            Condition.IsYes _,
            Condition.IsOneOf _,
            Condition.CompareNumbers _,
            Condition.CompareDates _,
            Condition.InValueSet _,
            Condition.InForce _ ->
            condition;
      };
    }

    private List<Criterion> criteria(List<Criterion> parts, Clause clause) {
      return parts.stream().map(part -> criterion(part, clause)).toList();
    }
  }

  // Clauses

  private void inClauses() {
    for (int decision = 0; decision < original.decisions().size(); decision++) {
      List<Clause> clauses = original.decisions().get(decision).clauses();
      for (int index = 0; index < clauses.size(); index++) {
        inClause(decision, clauses, index);
      }
    }
  }

  private void inClause(int decision, List<Clause> clauses, int index) {
    Clause clause = clauses.get(index);
    String where = clause.anchor() + ", line " + clause.criterion().span().startLine();
    var without = new ArrayList<>(clauses);
    without.remove(index);
    String dropped =
        switch (clause.rank()) {
          case CONTRACT -> "contract clause dropped";
          case EXCEPTION -> "override dropped";
          case POSITION -> "clause dropped";
          case OTHERWISE -> "otherwise dropped";
        };
    if (!without.isEmpty()) {
      add(dropped, where, with(decision, without));
    }
    if (clause.rank() == Rank.POSITION) {
      add("outcome swapped", where, swapped(decision, clauses, index));
      if (clause.tier() > clauses.get(Math.max(0, index - 1)).tier()) {
        add("else lost", where, with(decision, raised(clauses, index)));
      }
      var twice = new ArrayList<>(clauses);
      twice.add(
          index + 1,
          new Clause(
              new Anchor(clause.anchor() + "x"),
              clause.rank(),
              clause.tier(),
              clause.criterion(),
              other(clause.outcome())));
      add("overlapping clause with another outcome", where, with(decision, twice));
    }
    if (clause.rank() == Rank.EXCEPTION) {
      add("override without its rank", where, with(decision, demoted(clauses, index, clause)));
    }
  }

  private static List<Clause> demoted(List<Clause> clauses, int index, Clause clause) {
    var result = new ArrayList<>(clauses);
    result.remove(index);
    int at = 0;
    while (at < result.size() && result.get(at).rank().compareTo(Rank.POSITION) < 0) {
      at++;
    }
    result.add(
        at, new Clause(clause.anchor(), Rank.POSITION, 0, clause.criterion(), clause.outcome()));
    return result;
  }

  private static Outcome other(Outcome outcome) {
    return outcome instanceof Outcome.Meets ? new Outcome.DoesNotMeet() : new Outcome.Meets();
  }

  private List<Decision> swapped(int decision, List<Clause> clauses, int index) {
    Clause clause = clauses.get(index);
    var changed = new ArrayList<>(clauses);
    changed.set(
        index,
        new Clause(
            clause.anchor(),
            clause.rank(),
            clause.tier(),
            clause.criterion(),
            other(clause.outcome())));
    return with(decision, changed);
  }

  /** The clauses without the {@code else} with which the clause at an index begins. */
  private static List<Clause> raised(List<Clause> clauses, int index) {
    int lost = clauses.get(index).tier();
    return clauses.stream()
        .map(
            each ->
                each.rank() == Rank.POSITION && each.tier() >= lost
                    ? new Clause(
                        each.anchor(),
                        each.rank(),
                        each.tier() - 1,
                        each.criterion(),
                        each.outcome())
                    : each)
        .toList();
  }

  private List<Decision> with(int index, List<Clause> clauses) {
    var decisions = new ArrayList<>(original.decisions());
    Decision old = decisions.get(index);
    decisions.set(index, new Decision(old.name(), clauses, old.span()));
    return decisions;
  }

  // Value sets

  private void inValueSets() {
    var sets = new TreeMap<>(original.valueSets());
    for (String name : sets.keySet()) {
      ValueSet set = original.valueSets().get(name);
      if (set == null || set.includes().isEmpty() || !isUsed(name)) {
        continue;
      }
      add(
          "code lost from a value set",
          name,
          with(name, set.includes().subList(1, set.includes().size())));
      sets.forEach(
          (other, otherSet) -> {
            if (!other.equals(name) && isUsed(other) && !otherSet.includes().isEmpty()) {
              var both = new ArrayList<CodePattern>(set.includes());
              both.add(otherSet.includes().getFirst());
              add("code of one value set in another too", other + " in " + name, with(name, both));
            }
          });
    }
  }

  private Guideline with(String name, List<CodePattern> includes) {
    var sets = new TreeMap<>(original.valueSets());
    sets.computeIfPresent(
        name, (_, set) -> new ValueSet(name, set.title(), includes, set.excludes()));
    return Guidelines.with(
        original,
        original.effective(),
        original.through(),
        original.facts(),
        sets,
        original.decisions());
  }

  /** Whether a criterion asks for the value set. */
  private boolean isUsed(String valueSet) {
    return original.decisions().stream()
        .flatMap(decision -> decision.clauses().stream())
        .anyMatch(clause -> asks(clause.criterion().condition(), valueSet));
  }

  private static boolean asks(Condition condition, String valueSet) {
    return switch (condition) {
      case Condition.InValueSet(var _, String name) -> name.equals(valueSet);
      case Condition.AllOf(var parts) -> asks(parts, valueSet);
      case Condition.AnyOf(var parts) -> asks(parts, valueSet);
      case Condition.NoneOf(var parts) -> asks(parts, valueSet);
      case Condition.AtLeast(int _, var parts) -> asks(parts, valueSet);
      case Condition.Not(Condition negated) -> asks(negated, valueSet);
      case Condition.Constant _,
          Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.CompareNumbers _,
          Condition.CompareDates _,
          Condition.InForce _ ->
          false;
    };
  }

  private static boolean asks(List<Criterion> parts, String valueSet) {
    return parts.stream().anyMatch(part -> asks(part.condition(), valueSet));
  }
}
