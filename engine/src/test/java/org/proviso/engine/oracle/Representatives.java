package org.proviso.engine.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Duration;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Value;
import org.proviso.language.model.Window;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * Concrete values of facts, one for each way in which the guideline's elementary conditions can
 * come out on one fact alone; less and greater are told apart where equal is asked for. Found by
 * trying many values around every constant and every date that the guideline mentions.
 */
final class Representatives {
  private static final int MOST_OF_SHARED = 9;

  private final Guideline guideline;
  private final LocalDate dateOfService;
  private final Set<BigDecimal> constants = new TreeSet<>();
  private final Set<LocalDate> days = new TreeSet<>();
  private final Set<Duration> durations = new LinkedHashSet<>();
  private final Set<Condition> leaves = new LinkedHashSet<>();
  private final Set<List<Event>> extended = new HashSet<>();
  private boolean separable = true;

  /** The values tried for a fact: what each comes out like, and one for each way to come out. */
  record Candidates(List<Value> all, List<Integer> classOf, List<Value> classes) {}

  Representatives(Guideline guideline, LocalDate dateOfService) {
    this.guideline = guideline;
    this.dateOfService = dateOfService;
    days.add(dateOfService);
    for (Decision decision : guideline.decisions()) {
      decision.clauses().forEach(clause -> collect(clause.criterion().condition()));
    }
  }

  /**
   * Whether every elementary condition is about one fact and the engine promises to be exact about
   * it.
   */
  boolean isSeparable() {
    return separable;
  }

  /** The facts that conditions mention. */
  List<FactDeclaration> facts() {
    var mentioned = new LinkedHashSet<FactName>();
    leaves.forEach(leaf -> mentioned.addAll(mentioned(leaf)));
    return guideline.facts().stream().filter(fact -> mentioned.contains(fact.name())).toList();
  }

  Candidates candidates(FactDeclaration fact) {
    List<Condition> own =
        leaves.stream().filter(leaf -> mentioned(leaf).equals(Set.of(fact.name()))).toList();
    boolean alone =
        leaves.stream()
            .filter(leaf -> mentioned(leaf).contains(fact.name()))
            .allMatch(leaf -> mentioned(leaf).size() == 1);
    List<Value> all = values(fact);
    if (!alone) {
      int step = 1 + all.size() / MOST_OF_SHARED;
      List<Value> some = new ArrayList<>();
      for (int index = 0; index < all.size(); index += step) {
        some.add(all.get(index));
      }
      return new Candidates(some, IntStream.range(0, some.size()).boxed().toList(), some);
    }
    var classOf = new ArrayList<Integer>();
    var classes = new ArrayList<Value>();
    var indices = new HashMap<List<Boolean>, Integer>();
    for (Value value : all) {
      var law = new Law(dateOfService, Map.of(fact.name(), value), guideline.valueSets());
      int index =
          indices.computeIfAbsent(own.stream().map(law::holds).toList(), _ -> indices.size());
      if (index == classes.size()) {
        classes.add(value);
      }
      classOf.add(index);
    }
    return new Candidates(all, classOf, classes);
  }

  // What the guideline mentions

  private void collect(Condition condition) {
    switch (condition) {
      case Condition.AllOf(var parts) -> collect(parts);
      case Condition.AnyOf(var parts) -> collect(parts);
      case Condition.NoneOf(var parts) -> collect(parts);
      case Condition.AtLeast(int _, var parts) -> collect(parts);
      case Condition.Not(Condition negated) -> collect(negated);
      case Condition.Constant _ -> {}
      case Condition.IsYes _, Condition.IsOneOf _, Condition.InValueSet _, Condition.InForce _ ->
          leaves.add(condition);
      case Condition.CompareNumbers(var left, var comparison, var right) -> {
        leaves.add(condition);
        if (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL) {
          leaves.add(new Condition.CompareNumbers(left, Comparison.LESS, right));
        }
        number(left);
        number(right);
        separable &= mentioned(condition).size() <= 1;
      }
      case Condition.CompareDates(
              var left,
              var comparison,
              var right,
              var direction,
              var distance) -> {
        leaves.add(condition);
        if (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL) {
          leaves.add(new Condition.CompareDates(left, Comparison.LESS, right, direction, distance));
        }
        durations.add(distance);
        date(left);
        date(right);
        separable &= mentioned(condition).size() <= 1;
      }
    }
  }

  private void collect(List<Criterion> parts) {
    parts.forEach(part -> collect(part.condition()));
  }

  private void number(NumberTerm term) {
    switch (term) {
      case NumberTerm.Constant(BigDecimal value) -> constants.add(value);
      case NumberTerm.OfFact _ -> {}
      case NumberTerm.Arithmetic(var left, var operator, var right) -> {
        number(left);
        number(right);
        separable &=
            !(operator == NumberTerm.Operator.TIMES
                && !(left instanceof NumberTerm.Constant)
                && !(right instanceof NumberTerm.Constant));
      }
      case NumberTerm.Elapsed(var _, DateTerm from, DateTerm to) -> {
        date(from);
        date(to);
      }
      case NumberTerm.CountOf(var _, Window window) -> window(window);
      case NumberTerm.LongestOf(var _, Window window) -> {
        separable = false;
        window(window);
      }
      case NumberTerm.TotalOf(var _, Window window) -> {
        separable = false;
        window(window);
      }
    }
  }

  private void window(Window window) {
    for (var bound : List.of(window.from(), window.through())) {
      bound.ifPresent(
          end -> {
            durations.add(end.distance());
            date(end.date());
          });
    }
  }

  private void date(DateTerm term) {
    switch (term) {
      case DateTerm.Fixed(LocalDate day) -> days.add(day);
      case DateTerm.DateOfService _, DateTerm.OfFact _ -> {}
      case DateTerm.Earliest _, DateTerm.Latest _ -> separable = false;
    }
  }

  static Set<FactName> mentioned(Condition leaf) {
    var facts = new TreeSet<FactName>();
    switch (leaf) {
      case Condition.IsYes(FactName fact) -> facts.add(fact);
      case Condition.IsOneOf(FactName fact, var _) -> facts.add(fact);
      case Condition.InForce(FactName fact) -> facts.add(fact);
      case Condition.InValueSet(FactName fact, var _) -> facts.add(fact);
      case Condition.CompareNumbers(var left, var _, var right) -> {
        mention(left, facts);
        mention(right, facts);
      }
      case Condition.CompareDates(var left, var _, var right, var _, var _) -> {
        mention(left, facts);
        mention(right, facts);
      }
      case Condition.Constant _,
          Condition.AllOf _,
          Condition.AnyOf _,
          Condition.NoneOf _,
          Condition.AtLeast _,
          Condition.Not _ ->
          throw new IllegalStateException("not elementary");
    }
    return facts;
  }

  private static void mention(NumberTerm term, Set<FactName> facts) {
    switch (term) {
      case NumberTerm.Constant _ -> {}
      case NumberTerm.OfFact(FactName fact) -> facts.add(fact);
      case NumberTerm.Arithmetic(var left, var _, var right) -> {
        mention(left, facts);
        mention(right, facts);
      }
      case NumberTerm.Elapsed(var _, DateTerm from, DateTerm to) -> {
        mention(from, facts);
        mention(to, facts);
      }
      case NumberTerm.CountOf(FactName history, Window window) -> mention(history, window, facts);
      case NumberTerm.LongestOf(FactName history, Window window) -> mention(history, window, facts);
      case NumberTerm.TotalOf(FactName history, Window window) -> mention(history, window, facts);
    }
  }

  private static void mention(FactName history, Window window, Set<FactName> facts) {
    facts.add(history);
    window.from().ifPresent(bound -> mention(bound.date(), facts));
    window.through().ifPresent(bound -> mention(bound.date(), facts));
  }

  private static void mention(DateTerm term, Set<FactName> facts) {
    switch (term) {
      case DateTerm.DateOfService _, DateTerm.Fixed _ -> {}
      case DateTerm.OfFact(FactName fact) -> facts.add(fact);
      case DateTerm.Earliest(FactName history) -> facts.add(history);
      case DateTerm.Latest(FactName history) -> facts.add(history);
    }
  }

  // Values to try

  private List<Value> values(FactDeclaration fact) {
    return switch (fact.type()) {
      case FactType.YesNo _ -> List.of(new Value.YesNo(false), new Value.YesNo(true));
      case FactType.Document _ -> List.of(new Value.InForce(false), new Value.InForce(true));
      case FactType.Enumeration(List<String> values) ->
          values.stream().<Value>map(Value.Symbol::new).toList();
      case FactType.Quantity(var _, var least, var greatest) ->
          numbers().stream()
              .filter(value -> least.map(bound -> value.compareTo(bound) >= 0).orElse(true))
              .filter(value -> greatest.map(bound -> value.compareTo(bound) <= 0).orElse(true))
              .<Value>map(Value.Decimal::new)
              .toList();
      case FactType.Count(var greatest) ->
          numbers().stream()
              .filter(value -> value.signum() >= 0 && value.stripTrailingZeros().scale() <= 0)
              .filter(
                  value ->
                      greatest
                          .map(bound -> value.compareTo(BigDecimal.valueOf(bound)) <= 0)
                          .orElse(true))
              .<Value>map(Value.Decimal::new)
              .toList();
      case FactType.Date _ -> moments().stream().<Value>map(Value.Day::new).toList();
      case FactType.SingleCode(Set<CodeSystem> systems) ->
          codes(systems).stream().<Value>map(Value.OneCode::new).toList();
      case FactType.CodeList(Set<CodeSystem> systems) -> lists(codes(systems));
      case FactType.History _ -> histories();
    };
  }

  private Set<BigDecimal> numbers() {
    var numbers = new TreeSet<BigDecimal>();
    var bounds = new TreeSet<>(constants);
    guideline
        .facts()
        .forEach(
            fact -> {
              switch (fact.type()) {
                case FactType.Quantity(var _, var least, var greatest) -> {
                  least.ifPresent(bounds::add);
                  greatest.ifPresent(bounds::add);
                }
                case FactType.Count(var greatest) ->
                    greatest.map(BigDecimal::valueOf).ifPresent(bounds::add);
                case FactType.YesNo _,
                    FactType.Enumeration _,
                    FactType.Date _,
                    FactType.SingleCode _,
                    FactType.CodeList _,
                    FactType.History _,
                    FactType.Document _ -> {}
              }
            });
    bounds.add(BigDecimal.ZERO);
    for (BigDecimal left : bounds) {
      for (BigDecimal right : bounds) {
        var results = new ArrayList<>(List.of(left, left.subtract(right), left.add(right)));
        for (BigDecimal scale : bounds) {
          if (scale.signum() != 0 && bounds.size() < 12) {
            results.add(left.subtract(right).divide(scale, MathContext.DECIMAL128));
            results.add(left.add(right).divide(scale, MathContext.DECIMAL128));
            results.add(left.subtract(right).multiply(scale));
          }
        }
        for (BigDecimal result : results) {
          for (String step : List.of("-1", "-0.25", "0", "0.25", "1")) {
            numbers.add(result.add(new BigDecimal(step)).stripTrailingZeros());
          }
        }
      }
    }
    return numbers;
  }

  private Set<LocalDate> moments() {
    var distances = new LinkedHashSet<>(durations);
    for (BigDecimal constant : constants) {
      if (constant.abs().compareTo(BigDecimal.valueOf(5000)) <= 0) {
        for (CalendarUnit unit : CalendarUnit.values()) {
          for (int more = -1; more <= 1; more++) {
            distances.add(new Duration(Math.abs(constant.intValue() + more), unit));
          }
        }
      }
    }
    var moments = new TreeSet<LocalDate>();
    for (LocalDate day : days) {
      for (Duration distance : distances) {
        for (int sign : new int[] {-1, 1}) {
          LocalDate moved = day.plus((long) sign * distance.amount(), distance.unit().unit());
          for (int step = -3; step <= 3; step++) {
            moments.add(moved.plusDays(step));
          }
        }
      }
      moments.add(day.minusDays(1));
      moments.add(day);
      moments.add(day.plusDays(1));
    }
    moments.add(LocalDate.of(1, 1, 1));
    moments.add(LocalDate.of(9999, 12, 31));
    moments.removeIf(day -> day.getYear() < 1 || day.getYear() > 9999);
    return moments;
  }

  private List<Code> codes(Set<CodeSystem> systems) {
    var codes = new TreeSet<Code>();
    codes.add(new Code(systems.stream().sorted().findFirst().orElse(CodeSystem.ICD10CM), "Z99"));
    for (ValueSet valueSet : guideline.valueSets().values()) {
      for (List<CodePattern> patterns : List.of(valueSet.includes(), valueSet.excludes())) {
        for (CodePattern pattern : patterns) {
          switch (pattern) {
            case CodePattern.Exactly(Code code) -> around(code, codes);
            case CodePattern.Below(Code code) -> around(code, codes);
            case CodePattern.Between(Code first, Code last) -> {
              around(first, codes);
              around(last, codes);
            }
          }
        }
      }
    }
    codes.removeIf(code -> !systems.isEmpty() && !systems.contains(code.system()));
    return List.copyOf(codes);
  }

  private static void around(Code code, Set<Code> codes) {
    codes.add(code);
    String value = code.value();
    boolean dotted = code.system() == CodeSystem.ICD10CM || code.system() == CodeSystem.ICD9CM;
    String below = dotted && !value.contains(".") ? value + "." : value;
    for (char digit = '0'; digit <= '9'; digit++) {
      if (dotted) {
        codes.add(new Code(code.system(), below + digit));
      }
      codes.add(new Code(code.system(), value.substring(0, value.length() - 1) + digit));
    }
  }

  private List<Value> lists(List<Code> codes) {
    var kinds = new LinkedHashMap<List<Boolean>, Code>();
    for (Code code : codes) {
      kinds.putIfAbsent(
          guideline.valueSets().keySet().stream()
              .sorted()
              .map(
                  name ->
                      new Law(
                              dateOfService,
                              Map.of(new FactName("x"), new Value.OneCode(code)),
                              guideline.valueSets())
                          .holds(new Condition.InValueSet(new FactName("x"), name)))
              .toList(),
          code);
    }
    List<Code> some = List.copyOf(kinds.values());
    var lists = new ArrayList<Value>();
    for (int subset = 0; subset < 1 << Math.min(some.size(), 6); subset++) {
      var chosen = new TreeSet<Code>();
      for (int index = 0; index < Math.min(some.size(), 6); index++) {
        if ((subset >> index & 1) != 0) {
          chosen.add(some.get(index));
        }
      }
      lists.add(new Value.Codes(chosen, true));
    }
    return lists;
  }

  /** Whether enough is tried that has these events and more. */
  boolean isExtended(List<Event> events) {
    return extended.contains(events) || events.stream().allMatch(OracleCheck::isOneDay);
  }

  /** One event more than any count that the guideline mentions, within reason. */
  private int mostEvents() {
    return constants.stream()
        .filter(value -> value.signum() > 0 && value.compareTo(BigDecimal.valueOf(6)) <= 0)
        .mapToInt(value -> value.intValue() + 1)
        .reduce(2, Math::max);
  }

  /**
   * Events of one day in each stretch between ends of windows, as many as can be told apart, and
   * some longer ones; the longer ones that stand first and last also with others.
   */
  private List<Value> histories() {
    var ends = new TreeSet<LocalDate>();
    for (LocalDate day : days) {
      for (Duration distance : durations) {
        ends.add(day.minus(distance.amount(), distance.unit().unit()));
      }
      ends.add(day);
    }
    var moments = new TreeSet<LocalDate>();
    for (LocalDate end : ends.tailSet(dateOfService.minusYears(20))) {
      moments.addAll(List.of(end.minusDays(1), end, end.plusDays(1)));
      if (moments.size() >= 9) {
        break;
      }
    }
    var lists = new ArrayList<List<Event>>();
    lists.add(List.of());
    int most = moments.size() > 3 ? Math.min(mostEvents(), 3) : mostEvents();
    for (LocalDate day : moments) {
      for (List<Event> list : List.copyOf(lists)) {
        for (int more = 1; more <= most; more++) {
          var longer = new ArrayList<>(list);
          for (int index = 0; index < more; index++) {
            longer.add(new Event(day, day));
          }
          if (longer.size() <= Math.max(5, most)) {
            lists.add(longer);
          }
        }
      }
    }
    List<List<Event>> ofOneDay = List.copyOf(lists);
    for (LocalDate day : List.of(moments.first(), moments.last())) {
      var longEvent = new Event(day, day.plusDays(20));
      extended.add(List.of(longEvent));
      for (List<Event> list : ofOneDay) {
        var more = new ArrayList<>(list);
        more.add(longEvent);
        lists.add(more);
      }
    }
    for (LocalDate day : moments) {
      for (int length : new int[] {20, 100, 400}) {
        lists.add(List.of(new Event(day, day.plusDays(length))));
        lists.add(List.of(new Event(day, day.plusDays(length)), new Event(day.minusDays(50), day)));
      }
    }
    return lists.stream().<Value>map(list -> new Value.Events(list, true)).toList();
  }
}
