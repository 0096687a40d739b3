package org.proviso.language.check;

import java.util.ArrayList;
import java.util.List;
import org.proviso.language.syntax.ConditionSyntax;
import org.proviso.language.syntax.FactItem;
import org.proviso.language.syntax.TermSyntax;

/** The names that a definition uses and that could be definitions themselves. */
final class NamesIn {
  private final List<String> names = new ArrayList<>();

  private NamesIn() {}

  static List<String> of(FactItem item) {
    var collector = new NamesIn();
    switch (item) {
      case FactItem.Declaration declaration -> {
        // A declaration uses no definition.
      }
      case FactItem.DefinedCondition(var name, var condition, var span) -> collector.add(condition);
      case FactItem.DefinedTerm(var name, var term, var span) -> collector.add(term);
    }
    return collector.names;
  }

  private void add(ConditionSyntax condition) {
    switch (condition) {
      case ConditionSyntax.And(var parts, var span) -> parts.forEach(this::add);
      case ConditionSyntax.Or(var parts, var span) -> parts.forEach(this::add);
      case ConditionSyntax.Not(var negated, var span) -> add(negated);
      case ConditionSyntax.Name(var name) -> names.add(name.text());
      case ConditionSyntax.Compare(var left, var comparison, var right, var span) -> {
        add(left);
        add(right);
      }
      case ConditionSyntax.Between(var term, var low, var high, var span) -> {
        add(term);
        add(low);
        add(high);
      }
      case ConditionSyntax.Constant other -> {}
      case ConditionSyntax.Is other -> {}
      case ConditionSyntax.In other -> {}
      case ConditionSyntax.Include other -> {}
      case ConditionSyntax.InForce other -> {}
      case ConditionSyntax.CompareDates other -> {}
      case ConditionSyntax.Distance other -> {}
      case ConditionSyntax.Within other -> {}
      case ConditionSyntax.Frequency other -> {}
      case ConditionSyntax.Tried other -> {}
    }
  }

  private void add(TermSyntax term) {
    switch (term) {
      case TermSyntax.Name(var name) -> names.add(name.text());
      case TermSyntax.Arithmetic(var left, var operator, var right) -> {
        add(left);
        add(right);
      }
      case TermSyntax.Quantity other -> {}
      case TermSyntax.CalendarQuantity other -> {}
      case TermSyntax.DateLiteral other -> {}
      case TermSyntax.DateOfService other -> {}
      case TermSyntax.Earliest other -> {}
      case TermSyntax.Latest other -> {}
      case TermSyntax.Elapsed other -> {}
      case TermSyntax.OfHistory other -> {}
    }
  }
}
