package org.proviso.fhir;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.model.Basis;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Duration;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;
import org.proviso.language.model.Window;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/** Guidelines that have facts and value sets only, as a document would declare them. */
final class Guidelines {
  static final FactType YES_NO = new FactType.YesNo();
  static final FactType HISTORY = new FactType.History();
  static final FactType DATE = new FactType.Date();
  static final FactType CODES = new FactType.CodeList(Set.of());
  static final FactType CODE = new FactType.SingleCode(Set.of());
  static final FactType COUNT = new FactType.Count(Optional.empty());
  private static final Span NOWHERE = new Span("test.md", 1, 1, 1, 1);

  private final List<FactDeclaration> facts = new ArrayList<>();
  private final Map<String, ValueSet> valueSets = new HashMap<>();

  static Guidelines guideline() {
    return new Guidelines();
  }

  static FactType oneOf(String... values) {
    return new FactType.Enumeration(List.of(values));
  }

  static FactType number(String unit) {
    return new FactType.Quantity(unit, Optional.empty(), Optional.empty());
  }

  static FactType number(String unit, int least, int greatest) {
    return new FactType.Quantity(
        unit, Optional.of(BigDecimal.valueOf(least)), Optional.of(BigDecimal.valueOf(greatest)));
  }

  /** {@code C71.*} selects what is below; anything else is one code. */
  Guidelines valueSet(String name, CodeSystem system, String... codes) {
    var patterns = new ArrayList<CodePattern>();
    for (String code : codes) {
      patterns.add(
          code.endsWith(".*")
              ? new CodePattern.Below(new Code(system, code.substring(0, code.length() - 2)))
              : new CodePattern.Exactly(new Code(system, code)));
    }
    valueSets.put(name, new ValueSet(name, "", patterns, List.of()));
    return this;
  }

  Guidelines fact(String name, FactType type, FactSource... sources) {
    facts.add(
        new FactDeclaration(
            new FactName(name), type, Optional.of("?"), 1, List.of(sources), NOWHERE));
    return this;
  }

  /** A number in steps. */
  Guidelines fact(String name, FactType type, int step, FactSource... sources) {
    facts.add(
        new FactDeclaration(
            new FactName(name),
            type,
            Optional.of("?"),
            1,
            Optional.of(BigDecimal.valueOf(step)),
            List.of(sources),
            NOWHERE));
    return this;
  }

  Guideline build() {
    return new Guideline(
        new Guideline.Header(
            "test",
            "Test",
            "Test",
            DocumentKind.GUIDELINE,
            Basis.PUBLISHED,
            LocalDate.of(2000, 1, 1),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            "Notice."),
        new Guideline.Rules(facts, valueSets, List.of(), List.of()),
        new Guideline.Page(Map.of(), List.of(), List.of()),
        new Guideline.Source("test.md", "0"));
  }

  /** {@code from RESOURCE[.ELEMENT] in VALUE-SET}. */
  static From read(String source) {
    int dot = source.indexOf('.');
    return dot < 0
        ? new From(source, Optional.empty())
        : new From(source.substring(0, dot), Optional.of(source.substring(dot + 1)));
  }

  /** A source under construction. */
  static final class From {
    private final String resource;
    private final Optional<String> element;
    private Optional<String> valueSet = Optional.empty();
    private Optional<String> symbol = Optional.empty();
    private FactSource.Pick pick = FactSource.Pick.LATEST;
    private Window window = Window.ANY_TIME;
    private boolean complete;

    private From(String resource, Optional<String> element) {
      this.resource = resource;
      this.element = element;
    }

    From in(String name) {
      valueSet = Optional.of(name);
      return this;
    }

    From as(String name) {
      symbol = Optional.of(name);
      return this;
    }

    From pick(FactSource.Pick which) {
      pick = which;
      return this;
    }

    /** {@code any time before date-of-service}. */
    From before() {
      return window(
          new Window(
              Optional.empty(),
              Optional.of(
                  new Window.Bound(
                      new DateTerm.DateOfService(),
                      Window.Direction.BEFORE,
                      new Duration(0, CalendarUnit.DAYS),
                      false))));
    }

    /** {@code within MONTHS months before date-of-service}. */
    From withinMonthsBefore(int months) {
      return window(
          new Window(
              Optional.of(
                  new Window.Bound(
                      new DateTerm.DateOfService(),
                      Window.Direction.BEFORE,
                      new Duration(months, CalendarUnit.MONTHS),
                      true)),
              Optional.of(
                  new Window.Bound(
                      new DateTerm.DateOfService(),
                      Window.Direction.BEFORE,
                      new Duration(0, CalendarUnit.DAYS),
                      true))));
    }

    From window(Window value) {
      window = value;
      return this;
    }

    FactSource complete() {
      complete = true;
      return build();
    }

    FactSource build() {
      return new FactSource.Resources(pick, resource, element, valueSet, symbol, window, complete);
    }
  }
}
