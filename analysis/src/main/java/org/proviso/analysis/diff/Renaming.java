package org.proviso.analysis.diff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Window;

/** Gives facts and value sets other names, wherever a decision mentions them. */
record Renaming(Map<FactName, FactName> facts, Map<String, String> valueSets) {
  Renaming {
    facts = Map.copyOf(facts);
    valueSets = Map.copyOf(valueSets);
  }

  /** The decision, its name after a prefix. */
  Decision decision(String prefix, Decision decision) {
    return new Decision(
        prefix + decision.name(),
        decision.clauses().stream()
            .map(
                clause ->
                    new Clause(
                        clause.anchor(),
                        clause.rank(),
                        clause.tier(),
                        criterion(clause.criterion()),
                        outcome(clause.outcome())))
            .toList(),
        decision.span());
  }

  private FactName fact(FactName name) {
    return facts.getOrDefault(name, name);
  }

  private Outcome outcome(Outcome outcome) {
    return outcome instanceof Outcome.Refer(Outcome.Target.OfFact(FactName document))
        ? new Outcome.Refer(new Outcome.Target.OfFact(fact(document)))
        : outcome;
  }

  private Criterion criterion(Criterion criterion) {
    return new Criterion(
        criterion.anchor(), condition(criterion.condition()), criterion.label(), criterion.span());
  }

  private List<Criterion> criteria(List<Criterion> parts) {
    return parts.stream().map(this::criterion).toList();
  }

  private Condition condition(Condition condition) {
    return switch (condition) {
      case Condition.Constant constant -> constant;
      case Condition.AllOf(var parts) -> new Condition.AllOf(criteria(parts));
      case Condition.AnyOf(var parts) -> new Condition.AnyOf(criteria(parts));
      case Condition.NoneOf(var parts) -> new Condition.NoneOf(criteria(parts));
      case Condition.AtLeast(int count, var parts) -> new Condition.AtLeast(count, criteria(parts));
      case Condition.Not(Condition negated) -> new Condition.Not(condition(negated));
      case Condition.IsYes(FactName name) -> new Condition.IsYes(fact(name));
      case Condition.IsOneOf(FactName name, var values) ->
          new Condition.IsOneOf(fact(name), values);
      case Condition.CompareNumbers(var left, var comparison, var right) ->
          new Condition.CompareNumbers(number(left), comparison, number(right));
      case Condition.CompareDates(
              var left,
              var comparison,
              var right,
              var direction,
              var distance) ->
          new Condition.CompareDates(date(left), comparison, date(right), direction, distance);
      case Condition.InValueSet(FactName name, String set) ->
          new Condition.InValueSet(fact(name), valueSets.getOrDefault(set, set));
      case Condition.InForce(FactName document) -> new Condition.InForce(fact(document));
    };
  }

  private NumberTerm number(NumberTerm term) {
    return switch (term) {
      case NumberTerm.Constant constant -> constant;
      case NumberTerm.OfFact(FactName name) -> new NumberTerm.OfFact(fact(name));
      case NumberTerm.Arithmetic(var left, var operator, var right) ->
          new NumberTerm.Arithmetic(number(left), operator, number(right));
      case NumberTerm.Elapsed(var unit, var from, var to) ->
          new NumberTerm.Elapsed(unit, date(from), date(to));
      case NumberTerm.CountOf(FactName history, Window window) ->
          new NumberTerm.CountOf(fact(history), window(window));
      case NumberTerm.LongestOf(FactName history, Window window) ->
          new NumberTerm.LongestOf(fact(history), window(window));
      case NumberTerm.TotalOf(FactName history, Window window) ->
          new NumberTerm.TotalOf(fact(history), window(window));
    };
  }

  private DateTerm date(DateTerm term) {
    return switch (term) {
      case DateTerm.DateOfService service -> service;
      case DateTerm.Fixed fixed -> fixed;
      case DateTerm.OfFact(FactName name) -> new DateTerm.OfFact(fact(name));
      case DateTerm.Earliest(FactName history) -> new DateTerm.Earliest(fact(history));
      case DateTerm.Latest(FactName history) -> new DateTerm.Latest(fact(history));
    };
  }

  private Window window(Window window) {
    return new Window(bound(window.from()), bound(window.through()));
  }

  private Optional<Window.Bound> bound(Optional<Window.Bound> bound) {
    return bound.map(
        end ->
            new Window.Bound(date(end.date()), end.direction(), end.distance(), end.inclusive()));
  }
}
