package org.proviso.engine.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Basis;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Decision;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Duration;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.model.Span;
import org.proviso.language.model.Window;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/** Small random guidelines over all types of facts, the same for the same seed. */
public final class RandomGuidelines {
  private static final Span SPAN = new Span("random.md", 1, 1, 1, 1);
  private static final DateTerm SERVICE = new DateTerm.DateOfService();

  private final RandomGenerator random;
  private final boolean related;
  private final List<FactDeclaration> facts = new ArrayList<>();
  private final Map<String, ValueSet> valueSets = new TreeMap<>();
  private int anchors;

  private RandomGuidelines(long seed, boolean related) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.related = related;
  }

  /**
   * A guideline.
   *
   * @param related whether conditions may relate several facts, and use what the engine does not
   *     promise to be exact about
   */
  public static Guideline of(long seed, boolean related) {
    return new RandomGuidelines(seed, related).guideline();
  }

  private Guideline guideline() {
    valueSets.put("vs-one", valueSet("vs-one"));
    valueSets.put("vs-two", valueSet("vs-two"));
    int count = 2 + random.nextInt(4);
    for (int index = 0; index < count; index++) {
      facts.add(
          new FactDeclaration(
              new FactName("f" + index),
              type(),
              random.nextInt(5) == 0 ? Optional.empty() : Optional.of("What of f" + index + "?"),
              1 + random.nextInt(3),
              List.of(),
              SPAN));
    }
    var decisions = new ArrayList<Decision>();
    decisions.add(decision("medical-necessity"));
    if (random.nextInt(3) == 0) {
      decisions.add(decision("reimbursement"));
    }
    return new Guideline(
        new Guideline.Header(
            "random",
            "A random guideline",
            "Nobody",
            DocumentKind.GUIDELINE,
            Basis.PUBLISHED,
            LocalDate.of(2001, 1, 1),
            Optional.empty(),
            Optional.empty(),
            List.of(new Code(CodeSystem.CPT, "76390")),
            List.of(),
            Set.of(),
            Set.of(),
            "Notice."),
        new Guideline.Rules(facts, valueSets, decisions, List.of()),
        new Guideline.Page(Map.of(), List.of(), List.of()),
        new Guideline.Source("random.md", "0"));
  }

  private FactType type() {
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> new FactType.YesNo();
      case 3 -> new FactType.Enumeration(List.of("red", "green", "blue", "gray"));
      case 4 ->
          new FactType.Quantity(
              "1", Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.valueOf(100)));
      case 5 -> new FactType.Count(random.nextBoolean() ? Optional.of(6) : Optional.empty());
      case 6 -> new FactType.Date();
      case 7 -> new FactType.SingleCode(Set.of(CodeSystem.ICD10CM));
      case 8 -> new FactType.CodeList(Set.of(CodeSystem.ICD10CM));
      case 9 -> new FactType.History();
      default -> new FactType.Document(Set.of(DocumentKind.NATIONAL_COVERAGE_DETERMINATION));
    };
  }

  private ValueSet valueSet(String name) {
    var includes = new ArrayList<CodePattern>();
    var excludes = new ArrayList<CodePattern>();
    for (int index = 0; index <= random.nextInt(3); index++) {
      includes.add(pattern());
    }
    if (random.nextInt(3) == 0) {
      excludes.add(pattern());
    }
    return new ValueSet(name, name, includes, excludes);
  }

  private CodePattern pattern() {
    int category = 70 + random.nextInt(3);
    var code =
        new Code(
            CodeSystem.ICD10CM,
            "C" + category + (random.nextBoolean() ? "." + random.nextInt(4) : ""));
    return switch (random.nextInt(3)) {
      case 0 -> new CodePattern.Exactly(code);
      case 1 -> new CodePattern.Below(code);
      default ->
          new CodePattern.Between(
              code, new Code(CodeSystem.ICD10CM, "C7" + (3 + random.nextInt(2))));
    };
  }

  private Decision decision(String name) {
    var clauses = new ArrayList<Clause>();
    if (random.nextInt(3) == 0) {
      clauses.add(
          clause(Rank.EXCEPTION, 0, new Outcome.Refer(new Outcome.Target.Named("another"))));
    }
    int count = 1 + random.nextInt(3);
    Outcome outcome = new Outcome.Meets();
    int tier = 0;
    for (int index = 0; index < count; index++) {
      if (index > 0 && random.nextBoolean()) {
        tier++;
        outcome = random.nextBoolean() ? new Outcome.Investigational() : new Outcome.DoesNotMeet();
      }
      clauses.add(clause(Rank.POSITION, tier, outcome));
    }
    clauses.add(
        new Clause(
            new Anchor("a" + anchors++),
            Rank.OTHERWISE,
            0,
            criterion(new Condition.Constant(true)),
            new Outcome.NotAddressed()));
    return new Decision(name, clauses, SPAN);
  }

  private Clause clause(Rank rank, int tier, Outcome outcome) {
    return new Clause(new Anchor("a" + anchors++), rank, tier, criterion(condition(3)), outcome);
  }

  private static Criterion criterion(Condition condition) {
    return new Criterion(Optional.empty(), condition, "a criterion", SPAN);
  }

  private Condition condition(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    List<Criterion> parts = new ArrayList<>();
    for (int index = 0; index < 2 + random.nextInt(2); index++) {
      parts.add(criterion(condition(depth - 1)));
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Condition.AllOf(parts);
      case 2, 3 -> new Condition.AnyOf(parts);
      case 4 ->
          random.nextBoolean()
              ? new Condition.NoneOf(parts)
              : new Condition.Not(parts.getFirst().condition());
      default -> new Condition.AtLeast(1 + random.nextInt(parts.size()), parts);
    };
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Comparison comparison() {
    return pick(List.of(Comparison.values()));
  }

  private NumberTerm constant(int... choices) {
    return new NumberTerm.Constant(BigDecimal.valueOf(choices[random.nextInt(choices.length)]));
  }

  private Condition leaf() {
    FactDeclaration declaration = pick(facts);
    FactName fact = declaration.name();
    return switch (declaration.type()) {
      case FactType.YesNo _ -> new Condition.IsYes(fact);
      case FactType.Document _ -> new Condition.InForce(fact);
      case FactType.Enumeration(List<String> values) -> {
        var some = new HashSet<String>();
        some.add(pick(values));
        some.add(pick(values));
        yield new Condition.IsOneOf(fact, some);
      }
      case FactType.Quantity _, FactType.Count _ -> number(new NumberTerm.OfFact(fact));
      case FactType.SingleCode _, FactType.CodeList _ ->
          new Condition.InValueSet(fact, random.nextBoolean() ? "vs-one" : "vs-two");
      case FactType.Date _ -> date(new DateTerm.OfFact(fact));
      case FactType.History _ -> history(fact);
    };
  }

  private Condition number(NumberTerm term) {
    NumberTerm left = term;
    if (random.nextInt(4) == 0) {
      left =
          new NumberTerm.Arithmetic(
              new NumberTerm.Arithmetic(constant(2, 4), NumberTerm.Operator.TIMES, left),
              random.nextBoolean() ? NumberTerm.Operator.PLUS : NumberTerm.Operator.MINUS,
              constant(1, 3));
    }
    if (related && random.nextInt(2) == 0) {
      List<FactName> numbers =
          facts.stream()
              .filter(
                  other ->
                      other.type() instanceof FactType.Quantity
                          || other.type() instanceof FactType.Count)
              .map(FactDeclaration::name)
              .toList();
      if (!numbers.isEmpty()) {
        left =
            new NumberTerm.Arithmetic(
                left,
                pick(
                    List.of(
                        NumberTerm.Operator.PLUS,
                        NumberTerm.Operator.MINUS,
                        NumberTerm.Operator.TIMES)),
                new NumberTerm.OfFact(pick(numbers)));
      }
    }
    return new Condition.CompareNumbers(left, comparison(), constant(2, 3, 5));
  }

  private static final Duration NONE = new Duration(0, CalendarUnit.DAYS);

  private Duration duration() {
    return pick(
        List.of(
            NONE,
            new Duration(6, CalendarUnit.MONTHS),
            new Duration(40, CalendarUnit.DAYS),
            new Duration(1, CalendarUnit.YEARS),
            new Duration(1, CalendarUnit.MONTHS)));
  }

  private Condition date(DateTerm date) {
    DateTerm other =
        random.nextInt(4) == 0 ? new DateTerm.Fixed(LocalDate.of(2009, 12, 1)) : SERVICE;
    if (related && random.nextInt(2) == 0) {
      FactDeclaration declaration = pick(facts);
      other =
          switch (declaration.type()) {
            case FactType.Date _ -> new DateTerm.OfFact(declaration.name());
            case FactType.History _ ->
                random.nextBoolean()
                    ? new DateTerm.Earliest(declaration.name())
                    : new DateTerm.Latest(declaration.name());
            case FactType.YesNo _,
                FactType.Enumeration _,
                FactType.Quantity _,
                FactType.Count _,
                FactType.SingleCode _,
                FactType.CodeList _,
                FactType.Document _ ->
                other;
          };
    }
    boolean swapped = random.nextInt(3) == 0;
    return random.nextInt(3) == 0
        ? new Condition.CompareNumbers(
            new NumberTerm.Elapsed(
                pick(List.of(CalendarUnit.values())),
                swapped ? other : date,
                swapped ? date : other),
            comparison(),
            constant(-2, 0, 1, 3))
        : new Condition.CompareDates(
            swapped ? other : date,
            comparison(),
            swapped ? date : other,
            random.nextBoolean() ? Window.Direction.BEFORE : Window.Direction.AFTER,
            duration());
  }

  private Condition history(FactName history) {
    Window window =
        switch (random.nextInt(4)) {
          case 0 -> Window.ANY_TIME;
          case 1 ->
              new Window(
                  Optional.empty(),
                  Optional.of(
                      new Window.Bound(
                          SERVICE, Window.Direction.BEFORE, NONE, random.nextBoolean())));
          default ->
              new Window(
                  Optional.of(
                      new Window.Bound(
                          SERVICE,
                          Window.Direction.BEFORE,
                          pick(
                              List.of(
                                  new Duration(6, CalendarUnit.MONTHS),
                                  new Duration(1, CalendarUnit.YEARS))),
                          true)),
                  Optional.of(new Window.Bound(SERVICE, Window.Direction.BEFORE, NONE, true)));
        };
    if (related && random.nextInt(2) == 0) {
      return switch (random.nextInt(4)) {
        case 0 ->
            new Condition.CompareNumbers(
                new NumberTerm.LongestOf(history, window), comparison(), constant(1, 21, 90));
        case 1 ->
            new Condition.CompareNumbers(
                new NumberTerm.TotalOf(history, window), comparison(), constant(1, 21, 90));
        case 2 -> date(new DateTerm.Earliest(history));
        default -> date(new DateTerm.Latest(history));
      };
    }
    return new Condition.CompareNumbers(
        new NumberTerm.CountOf(history, window),
        pick(List.of(Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUAL)),
        constant(0, 1));
  }
}
