package org.proviso.language.page;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Duration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Window;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.ValueSet;

/**
 * What a criterion means, as a text that changes whenever the meaning does: definitions are
 * replaced, the types of the facts and the codes of the value sets that it speaks of are written
 * out, and neither layout nor labels nor the order of codes count. Parenthesised prefix notation,
 * so that how it is shown to people can change without a signature being lost.
 */
final class CanonicalText {
  private final Guideline guideline;
  private final StringBuilder text = new StringBuilder();
  private final Set<FactName> facts = new TreeSet<>();
  private final Set<String> valueSets = new TreeSet<>();

  private CanonicalText(Guideline guideline) {
    this.guideline = guideline;
  }

  /** The text of a clause: where it stands, what it decides, and when. */
  static String of(Guideline guideline, Decision decision, Clause clause) {
    var canonical = new CanonicalText(guideline);
    canonical
        .text
        .append("clause ")
        .append(decision.name())
        .append(' ')
        .append(clause.rank().name())
        .append(' ')
        .append(clause.tier())
        .append(' ');
    canonical.outcome(clause.outcome());
    canonical.text.append('\n');
    canonical.condition(clause.criterion().condition());
    return canonical.finish();
  }

  /** The text of a part of a clause that has an anchor of its own. */
  static String of(Guideline guideline, Criterion criterion) {
    var canonical = new CanonicalText(guideline);
    canonical.text.append("criterion\n");
    canonical.condition(criterion.condition());
    return canonical.finish();
  }

  private String finish() {
    text.append('\n');
    for (FactName fact : facts) {
      guideline
          .fact(fact)
          .ifPresent(
              known -> {
                type(fact, known.type());
                known.step().ifPresent(step -> text.append(" by ").append(plain(step)));
                text.append('\n');
              });
    }
    for (String name : valueSets) {
      ValueSet set = guideline.valueSets().get(name);
      if (set != null) {
        text.append("set ").append(name).append(' ').append(patterns(set.includes()));
        text.append(" without ").append(patterns(set.excludes())).append('\n');
      }
    }
    return text.toString();
  }

  private static String patterns(List<CodePattern> patterns) {
    return patterns.stream()
        .map(CanonicalText::pattern)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String pattern(CodePattern pattern) {
    return switch (pattern) {
      case CodePattern.Exactly(var code) -> code.toString();
      case CodePattern.Below(var code) -> code + ".*";
      case CodePattern.Between(var first, var last) -> first + ".." + last.value();
    };
  }

  private void type(FactName fact, FactType type) {
    text.append("fact ").append(fact).append(' ');
    switch (type) {
      case FactType.YesNo() -> text.append("yes/no");
      case FactType.Enumeration(var values) ->
          text.append(values.stream().sorted().collect(Collectors.joining(", ", "one of ", "")));
      case FactType.Quantity quantity -> {
        text.append("number ").append(quantity.unit());
        quantity.least().ifPresent(least -> text.append(" from ").append(plain(least)));
        quantity.greatest().ifPresent(greatest -> text.append(" to ").append(plain(greatest)));
      }
      case FactType.Count(var greatest) -> {
        text.append("count");
        greatest.ifPresent(most -> text.append(" up to ").append(most));
      }
      case FactType.Date() -> text.append("date");
      case FactType.SingleCode(var systems) -> text.append("code ").append(sorted(systems));
      case FactType.CodeList(var systems) -> text.append("codes ").append(sorted(systems));
      case FactType.History() -> text.append("history");
      case FactType.Document(var kinds) -> text.append("document ").append(sorted(kinds));
    }
  }

  private static String sorted(Collection<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private void outcome(Outcome outcome) {
    text.append(outcome.word());
    if (outcome instanceof Outcome.Refer(var target)) {
      text.append(
          switch (target) {
            case Outcome.Target.Named(var authority) -> " \"" + authority + '"';
            case Outcome.Target.OfFact(var document) -> " document " + document;
            case Outcome.Target.OfDecision(var decision) -> " decision " + decision;
          });
    }
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Condition.Constant(boolean value) -> text.append(value ? "always" : "never");
      case Condition.AllOf(var parts) -> parts("all", parts);
      case Condition.AnyOf(var parts) -> parts("any", parts);
      case Condition.NoneOf(var parts) -> parts("none", parts);
      case Condition.AtLeast(int count, var parts) -> parts("at-least " + count, parts);
      case Condition.Not(var negated) -> {
        text.append("(not ");
        condition(negated);
        text.append(')');
      }
      case Condition.IsYes(var fact) -> text.append("(yes ").append(name(fact)).append(')');
      case Condition.IsOneOf(var fact, var values) ->
          text.append("(is ")
              .append(name(fact))
              .append(values.stream().sorted().collect(Collectors.joining(" ", " ", ")")));
      case Condition.CompareNumbers(var left, var comparison, var right) -> {
        text.append('(').append(comparison.symbol()).append(' ');
        number(left);
        text.append(' ');
        number(right);
        text.append(')');
      }
      case Condition.CompareDates(
              var left,
              var comparison,
              var right,
              var direction,
              var distance) -> {
        text.append('(').append(comparison.symbol()).append(' ').append(date(left)).append(' ');
        text.append(moved(right, direction, distance)).append(')');
      }
      case Condition.InValueSet(var fact, var valueSet) -> {
        valueSets.add(valueSet);
        text.append("(in ").append(name(fact)).append(' ').append(valueSet).append(')');
      }
      case Condition.InForce(var document) ->
          text.append("(in-force ").append(name(document)).append(')');
    }
  }

  private void parts(String word, List<Criterion> parts) {
    text.append('(').append(word);
    for (Criterion part : parts) {
      text.append(' ');
      condition(part.condition());
    }
    text.append(')');
  }

  private FactName name(FactName fact) {
    facts.add(fact);
    return fact;
  }

  private void number(NumberTerm term) {
    switch (term) {
      case NumberTerm.Constant(var value) -> text.append(plain(value));
      case NumberTerm.OfFact(var fact) -> text.append(name(fact));
      case NumberTerm.Arithmetic(var left, var operator, var right) -> {
        text.append('(').append(operator.symbol()).append(' ');
        number(left);
        text.append(' ');
        number(right);
        text.append(')');
      }
      case NumberTerm.Elapsed(var unit, var from, var to) ->
          text.append('(')
              .append(unit.plural())
              .append(' ')
              .append(date(from))
              .append(' ')
              .append(date(to))
              .append(')');
      case NumberTerm.CountOf(var history, var window) -> measure("count", history, window);
      case NumberTerm.LongestOf(var history, var window) -> measure("longest", history, window);
      case NumberTerm.TotalOf(var history, var window) -> measure("total", history, window);
    }
  }

  private void measure(String word, FactName history, Window window) {
    text.append('(').append(word).append(' ').append(name(history));
    window.from().ifPresent(bound -> text.append(" from ").append(bound(bound)));
    window.through().ifPresent(bound -> text.append(" through ").append(bound(bound)));
    text.append(')');
  }

  private String bound(Window.Bound bound) {
    return moved(bound.date(), bound.direction(), bound.distance())
        + (bound.inclusive() ? "" : " exclusive");
  }

  private String moved(DateTerm date, Window.Direction direction, Duration distance) {
    if (distance.amount() == 0) {
      return date(date);
    }
    return "("
        + direction.name()
        + ' '
        + date(date)
        + ' '
        + distance.amount()
        + ' '
        + distance.unit().plural()
        + ')';
  }

  private String date(DateTerm date) {
    return switch (date) {
      case DateTerm.DateOfService() -> "date-of-service";
      case DateTerm.Fixed(var day) -> day.toString();
      case DateTerm.OfFact(var fact) -> name(fact).text();
      case DateTerm.Earliest(var history) -> "(earliest " + name(history) + ')';
      case DateTerm.Latest(var history) -> "(latest " + name(history) + ')';
    };
  }
}
