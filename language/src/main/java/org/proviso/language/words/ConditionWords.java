package org.proviso.language.words;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Duration;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Window;
import org.proviso.language.model.Window.Bound;
import org.proviso.language.model.Window.Direction;

/**
 * Says conditions, terms and windows in plain English. What is longer than a few lines is cut off
 * with an ellipsis.
 */
public final class ConditionWords {
  private static final int LIMIT = 600;

  private final Map<FactName, FactDeclaration> facts;
  private final int limit;

  /**
   * Words for the conditions of one document.
   *
   * @param facts the document's facts, for their units; a fact that is not among them has none
   */
  public ConditionWords(Collection<FactDeclaration> facts) {
    this(facts, LIMIT);
  }

  private ConditionWords(Collection<FactDeclaration> facts, int limit) {
    this.limit = limit;
    this.facts =
        facts.stream()
            .collect(Collectors.toMap(FactDeclaration::name, Function.identity(), (a, b) -> a));
  }

  /** Words that are never cut off, however long. */
  public static ConditionWords inFull(Collection<FactDeclaration> facts) {
    return new ConditionWords(facts, Integer.MAX_VALUE);
  }

  /** The condition as a phrase, for example {@code age is at least 18}. */
  public String of(Condition condition) {
    var text = new StringBuilder();
    append(text, condition, false);
    return text.length() <= limit ? text.toString() : text.substring(0, limit) + "…";
  }

  /** The number as a phrase, for example {@code years from birth date to the date of service}. */
  public String of(NumberTerm term) {
    var text = new StringBuilder();
    append(text, term, false);
    return text.length() <= limit ? text.toString() : text.substring(0, limit) + "…";
  }

  /** The date as a phrase, for example {@code the date of service}. */
  public static String of(DateTerm date) {
    return switch (date) {
      case DateTerm.DateOfService() -> "the date of service";
      case DateTerm.Fixed(var day) -> day.toString();
      case DateTerm.OfFact(var fact) -> words(fact);
      case DateTerm.Earliest(var history) -> "the earliest " + words(history);
      case DateTerm.Latest(var history) -> "the latest " + words(history);
    };
  }

  /** The window as a phrase, for example {@code within 6 months before the date of service}. */
  public static String of(Window window) {
    Optional<Bound> from = window.from();
    Optional<Bound> through = window.through();
    if (from.isEmpty() && through.isEmpty()) {
      return "at any time";
    }
    if (from.isEmpty()) {
      Bound bound = through.orElseThrow();
      return (bound.inclusive() ? "on or before " : "before ") + of(bound);
    }
    if (through.isEmpty()) {
      Bound bound = from.get();
      return (bound.inclusive() ? "on or after " : "after ") + of(bound);
    }
    return "from "
        + (from.get().inclusive() ? "" : "the day after ")
        + of(from.get())
        + " through "
        + (through.get().inclusive() ? "" : "the day before ")
        + of(through.get());
  }

  /** A name as words: hyphens become spaces. */
  public static String words(FactName name) {
    return name.text().replace('-', ' ');
  }

  /** A distance, for example {@code 6 weeks} or {@code 1 month}. */
  public static String of(Duration duration) {
    String plural = duration.unit().plural();
    return duration.amount()
        + " "
        + (duration.amount() == 1 ? plural.substring(0, plural.length() - 1) : plural);
  }

  private static String of(Bound bound) {
    return shifted(bound.date(), bound.direction(), bound.distance());
  }

  private static String shifted(DateTerm date, Direction direction, Duration distance) {
    if (distance.amount() == 0) {
      return of(date);
    }
    String side =
        switch (direction) {
          case BEFORE -> " before ";
          case AFTER -> " after ";
        };
    return of(distance) + side + of(date);
  }

  private void append(StringBuilder text, Condition condition, boolean inner) {
    if (text.length() > limit) {
      return;
    }
    switch (condition) {
      case Condition.Constant(boolean value) -> text.append(value ? "always" : "never");
      case Condition.AllOf(var parts) -> appendParts(text, parts, " and ", inner);
      case Condition.AnyOf(var parts) -> appendParts(text, parts, " or ", inner);
      case Condition.NoneOf(var parts) -> {
        text.append("none of (");
        appendParts(text, parts, "; ", false);
        text.append(')');
      }
      case Condition.AtLeast(int count, var parts) -> {
        text.append("at least ").append(count).append(" of (");
        appendParts(text, parts, "; ", false);
        text.append(')');
      }
      case Condition.Not(var negated) -> {
        text.append("not ");
        append(text, negated, true);
      }
      case Condition.IsYes(var fact) -> text.append(words(fact));
      case Condition.IsOneOf(var fact, var values) ->
          text.append(words(fact))
              .append(" is ")
              .append(values.stream().sorted().collect(Collectors.joining(" or ")));
      case Condition.CompareNumbers compare -> append(text, compare);
      case Condition.CompareDates compare -> append(text, compare);
      case Condition.InValueSet(var fact, var valueSet) ->
          text.append(words(fact))
              .append(isList(fact) ? " includes one of " : " is one of ")
              .append(valueSet.replace('-', ' '));
      case Condition.InForce(var document) ->
          text.append(words(document)).append(" is in force on the date of service");
    }
  }

  private boolean isList(FactName fact) {
    return type(fact).filter(type -> type instanceof FactType.CodeList).isPresent();
  }

  private void appendParts(
      StringBuilder text, List<Criterion> parts, String joiner, boolean parentheses) {
    boolean wrapped = parentheses && parts.size() > 1;
    if (wrapped) {
      text.append('(');
    }
    for (int index = 0; index < parts.size() && text.length() <= limit; index++) {
      if (index > 0) {
        text.append(joiner);
      }
      append(text, parts.get(index).condition(), true);
    }
    if (wrapped) {
      text.append(')');
    }
  }

  private void append(StringBuilder text, Condition.CompareNumbers compare) {
    // Of whole numbers, people say "at most 55" and not "less than 56".
    if (compare.comparison() == Comparison.LESS
        && compare.left() instanceof NumberTerm.OfFact(var fact)
        && compare.right() instanceof NumberTerm.Constant(var value)) {
      Optional<BigDecimal> step =
          Optional.ofNullable(facts.get(fact)).flatMap(FactDeclaration::step);
      if (step.isPresent()) {
        text.append(words(fact))
            .append(" is at most ")
            .append(value.subtract(step.get()).toPlainString());
        unit(fact).ifPresent(unit -> text.append(' ').append(unit));
        return;
      }
    }
    append(text, compare.left(), false);
    String relation =
        switch (compare.comparison()) {
          case LESS -> " is less than ";
          case AT_MOST -> " is at most ";
          case EQUAL -> " is ";
          case NOT_EQUAL -> " is not ";
          case AT_LEAST -> " is at least ";
          case GREATER -> " is more than ";
        };
    text.append(relation);
    append(text, compare.right(), false);
    if (compare.right() instanceof NumberTerm.Constant
        && compare.left() instanceof NumberTerm.OfFact(var fact)) {
      unit(fact).ifPresent(unit -> text.append(' ').append(unit));
    }
  }

  private static void append(StringBuilder text, Condition.CompareDates compare) {
    text.append(of(compare.left())).append(relation(compare.comparison()));
    text.append(shifted(compare.right(), compare.direction(), compare.distance()));
  }

  private static String relation(Comparison comparison) {
    return switch (comparison) {
      case LESS -> " is before ";
      case AT_MOST -> " is on or before ";
      case EQUAL -> " is on ";
      case NOT_EQUAL -> " is not on ";
      case AT_LEAST -> " is on or after ";
      case GREATER -> " is after ";
    };
  }

  private void append(StringBuilder text, NumberTerm term, boolean inner) {
    if (text.length() > limit) {
      return;
    }
    switch (term) {
      case NumberTerm.Constant(BigDecimal value) -> text.append(value.toPlainString());
      case NumberTerm.OfFact(var fact) -> text.append(words(fact));
      case NumberTerm.Arithmetic(var left, var operator, var right) -> {
        text.append(inner ? "(" : "");
        append(text, left, true);
        text.append(' ').append(operator.symbol()).append(' ');
        append(text, right, true);
        text.append(inner ? ")" : "");
      }
      case NumberTerm.Elapsed(var unit, var from, var to) ->
          text.append(unit.plural())
              .append(" from ")
              .append(of(from))
              .append(" to ")
              .append(of(to));
      case NumberTerm.CountOf(var history, var window) ->
          text.append("number of ").append(words(history)).append(' ').append(of(window));
      case NumberTerm.LongestOf(var history, var window) ->
          text.append("days of the longest ").append(words(history)).append(' ').append(of(window));
      case NumberTerm.TotalOf(var history, var window) ->
          text.append("total days of ").append(words(history)).append(' ').append(of(window));
    }
  }

  private Optional<FactType> type(FactName fact) {
    return Optional.ofNullable(facts.get(fact)).map(FactDeclaration::type);
  }

  private Optional<String> unit(FactName fact) {
    return type(fact)
        .filter(type -> type instanceof FactType.Quantity)
        .map(type -> ((FactType.Quantity) type).unit())
        .filter(unit -> !unit.equals("1"));
  }
}
