package org.proviso.engine.decide;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Days;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** Whether what a request says is possible at all. */
public final class RequestCheck {
  private final CompiledModel model;
  private final List<InvalidFact> problems = new ArrayList<>();

  private RequestCheck(CompiledModel model) {
    this.model = model;
  }

  /** Everything in a request that is not a possible value; empty when nothing is. */
  public static List<InvalidFact> check(CompiledModel model, Request request) {
    var check = new RequestCheck(model);
    check.dateOfService(request.dateOfService());
    request.facts().forEach(check::knowledge);
    return List.copyOf(check.problems);
  }

  private void dateOfService(LocalDate date) {
    Guideline guideline = model.guideline();
    boolean applies =
        !date.isBefore(guideline.effective())
            && guideline.through().map(through -> !date.isAfter(through)).orElse(true)
            && !date.isAfter(Days.LAST);
    if (!applies) {
      problems.add(
          new InvalidFact(
              "date-of-service",
              "The date of service "
                  + date
                  + " is outside the dates to which version "
                  + guideline.version()
                  + " of "
                  + guideline.id()
                  + " applies."));
    }
  }

  private void knowledge(FactName fact, Knowledge knowledge) {
    FactType type = model.types().get(fact);
    if (type == null) {
      problems.add(new InvalidFact(fact.text(), undeclared(fact)));
      return;
    }
    switch (knowledge) {
      case Knowledge.Known(Value value, var _) -> value(fact, type, value);
      case Knowledge.Narrowed(Knowledge.Range range, var _) -> range(fact, type, range);
      case Knowledge.Contradicted(var claims) ->
          claims.forEach(claim -> value(fact, type, claim.value()));
      case Knowledge.NotAsked _, Knowledge.Unanswerable _ -> {}
    }
  }

  private String undeclared(FactName fact) {
    Guideline guideline = model.guideline();
    return "Version "
        + guideline.version()
        + " of "
        + guideline.id()
        + " declares no fact "
        + fact
        + "."
        + Suggestion.nearest(
                fact.text(), model.types().keySet().stream().map(FactName::text).sorted().toList())
            .map(name -> " Did you mean " + name + "?")
            .orElse("");
  }

  private void value(FactName fact, FactType type, Value value) {
    Optional<String> problem =
        switch (type) {
          case FactType.YesNo _ -> expect(value instanceof Value.YesNo, "yes or no");
          case FactType.Document _ ->
              expect(value instanceof Value.InForce, "whether the document is in force");
          case FactType.Enumeration(List<String> values) ->
              expect(
                  value instanceof Value.Symbol(String name) && values.contains(name),
                  "one of " + String.join(", ", values));
          case FactType.Quantity(String unit, var least, var greatest) ->
              expect(
                  value instanceof Value.Decimal(BigDecimal number)
                      && least.map(bound -> number.compareTo(bound) >= 0).orElse(true)
                      && greatest.map(bound -> number.compareTo(bound) <= 0).orElse(true)
                      && declaration(fact).map(each -> each.isOnGrid(number)).orElse(true),
                  "a number in "
                      + unit
                      + range(least, greatest)
                      + declaration(fact)
                          .flatMap(FactDeclaration::step)
                          .map(step -> " in steps of " + step.toPlainString())
                          .orElse(""));
          case FactType.Count(var greatest) ->
              expect(
                  value instanceof Value.Decimal(BigDecimal number)
                      && number.signum() >= 0
                      && number.scale() <= 0
                      && greatest
                          .map(bound -> number.compareTo(BigDecimal.valueOf(bound)) <= 0)
                          .orElse(true),
                  "a whole number"
                      + range(Optional.of(BigDecimal.ZERO), greatest.map(BigDecimal::valueOf)));
          case FactType.Date _ ->
              expect(
                  value instanceof Value.Day(LocalDate day) && isPossible(day),
                  "a date of the years 1 to 9999");
          case FactType.SingleCode(Set<CodeSystem> systems) ->
              expect(
                  value instanceof Value.OneCode(Code code) && isPossible(fact, code, systems),
                  "a code" + of(systems));
          case FactType.CodeList(Set<CodeSystem> systems) ->
              expect(
                  value instanceof Value.Codes codes
                      && codes.codes().stream().allMatch(code -> isPossible(fact, code, systems)),
                  "a list of codes" + of(systems));
          case FactType.History _ ->
              expect(
                  value instanceof Value.Events events
                      && events.events().stream().allMatch(RequestCheck::isPossible),
                  "a list of events of the years 1 to 9999");
        };
    problem.ifPresent(
        expected ->
            problems.add(
                new InvalidFact(
                    fact.text(),
                    "The fact "
                        + fact
                        + " has a value that it cannot have; expected is "
                        + expected
                        + ".")));
  }

  private Optional<FactDeclaration> declaration(FactName fact) {
    return model.guideline().fact(fact);
  }

  private static Optional<String> expect(boolean fits, String expected) {
    return fits ? Optional.empty() : Optional.of(expected);
  }

  private static String range(Optional<BigDecimal> least, Optional<BigDecimal> greatest) {
    return least.map(bound -> " from " + bound.toPlainString()).orElse("")
        + greatest.map(bound -> " up to " + bound.toPlainString()).orElse("");
  }

  private static String of(Set<CodeSystem> systems) {
    return systems.isEmpty()
        ? ""
        : " of " + String.join(" or ", systems.stream().map(CodeSystem::title).sorted().toList());
  }

  private boolean isPossible(FactName fact, Code code, Set<CodeSystem> systems) {
    return (systems.isEmpty() || systems.contains(code.system()))
        && model.variables().stream()
            .allMatch(
                variable ->
                    switch (variable) {
                      case Variable.CodeBlock(FactName of, var partition) ->
                          !of.equals(fact) || partition.block(code).isPresent();
                      case Variable.HasCode(FactName of, var partition, int _) ->
                          !of.equals(fact) || partition.block(code).isPresent();
                      case Variable.YesNo _,
                          Variable.InForce _,
                          Variable.Symbols _,
                          Variable.NumberLine _,
                          Variable.DateLine _ ->
                          true;
                    });
  }

  private static boolean isPossible(LocalDate day) {
    return !day.isBefore(Days.FIRST) && !day.isAfter(Days.LAST);
  }

  private static boolean isPossible(Event event) {
    return isPossible(event.first()) && isPossible(event.last());
  }

  private void range(FactName fact, FactType type, Knowledge.Range range) {
    boolean fits =
        switch (range) {
          case Knowledge.Range.Symbols(Set<String> names) ->
              type instanceof FactType.Enumeration(List<String> values)
                  && !names.isEmpty()
                  && values.containsAll(names);
          case Knowledge.Range.Days(var first, var last) ->
              type instanceof FactType.Date
                  && first.map(RequestCheck::isPossible).orElse(true)
                  && last.map(RequestCheck::isPossible).orElse(true)
                  && !first.orElse(Days.FIRST).isAfter(last.orElse(Days.LAST));
          case Knowledge.Range.Numbers _ ->
              (type instanceof FactType.Quantity || type instanceof FactType.Count)
                  && model.hasNumber(fact, Map.of(fact, new Knowledge.Narrowed(range, List.of())));
        };
    if (!fits) {
      problems.add(
          new InvalidFact(
              fact.text(),
              "The fact "
                  + fact
                  + " is narrowed to a range that holds none of its values, or that does not fit"
                  + " its type."));
    }
  }
}
