package org.proviso.language.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Duration;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Span;
import org.proviso.language.model.Window;
import org.proviso.language.model.Window.Bound;
import org.proviso.language.model.Window.Direction;
import org.proviso.language.syntax.ConditionSyntax;
import org.proviso.language.syntax.TermSyntax;
import org.proviso.language.syntax.Word;
import org.proviso.language.words.ConditionWords;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/** Gives conditions their meaning: names resolve, types fit, definitions are put in place. */
final class ConditionCheck {
  private final Scope scope;
  private final DiagnosticCollector diagnostics;
  private final BoundRegister bounds;
  private final TreeSize size;
  private final TermCheck terms;
  private final ConditionWords words;

  ConditionCheck(Scope scope, DiagnosticCollector diagnostics, BoundRegister bounds) {
    this.scope = scope;
    this.diagnostics = diagnostics;
    this.bounds = bounds;
    this.size = new TreeSize(diagnostics);
    this.terms = new TermCheck(scope, diagnostics, bounds, size);
    this.words = new ConditionWords(scope.facts());
  }

  TermCheck terms() {
    return terms;
  }

  TreeSize size() {
    return size;
  }

  ConditionWords words() {
    return words;
  }

  /** The meaning of a condition; empty when a mistake was reported. */
  Optional<Condition> condition(ConditionSyntax syntax) {
    size.enter(1);
    try {
      Optional<Condition> condition =
          switch (syntax) {
            case ConditionSyntax.Constant(boolean value, var span) ->
                Optional.of(new Condition.Constant(value));
            case ConditionSyntax.And(var parts, var span) -> parts(parts).map(Condition.AllOf::new);
            case ConditionSyntax.Or(var parts, var span) -> parts(parts).map(Condition.AnyOf::new);
            case ConditionSyntax.Not(var negated, var span) ->
                condition(negated).map(Condition.Not::new);
            case ConditionSyntax.Name(var name) -> named(name);
            case ConditionSyntax.Is is -> is(is);
            case ConditionSyntax.In(var name, boolean negated, var valueSet, var span) ->
                in(name, valueSet, false).map(in -> negated ? new Condition.Not(in) : in);
            case ConditionSyntax.Include(var name, var valueSet, var span) ->
                in(name, valueSet, true);
            case ConditionSyntax.InForce(var name, var span) -> inForce(name);
            case ConditionSyntax.Compare compare -> compare(compare);
            case ConditionSyntax.Between between -> between(between);
            case ConditionSyntax.CompareDates(var left, var comparison, var right, var span) ->
                compareDates(
                    terms.date(left),
                    comparison,
                    terms.date(right),
                    Direction.AFTER,
                    TermCheck.NO_DISTANCE,
                    span);
            case ConditionSyntax.Distance distance -> distance(distance);
            case ConditionSyntax.Within within -> within(within);
            case ConditionSyntax.Frequency frequency -> frequency(frequency);
            case ConditionSyntax.Tried tried -> tried(tried);
          };
      return size.isWithinLimits() ? condition : Optional.empty();
    } finally {
      size.leave(1);
    }
  }

  private Optional<List<Criterion>> parts(List<ConditionSyntax> syntax) {
    List<Criterion> parts = new ArrayList<>();
    for (ConditionSyntax part : syntax) {
      condition(part).ifPresent(condition -> parts.add(criterion(condition, part.span())));
    }
    return parts.size() == syntax.size() ? Optional.of(parts) : Optional.empty();
  }

  /** A condition without an anchor of its own, labelled with its words. */
  Criterion criterion(Condition condition, Span span) {
    return new Criterion(Optional.empty(), condition, words.of(condition), span);
  }

  private Condition allOf(Span span, Condition... conditions) {
    return new Condition.AllOf(
        List.of(conditions).stream().map(each -> criterion(each, span)).toList());
  }

  private Optional<Condition> named(Word name) {
    Optional<Definition> definition = scope.definition(name.text());
    if (definition.isPresent()) {
      if (definition.get() instanceof Definition.OfCondition(var condition, int parts, int depth)) {
        size.add(parts, depth, name.span());
        return Optional.of(condition);
      }
      terms.mismatch(
          name.span(),
          "`" + name.text() + "` is defined as a number, and a condition is expected",
          "compare it: `" + name.text() + " at least …`");
      return Optional.empty();
    }
    Optional<FactDeclaration> fact = terms.fact(name);
    if (fact.isPresent() && !(fact.get().type() instanceof FactType.YesNo)) {
      terms.mismatch(
          name.span(),
          "`"
              + name.text()
              + "` is "
              + TypeWords.of(fact.get().type())
              + ", and a condition is expected",
          TypeWords.howToUse(name.text(), fact.get().type()));
      return Optional.empty();
    }
    return fact.map(known -> new Condition.IsYes(known.name()));
  }

  private Optional<Condition> is(ConditionSyntax.Is is) {
    Optional<FactDeclaration> fact = terms.fact(is.name());
    if (fact.isEmpty()) {
      return Optional.empty();
    }
    if (!(fact.get().type() instanceof FactType.Enumeration(var values))) {
      terms.mismatch(
          is.name().span(),
          "`"
              + is.name().text()
              + "` is "
              + TypeWords.of(fact.get().type())
              + ", and only one of several named values can be compared with `is`",
          TypeWords.howToUse(is.name().text(), fact.get().type()));
      return Optional.empty();
    }
    Set<String> chosen = new TreeSet<>();
    for (Word symbol : is.symbols()) {
      if (values.contains(symbol.text())) {
        chosen.add(symbol.text());
      } else {
        diagnostics.add(
            DiagnosticId.UNKNOWN_VALUE,
            symbol.span(),
            "`" + is.name().text() + "` has no value `" + symbol.text() + "`",
            Suggestion.help(symbol.text(), values)
                .orElse("its values are " + String.join(", ", values)));
      }
    }
    if (chosen.size() < Set.copyOf(is.symbols().stream().map(Word::text).toList()).size()) {
      return Optional.empty();
    }
    Condition condition = new Condition.IsOneOf(fact.get().name(), chosen);
    return Optional.of(is.negated() ? new Condition.Not(condition) : condition);
  }

  private Optional<Condition> in(Word name, Word valueSetName, boolean list) {
    Optional<FactDeclaration> fact = terms.fact(name);
    Optional<ValueSet> valueSet = valueSet(valueSetName);
    if (fact.isEmpty() || valueSet.isEmpty()) {
      return Optional.empty();
    }
    Set<CodeSystem> systems;
    if (fact.get().type() instanceof FactType.SingleCode(var of) && !list) {
      systems = of;
    } else if (fact.get().type() instanceof FactType.CodeList(var of) && list) {
      systems = of;
    } else {
      terms.mismatch(
          name.span(),
          "`"
              + name.text()
              + "` is "
              + TypeWords.of(fact.get().type())
              + (list ? ", not a list of codes" : ", not a single code"),
          TypeWords.howToUse(name.text(), fact.get().type()));
      return Optional.empty();
    }
    if (!systems.isEmpty()
        && valueSet.get().includes().stream()
            .map(CodePattern::system)
            .noneMatch(systems::contains)) {
      diagnostics.add(
          DiagnosticId.CODE_SYSTEM_MISMATCH,
          valueSetName.span(),
          "`"
              + valueSetName.text()
              + "` has no code of the systems that `"
              + name.text()
              + "` can have, so this never holds",
          "add codes of that system to the value set, or let the fact have its system");
      return Optional.empty();
    }
    return Optional.of(new Condition.InValueSet(fact.get().name(), valueSetName.text()));
  }

  /** A value set, or a report that there is none. */
  Optional<ValueSet> valueSet(Word name) {
    Optional<ValueSet> valueSet = scope.valueSet(name.text());
    if (valueSet.isEmpty() && !scope.isBroken(name.text())) {
      diagnostics.add(
          DiagnosticId.UNKNOWN_VALUE_SET,
          name.span(),
          "there is no value set `" + name.text() + "`",
          Suggestion.help(name.text(), scope.valueSets().keySet())
              .or(() -> Optional.of("list its codes in a `codes` fence")));
    }
    return valueSet;
  }

  private Optional<Condition> inForce(Word name) {
    Optional<FactDeclaration> fact = terms.fact(name);
    if (fact.isPresent() && !(fact.get().type() instanceof FactType.Document)) {
      terms.mismatch(
          name.span(),
          "`" + name.text() + "` is " + TypeWords.of(fact.get().type()) + ", not a document",
          TypeWords.howToUse(name.text(), fact.get().type()));
      return Optional.empty();
    }
    return fact.map(known -> new Condition.InForce(known.name()));
  }

  private Optional<Condition> compare(ConditionSyntax.Compare compare) {
    Optional<TypedTerm> left = terms.number(compare.left());
    Optional<TypedTerm> right = terms.number(compare.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return terms
        .align(left.get(), right.get(), compare.span())
        .map(
            pair -> {
              warnOutOfRange(
                  pair.first().term(), compare.comparison(), pair.second().term(), compare.span());
              return comparison(
                  pair.first().term(), compare.comparison(), pair.second().term(), compare.span());
            });
  }

  /** The comparison; on the grid where it is of a fact that has one with a constant. */
  private Condition comparison(
      NumberTerm left, Comparison comparison, NumberTerm right, Span span) {
    Optional<FactDeclaration> fact = Grid.fact(left, scope);
    if (fact.isPresent() && right instanceof NumberTerm.Constant(var value)) {
      return onGrid(fact.get(), comparison, value, span);
    }
    Optional<FactDeclaration> other = Grid.fact(right, scope);
    if (other.isPresent() && left instanceof NumberTerm.Constant(var value)) {
      return onGrid(other.get(), Grid.turned(comparison), value, span);
    }
    return new Condition.CompareNumbers(left, comparison, right);
  }

  private Condition onGrid(
      FactDeclaration fact, Comparison comparison, BigDecimal value, Span span) {
    return switch (Grid.normalise(fact, comparison, value)) {
      case Grid.OnGrid.Always(boolean holds) -> {
        diagnostics.add(
            DiagnosticId.COMPARISON_OUT_OF_RANGE,
            span,
            "`"
                + fact.name()
                + "` is never "
                + value.toPlainString()
                + ": its values are multiples of "
                + fact.step().map(BigDecimal::toPlainString).orElse(""),
            "check the number, and the step in the declaration");
        yield new Condition.Constant(holds);
      }
      case Grid.OnGrid.All(var parts) ->
          parts.size() == 1 ? parts.getFirst() : allOf(span, parts.toArray(Condition[]::new));
      case Grid.OnGrid.Any(var parts) ->
          new Condition.AnyOf(
              parts.stream().map(part -> criterion((Condition) part, span)).toList());
    };
  }

  /** Warns of a comparison that the fact's declared range decides. */
  private void warnOutOfRange(NumberTerm left, Comparison comparison, NumberTerm right, Span span) {
    if (!(left instanceof NumberTerm.OfFact(var name))
        || !(right instanceof NumberTerm.Constant(var value))) {
      return;
    }
    Optional<BigDecimal> least = Optional.empty();
    Optional<BigDecimal> greatest = Optional.empty();
    FactType type = scope.fact(name.text()).orElseThrow().type();
    if (type instanceof FactType.Quantity quantity) {
      least = quantity.least();
      greatest = quantity.greatest();
    } else if (type instanceof FactType.Count(var limit)) {
      least = Optional.of(BigDecimal.ZERO);
      greatest = limit.map(BigDecimal::valueOf);
    }
    boolean below = least.isPresent() && value.compareTo(least.get()) < 0;
    boolean above = greatest.isPresent() && value.compareTo(greatest.get()) > 0;
    boolean trivial =
        (least.isPresent()
                && value.compareTo(least.get()) == 0
                && (comparison == Comparison.AT_LEAST || comparison == Comparison.LESS))
            || (greatest.isPresent()
                && value.compareTo(greatest.get()) == 0
                && (comparison == Comparison.AT_MOST || comparison == Comparison.GREATER));
    if (below || above || trivial) {
      diagnostics.add(
          DiagnosticId.COMPARISON_OUT_OF_RANGE,
          span,
          "every value that `"
              + name
              + "` can have compares the same way with "
              + value.toPlainString(),
          "check the number, its unit, and the range in the declaration");
    }
  }

  private Optional<Condition> between(ConditionSyntax.Between between) {
    Optional<TypedTerm> term = terms.number(between.term());
    Optional<TypedTerm> low = terms.number(between.low());
    Optional<TypedTerm> high = terms.number(between.high());
    if (term.isEmpty() || low.isEmpty() || high.isEmpty()) {
      return Optional.empty();
    }
    var least = terms.align(term.get(), low.get(), between.low().span());
    var greatest = terms.align(term.get(), high.get(), between.high().span());
    if (least.isEmpty() || greatest.isEmpty()) {
      return Optional.empty();
    }
    if (least.get().second().term() instanceof NumberTerm.Constant(var from)
        && greatest.get().second().term() instanceof NumberTerm.Constant(var to)
        && from.compareTo(to) > 0) {
      diagnostics.add(
          DiagnosticId.EMPTY_BETWEEN,
          between.span(),
          "nothing lies between " + from.toPlainString() + " and " + to.toPlainString(),
          "write the lower end first");
      return Optional.empty();
    }
    return Optional.of(
        allOf(
            between.span(),
            comparison(
                least.get().first().term(),
                Comparison.AT_LEAST,
                least.get().second().term(),
                between.span()),
            comparison(
                greatest.get().first().term(),
                Comparison.AT_MOST,
                greatest.get().second().term(),
                between.span())));
  }

  private Optional<Condition> compareDates(
      Optional<DateTerm> left,
      Comparison comparison,
      Optional<DateTerm> right,
      Direction direction,
      Duration distance,
      Span span) {
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    bounds.add(left.get(), right.get(), direction, distance, span);
    return Optional.of(
        new Condition.CompareDates(left.get(), comparison, right.get(), direction, distance));
  }

  private Optional<Condition> distance(ConditionSyntax.Distance syntax) {
    Optional<DateTerm> left = terms.date(syntax.left());
    Optional<DateTerm> right = terms.date(syntax.right());
    Direction direction = syntax.direction();
    boolean after = direction == Direction.AFTER;
    // Farther away is later after a date, and earlier before it.
    Comparison comparison =
        switch (syntax.comparison()) {
          case AT_LEAST -> after ? Comparison.AT_LEAST : Comparison.AT_MOST;
          case GREATER -> after ? Comparison.GREATER : Comparison.LESS;
          case AT_MOST -> after ? Comparison.AT_MOST : Comparison.AT_LEAST;
          case LESS -> after ? Comparison.LESS : Comparison.GREATER;
          case EQUAL -> Comparison.EQUAL;
          case NOT_EQUAL -> Comparison.NOT_EQUAL;
        };
    Optional<Condition> far =
        compareDates(
            left, comparison, right, direction, syntax.distance().duration(), syntax.span());
    boolean near =
        syntax.comparison() == Comparison.AT_MOST || syntax.comparison() == Comparison.LESS;
    if (!near || far.isEmpty()) {
      return far;
    }
    oneEventForAll(syntax.left(), !after, after, syntax.span());
    // "At most 40 days after" is after, too: the near end is the date itself.
    Optional<Condition> side =
        compareDates(
            left,
            after ? Comparison.AT_LEAST : Comparison.AT_MOST,
            right,
            direction,
            TermCheck.NO_DISTANCE,
            syntax.span());
    return side.map(condition -> allOf(syntax.span(), condition, far.get()));
  }

  private Optional<Condition> within(ConditionSyntax.Within syntax) {
    Optional<DateTerm> left = terms.date(syntax.left());
    Optional<DateTerm> right = terms.date(syntax.right());
    Duration distance = syntax.distance().duration();
    boolean before = syntax.direction().filter(each -> each == Direction.AFTER).isEmpty();
    boolean after = syntax.direction().filter(each -> each == Direction.BEFORE).isEmpty();
    oneEventForAll(syntax.left(), before, after, syntax.span());
    Optional<Condition> from =
        compareDates(
            left,
            Comparison.AT_LEAST,
            right,
            Direction.BEFORE,
            before ? distance : TermCheck.NO_DISTANCE,
            syntax.span());
    Optional<Condition> through =
        compareDates(
            left,
            Comparison.AT_MOST,
            right,
            Direction.AFTER,
            after ? distance : TermCheck.NO_DISTANCE,
            syntax.span());
    return from.isEmpty() || through.isEmpty()
        ? Optional.empty()
        : Optional.of(allOf(syntax.span(), from.get(), through.get()));
  }

  /**
   * Warns where one event stands for a whole history in a window: the latest may be later than a
   * window before a date, booked for instance, and then another event in the window does not count.
   */
  private void oneEventForAll(TermSyntax event, boolean before, boolean after, Span span) {
    String words = "";
    String history = "";
    if (event instanceof TermSyntax.Latest(Word name, var _) && before) {
      words = "the latest event may lie after the window, for instance when it is booked";
      history = name.text();
    } else if (event instanceof TermSyntax.Earliest(Word name, var _) && after) {
      words = "the earliest event may lie before the window";
      history = name.text();
    }
    if (!words.isEmpty()) {
      diagnostics.add(
          DiagnosticId.LATEST_WITHIN,
          span,
          words + "; then the condition is false even if another event lies in it",
          "write `count of "
              + history
              + ", within ... at least 1`, with this window, if any event in it counts");
    }
  }

  private Optional<Condition> frequency(ConditionSyntax.Frequency syntax) {
    Optional<FactName> history = terms.history(syntax.history());
    String digits = syntax.count().text();
    boolean counted =
        digits.length() <= 6
            && digits.chars().allMatch(each -> each >= '0' && each <= '9')
            && Integer.parseInt(digits) >= 1;
    if (!counted) {
      diagnostics.add(
          DiagnosticId.FREQUENCY_COUNT,
          syntax.count().span(),
          "a frequency limit is a whole number from 1 to 999999: the requested service counts",
          "write `at most 1 per 12 months`, or `never` if it is not allowed at all");
    }
    if (history.isEmpty() || !counted) {
      return Optional.empty();
    }
    var service = new DateTerm.DateOfService();
    Duration period = syntax.period().duration();
    // A period that ends on the date of service begins on the day after this bound.
    var window =
        new Window(
            Optional.of(new Bound(service, Direction.BEFORE, period, false)),
            Optional.of(new Bound(service, Direction.BEFORE, TermCheck.NO_DISTANCE, true)));
    bounds.add(syntax.history().text(), service, Direction.BEFORE, period, syntax.span());
    return Optional.of(
        new Condition.CompareNumbers(
            new NumberTerm.CountOf(history.get(), window),
            Comparison.AT_MOST,
            new NumberTerm.Constant(BigDecimal.valueOf(Integer.parseInt(digits) - 1L))));
  }

  private Optional<Condition> tried(ConditionSyntax.Tried syntax) {
    Optional<FactName> history = terms.history(syntax.history());
    Optional<Window> window =
        syntax.window().isPresent()
            ? terms.window(syntax.history().text(), syntax.window().get())
            : Optional.of(Window.ANY_TIME);
    Duration duration = syntax.duration().duration();
    boolean inDays = duration.unit() == CalendarUnit.DAYS || duration.unit() == CalendarUnit.WEEKS;
    if (!inDays) {
      diagnostics.add(
          DiagnosticId.TRIAL_UNIT,
          syntax.duration().span(),
          "how long a trial lasted is counted in days, and "
              + ConditionWords.of(duration)
              + (duration.amount() == 1 ? " has" : " have")
              + " no fixed number of them",
          "write the days or weeks that are meant: `90 days` or `12 weeks`");
    }
    if (history.isEmpty() || window.isEmpty() || !inDays) {
      return Optional.empty();
    }
    long days = (duration.unit() == CalendarUnit.WEEKS ? 7L : 1L) * duration.amount();
    return Optional.of(
        new Condition.CompareNumbers(
            new NumberTerm.LongestOf(history.get(), window.get()),
            Comparison.AT_LEAST,
            new NumberTerm.Constant(BigDecimal.valueOf(days))));
  }
}
