package org.proviso.language.check;

import java.math.BigDecimal;
import java.util.Optional;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Duration;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.NumberTerm.Operator;
import org.proviso.language.model.Span;
import org.proviso.language.model.Window;
import org.proviso.language.model.Window.Bound;
import org.proviso.language.model.Window.Direction;
import org.proviso.language.syntax.DurationSyntax;
import org.proviso.language.syntax.TermSyntax;
import org.proviso.language.syntax.WindowSyntax;
import org.proviso.language.syntax.Word;
import org.proviso.terminology.units.Conversion;
import org.proviso.terminology.units.Units;

/** Gives numbers, dates and windows their types, resolves their names and converts their units. */
final class TermCheck {
  static final Duration NO_DISTANCE = new Duration(0, CalendarUnit.DAYS);

  private static final String DAY = "d";
  private static final String WEEK = "wk";

  private final Scope scope;
  private final DiagnosticCollector diagnostics;
  private final BoundRegister bounds;
  private final TreeSize size;

  TermCheck(Scope scope, DiagnosticCollector diagnostics, BoundRegister bounds, TreeSize size) {
    this.scope = scope;
    this.diagnostics = diagnostics;
    this.bounds = bounds;
    this.size = size;
  }

  /** Reports a name that stands for nothing, unless a mistake in it was reported already. */
  void unknownName(Word name) {
    if (!scope.isBroken(name.text())) {
      diagnostics.add(
          DiagnosticId.UNKNOWN_NAME,
          name.span(),
          "nothing called `" + name.text() + "` is declared or defined",
          Suggestion.help(name.text(), scope.names())
              .or(() -> Optional.of("declare it in a `facts` fence: `" + name.text() + " : …`")));
    }
  }

  /** A fact, or a report that there is none. */
  Optional<FactDeclaration> fact(Word name) {
    Optional<FactDeclaration> fact = scope.fact(name.text());
    if (fact.isEmpty()) {
      if (scope.definition(name.text()).isPresent() || scope.valueSet(name.text()).isPresent()) {
        mismatch(
            name.span(),
            "`" + name.text() + "` is not a fact",
            "use the name of a fact here, not of a definition or a value set");
      } else {
        unknownName(name);
      }
    }
    return fact;
  }

  void mismatch(Span span, String message, String help) {
    diagnostics.add(DiagnosticId.TYPE_MISMATCH, span, message, help);
  }

  /** A history, or a report that it is none. */
  Optional<FactName> history(Word name) {
    Optional<FactDeclaration> fact = fact(name);
    if (fact.isPresent() && !(fact.get().type() instanceof FactType.History)) {
      mismatch(
          name.span(),
          "`" + name.text() + "` is " + TypeWords.of(fact.get().type()) + ", not a history",
          "declare it as `" + name.text() + " : history`, or use a history here");
      return Optional.empty();
    }
    return fact.map(FactDeclaration::name);
  }

  /** A number with its unit. */
  Optional<TypedTerm> number(TermSyntax syntax) {
    size.enter(1);
    try {
      return switch (syntax) {
        case TermSyntax.Quantity quantity -> quantity(quantity);
        case TermSyntax.CalendarQuantity(var value, var unit, var span) ->
            Optional.of(
                new TypedTerm(new NumberTerm.Constant(value), Units.ONE, Optional.of(unit)));
        case TermSyntax.Name(var name) -> named(name);
        case TermSyntax.Arithmetic arithmetic -> arithmetic(arithmetic);
        case TermSyntax.Elapsed(var unit, var from, var to, var span) ->
            both(date(from), date(to))
                .map(
                    dates ->
                        new TypedTerm(
                            new NumberTerm.Elapsed(unit, dates.first(), dates.second()),
                            Units.ONE,
                            Optional.of(unit)));
        case TermSyntax.OfHistory measure -> ofHistory(measure);
        case TermSyntax.DateLiteral date -> notANumber(date);
        case TermSyntax.DateOfService date -> notANumber(date);
        case TermSyntax.Earliest date -> notANumber(date);
        case TermSyntax.Latest date -> notANumber(date);
      };
    } finally {
      size.leave(1);
    }
  }

  private Optional<TypedTerm> notANumber(TermSyntax date) {
    mismatch(
        date.span(),
        "this is a date, and a number is expected",
        "compare dates with `before`, `after` and `on`; a distance is `days from A to B`");
    return Optional.empty();
  }

  private Optional<TypedTerm> quantity(TermSyntax.Quantity quantity) {
    String unit = quantity.unit().map(Word::text).orElse(Units.ONE);
    if (!Units.isUnit(unit)) {
      unknownUnit(quantity.unit().orElseThrow());
      return Optional.empty();
    }
    return Optional.of(
        new TypedTerm(new NumberTerm.Constant(quantity.value()), unit, Optional.empty()));
  }

  void unknownUnit(Word unit) {
    diagnostics.add(
        DiagnosticId.UNKNOWN_UNIT,
        unit.span(),
        "`" + unit.text() + "` is not a UCUM unit",
        "units are case sensitive: `mm[Hg]`, `kg/m2`, `%`; what UCUM has no unit for is written"
            + " between braces: `{pack-years}`");
  }

  private Optional<TypedTerm> named(Word name) {
    Optional<Definition> definition = scope.definition(name.text());
    if (definition.isPresent()) {
      if (definition.get() instanceof Definition.OfNumber(var term, int parts, int depth)) {
        size.add(parts, depth, name.span());
        return Optional.of(term);
      }
      mismatch(
          name.span(),
          "`" + name.text() + "` is defined as a condition, and a number is expected",
          "use a number here");
      return Optional.empty();
    }
    Optional<FactDeclaration> fact = fact(name);
    if (fact.isEmpty()) {
      return Optional.empty();
    }
    var term = new NumberTerm.OfFact(fact.get().name());
    return switch (fact.get().type()) {
      case FactType.Quantity quantity ->
          Optional.of(new TypedTerm(term, quantity.unit(), Optional.empty()));
      case FactType.Count count -> Optional.of(new TypedTerm(term, Units.ONE, Optional.empty()));
      case FactType.YesNo type -> notANumber(name, type);
      case FactType.Enumeration type -> notANumber(name, type);
      case FactType.Date type -> notANumber(name, type);
      case FactType.SingleCode type -> notANumber(name, type);
      case FactType.CodeList type -> notANumber(name, type);
      case FactType.History type -> notANumber(name, type);
      case FactType.Document type -> notANumber(name, type);
    };
  }

  private Optional<TypedTerm> notANumber(Word name, FactType type) {
    mismatch(
        name.span(),
        "`" + name.text() + "` is " + TypeWords.of(type) + ", and a number is expected",
        TypeWords.howToUse(name.text(), type));
    return Optional.empty();
  }

  private Optional<TypedTerm> ofHistory(TermSyntax.OfHistory measure) {
    Optional<FactName> history = history(measure.history());
    Optional<Window> window =
        measure.window().isPresent()
            ? window(measure.history().text(), measure.window().get())
            : Optional.of(Window.ANY_TIME);
    if (history.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (measure.measure()) {
          case COUNT ->
              new TypedTerm(
                  new NumberTerm.CountOf(history.get(), window.get()), Units.ONE, Optional.empty());
          case LONGEST ->
              new TypedTerm(
                  new NumberTerm.LongestOf(history.get(), window.get()),
                  Units.ONE,
                  Optional.of(CalendarUnit.DAYS));
          case TOTAL ->
              new TypedTerm(
                  new NumberTerm.TotalOf(history.get(), window.get()),
                  Units.ONE,
                  Optional.of(CalendarUnit.DAYS));
        });
  }

  private Optional<TypedTerm> arithmetic(TermSyntax.Arithmetic arithmetic) {
    Optional<TypedTerm> left = number(arithmetic.left());
    Optional<TypedTerm> right = number(arithmetic.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Operator operator = arithmetic.operator();
    return switch (operator) {
      case PLUS, MINUS ->
          align(left.get(), right.get(), arithmetic.span())
              .map(
                  aligned ->
                      new TypedTerm(
                          fold(aligned.first().term(), operator, aligned.second().term()),
                          aligned.first().unit(),
                          aligned.first().calendar()));
      case TIMES ->
          Optional.of(
              new TypedTerm(
                  fold(left.get().term(), operator, right.get().term()),
                  product(left.get().unit(), right.get().unit()),
                  Optional.empty()));
      case DIVIDED_BY -> quotient(left.get(), right.get(), arithmetic.right().span());
    };
  }

  private Optional<TypedTerm> quotient(TypedTerm left, TypedTerm right, Span divisor) {
    if (!(right.term() instanceof NumberTerm.Constant(BigDecimal value))) {
      diagnostics.add(
          DiagnosticId.DIVISION,
          divisor,
          "a number is divided by something that is not a constant",
          "multiply the other side instead: `a >= 2 * b`, not `a / b >= 2`");
      return Optional.empty();
    }
    if (value.signum() == 0) {
      diagnostics.add(
          DiagnosticId.DIVISION, divisor, "a number is divided by zero", "divide by another one");
      return Optional.empty();
    }
    String unit =
        Units.isPureNumber(right.unit())
            ? left.unit()
            : "(" + left.unit() + ")/(" + right.unit() + ")";
    return Optional.of(
        new TypedTerm(
            fold(left.term(), Operator.DIVIDED_BY, right.term()), unit, Optional.empty()));
  }

  private static String product(String left, String right) {
    if (Units.isPureNumber(left)) {
      return right;
    }
    return Units.isPureNumber(right) ? left : "(" + left + ").(" + right + ")";
  }

  /** The operation, carried out when both sides are constants and the result is exact. */
  private static NumberTerm fold(NumberTerm left, Operator operator, NumberTerm right) {
    if (left instanceof NumberTerm.Constant(BigDecimal first)
        && right instanceof NumberTerm.Constant(BigDecimal second)) {
      try {
        return new NumberTerm.Constant(
            switch (operator) {
              case PLUS -> first.add(second);
              case MINUS -> first.subtract(second);
              case TIMES -> first.multiply(second);
              case DIVIDED_BY -> first.divide(second);
            });
      } catch (ArithmeticException endless) {
        return new NumberTerm.Arithmetic(left, operator, right);
      }
    }
    return new NumberTerm.Arithmetic(left, operator, right);
  }

  /** Two things of one kind. */
  record Pair<T>(T first, T second) {}

  private static <T> Optional<Pair<T>> both(Optional<T> first, Optional<T> second) {
    return first.isPresent() && second.isPresent()
        ? Optional.of(new Pair<>(first.get(), second.get()))
        : Optional.empty();
  }

  /** Both numbers in one unit: a constant takes the unit of the other. */
  Optional<Pair<TypedTerm>> align(TypedTerm left, TypedTerm right, Span span) {
    if (left.calendar().isPresent() || right.calendar().isPresent()) {
      return alignCalendar(left, right, span);
    }
    boolean leftIsConstant = left.term() instanceof NumberTerm.Constant;
    boolean rightIsConstant = right.term() instanceof NumberTerm.Constant;
    if (leftIsConstant && !rightIsConstant) {
      return convert(left, right.unit(), span).map(converted -> new Pair<>(converted, right));
    }
    Conversion conversion = Units.conversion(right.unit(), left.unit());
    boolean otherWay =
        !rightIsConstant
            && conversion instanceof Conversion.Linear linear
            && linear.multiplier().isEmpty();
    return otherWay
        ? convert(left, right.unit(), span).map(converted -> new Pair<>(converted, right))
        : convert(right, left.unit(), span).map(converted -> new Pair<>(left, converted));
  }

  private Optional<TypedTerm> convert(TypedTerm term, String unit, Span span) {
    return switch (Units.conversion(term.unit(), unit)) {
      case Conversion.UnknownUnit(String unknown) -> {
        diagnostics.add(
            DiagnosticId.UNKNOWN_UNIT, span, "`" + unknown + "` is not a unit that can be used");
        yield Optional.empty();
      }
      case Conversion.Incompatible() -> {
        diagnostics.add(
            DiagnosticId.UNIT_MISMATCH,
            span,
            "`" + term.unit() + "` cannot be converted to `" + unit + "`",
            unit.equals(Units.ONE) ? "leave the unit out" : "write the number in `" + unit + "`");
        yield Optional.empty();
      }
      case Conversion.Linear linear -> converted(term, unit, linear, span);
    };
  }

  private Optional<TypedTerm> converted(
      TypedTerm term, String unit, Conversion.Linear conversion, Span span) {
    Optional<NumberTerm> converted;
    if (term.term() instanceof NumberTerm.Constant(BigDecimal value)) {
      converted = conversion.convert(value).map(NumberTerm.Constant::new);
    } else {
      converted =
          conversion
              .multiplier()
              .map(
                  factor ->
                      factor.compareTo(BigDecimal.ONE) == 0
                          ? term.term()
                          : new NumberTerm.Arithmetic(
                              term.term(), Operator.TIMES, new NumberTerm.Constant(factor)));
    }
    if (converted.isEmpty()) {
      diagnostics.add(
          DiagnosticId.INEXACT_CONVERSION,
          span,
          "from `"
              + term.unit()
              + "` to `"
              + unit
              + "` the digits never end, and a threshold"
              + " must be exact",
          "write the number in `" + unit + "`");
    }
    return converted.map(number -> new TypedTerm(number, unit, Optional.empty()));
  }

  /** Counts of days, weeks, months or years among themselves, with bare numbers, or with UCUM. */
  private Optional<Pair<TypedTerm>> alignCalendar(TypedTerm left, TypedTerm right, Span span) {
    if (left.calendar().isPresent() && right.calendar().isPresent()) {
      return alignCounts(left, right, span);
    }
    TypedTerm counted = left.calendar().isPresent() ? left : right;
    TypedTerm other = left.calendar().isPresent() ? right : left;
    CalendarUnit unit = counted.calendar().orElseThrow();
    boolean literal = counted.term() instanceof NumberTerm.Constant;
    if (!literal && Units.isPureNumber(other.unit())) {
      return Optional.of(new Pair<>(left, right));
    }
    Optional<String> ucum =
        switch (unit) {
          case DAYS -> Optional.of(DAY);
          case WEEKS -> Optional.of(WEEK);
          case MONTHS, YEARS -> Optional.empty();
        };
    if (ucum.isEmpty() || Units.isPureNumber(other.unit())) {
      diagnostics.add(
          DiagnosticId.UNIT_MISMATCH,
          span,
          "whole " + unit.plural() + " of the calendar are compared with `" + other.unit() + "`",
          Units.isPureNumber(other.unit())
              ? "leave the word `" + unit.plural() + "` out"
              : "write the number without a unit");
      return Optional.empty();
    }
    var exact = new TypedTerm(counted.term(), ucum.get(), Optional.empty());
    return left.calendar().isPresent() ? align(exact, other, span) : align(other, exact, span);
  }

  private Optional<Pair<TypedTerm>> alignCounts(TypedTerm left, TypedTerm right, Span span) {
    CalendarUnit first = left.calendar().orElseThrow();
    CalendarUnit second = right.calendar().orElseThrow();
    if (first == second) {
      return Optional.of(new Pair<>(left, right));
    }
    Optional<TypedTerm> newRight = recount(right, first);
    if (newRight.isPresent()) {
      return Optional.of(new Pair<>(left, newRight.get()));
    }
    Optional<TypedTerm> newLeft = recount(left, second);
    if (newLeft.isPresent()) {
      return Optional.of(new Pair<>(newLeft.get(), right));
    }
    diagnostics.add(
        DiagnosticId.UNIT_MISMATCH,
        span,
        "whole " + first.plural() + " are compared with whole " + second.plural(),
        "count both in one unit");
    return Optional.empty();
  }

  /** A literal number of weeks in days, or of years in months. */
  private static Optional<TypedTerm> recount(TypedTerm literal, CalendarUnit unit) {
    if (!(literal.term() instanceof NumberTerm.Constant(BigDecimal value))) {
      return Optional.empty();
    }
    CalendarUnit from = literal.calendar().orElseThrow();
    int factor =
        from == CalendarUnit.WEEKS && unit == CalendarUnit.DAYS
            ? 7
            : from == CalendarUnit.YEARS && unit == CalendarUnit.MONTHS ? 12 : 0;
    return factor == 0
        ? Optional.empty()
        : Optional.of(
            new TypedTerm(
                new NumberTerm.Constant(value.multiply(BigDecimal.valueOf(factor))),
                Units.ONE,
                Optional.of(unit)));
  }

  /** A date. */
  Optional<DateTerm> date(TermSyntax syntax) {
    return switch (syntax) {
      case TermSyntax.DateLiteral(var day, var span) -> Optional.of(new DateTerm.Fixed(day));
      case TermSyntax.DateOfService(var span) -> Optional.of(new DateTerm.DateOfService());
      case TermSyntax.Earliest(var history, var span) ->
          history(history).map(DateTerm.Earliest::new);
      case TermSyntax.Latest(var history, var span) -> history(history).map(DateTerm.Latest::new);
      case TermSyntax.Name(var name) -> dateFact(name);
      case TermSyntax.Quantity other -> notADate(other);
      case TermSyntax.CalendarQuantity other -> notADate(other);
      case TermSyntax.Arithmetic other -> notADate(other);
      case TermSyntax.Elapsed other -> notADate(other);
      case TermSyntax.OfHistory other -> notADate(other);
    };
  }

  private Optional<DateTerm> notADate(TermSyntax other) {
    mismatch(
        other.span(),
        "this is a number, and a date is expected",
        "write `date-of-service`, a day such as `2025-05-15`, or the name of a date");
    return Optional.empty();
  }

  private Optional<DateTerm> dateFact(Word name) {
    Optional<FactDeclaration> fact = fact(name);
    if (fact.isPresent() && !(fact.get().type() instanceof FactType.Date)) {
      FactType type = fact.get().type();
      mismatch(
          name.span(),
          "`" + name.text() + "` is " + TypeWords.of(type) + ", and a date is expected",
          type instanceof FactType.History
              ? "write `earliest " + name.text() + "` or `latest " + name.text() + "`"
              : "use a fact of type `date`");
      return Optional.empty();
    }
    return fact.map(known -> new DateTerm.OfFact(known.name()));
  }

  /**
   * A window.
   *
   * @param subject what must fall within it, for the order of bounds
   */
  Optional<Window> window(String subject, WindowSyntax syntax) {
    Optional<Window> window =
        switch (syntax) {
          case WindowSyntax.AnyTime(var direction, var date, var span) ->
              date(date).map(known -> openWindow(direction, known, false));
          case WindowSyntax.OnOr(var direction, var date, var span) ->
              date(date).map(known -> openWindow(direction, known, true));
          case WindowSyntax.Within(var distance, var direction, var date, var span) ->
              date(date).map(known -> closedWindow(distance, direction, known));
          case WindowSyntax.FromTo(var from, var to, var span) ->
              both(edge(from), edge(to))
                  .map(
                      edges -> new Window(Optional.of(edges.first()), Optional.of(edges.second())));
        };
    if (window.isEmpty() || isEmpty(window.get(), syntax.span())) {
      return Optional.empty();
    }
    window.get().from().ifPresent(bound -> register(subject, bound, syntax.span()));
    window.get().through().ifPresent(bound -> register(subject, bound, syntax.span()));
    return window;
  }

  private void register(String subject, Bound bound, Span span) {
    bounds.add(subject, bound.date(), bound.direction(), bound.distance(), span);
  }

  private static Window openWindow(Direction direction, DateTerm date, boolean inclusive) {
    var bound = Optional.of(new Bound(date, direction, NO_DISTANCE, inclusive));
    return switch (direction) {
      case BEFORE -> new Window(Optional.empty(), bound);
      case AFTER -> new Window(bound, Optional.empty());
    };
  }

  private static Window closedWindow(DurationSyntax distance, Direction direction, DateTerm date) {
    var near = Optional.of(new Bound(date, direction, NO_DISTANCE, true));
    var far = Optional.of(new Bound(date, direction, distance.duration(), true));
    return switch (direction) {
      case BEFORE -> new Window(far, near);
      case AFTER -> new Window(near, far);
    };
  }

  private Optional<Bound> edge(WindowSyntax.Edge edge) {
    return date(edge.date())
        .map(date -> new Bound(date, edge.direction(), edge.distance().duration(), true));
  }

  private boolean isEmpty(Window window, Span span) {
    if (window.from().isEmpty() || window.through().isEmpty()) {
      return false;
    }
    Bound from = window.from().get();
    Bound through = window.through().get();
    if (!from.date().equals(through.date()) || WindowOrder.endsNotBefore(from, through)) {
      return false;
    }
    diagnostics.add(
        DiagnosticId.EMPTY_WINDOW,
        span,
        "this window ends before it begins",
        "write the earlier end first: `from 6 months before D to 1 month before D`");
    return true;
  }
}
