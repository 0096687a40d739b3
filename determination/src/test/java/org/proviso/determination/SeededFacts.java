package org.proviso.determination;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.proviso.language.model.Case;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * Facts of made-up patients by seed: those of one of a guideline's cases, some of them changed,
 * some left out, some unanswerable. Facts that stand for documents are left out.
 */
public final class SeededFacts {
  /** How many samples a randomized test takes, unless the property {@code proviso.samples} says. */
  public static final int FEW = 200;

  private SeededFacts() {}

  /** The sample count of the property {@code proviso.samples}, or a default. */
  public static int samples(int otherwise) {
    return Integer.getInteger("proviso.samples", otherwise);
  }

  /** Facts by name, as text that the fact's type reads. */
  public static Map<FactName, String> of(
      Guideline guideline, LocalDate dateOfService, RandomGenerator random) {
    Optional<Case> from =
        guideline.cases().isEmpty()
            ? Optional.empty()
            : Optional.of(guideline.cases().get(random.nextInt(guideline.cases().size())));
    long later =
        from.map(
                one ->
                    dateOfService.toEpochDay()
                        - one.dateOfService().orElse(guideline.effective()).toEpochDay())
            .orElse(0L);
    var facts = new TreeMap<FactName, String>();
    for (FactDeclaration fact : guideline.facts()) {
      if (fact.type() instanceof FactType.Document) {
        continue;
      }
      Optional<Value> given =
          from.flatMap(one -> Optional.ofNullable(one.given().get(fact.name())));
      Optional<String> text =
          switch (random.nextInt(20)) {
            case 0, 1 -> Optional.empty();
            case 2 -> Optional.of(GivenAnswer.UNANSWERABLE);
            case 3, 4, 5 -> value(fact, dateOfService, random);
            default -> given.map(value -> text(value, later));
          };
      text.ifPresent(some -> facts.put(fact.name(), some));
    }
    return facts;
  }

  /** A value as people write it. */
  public static String text(Value value) {
    return text(value, 0);
  }

  private static String text(Value value, long later) {
    return switch (value) {
      case Value.YesNo(boolean yes) -> yes ? "yes" : "no";
      case Value.InForce(boolean inForce) -> inForce ? "yes" : "no";
      case Value.Symbol(String name) -> name;
      case Value.Decimal(BigDecimal number) -> number.toPlainString();
      case Value.Day(LocalDate day) -> day.plusDays(later).toString();
      case Value.OneCode(Code code) -> text(code);
      case Value.Codes(var codes, boolean complete) ->
          codes.isEmpty()
              ? "none"
              : codes.stream().map(SeededFacts::text).collect(Collectors.joining(", "))
                  + (complete ? " only" : "");
      case Value.Events(var events, boolean complete) ->
          events.isEmpty()
              ? "none"
              : events.stream()
                      .map(
                          event ->
                              event.first().plusDays(later) + ".." + event.last().plusDays(later))
                      .collect(Collectors.joining(", "))
                  + (complete ? " only" : "");
    };
  }

  private static String text(Code code) {
    return code.system().keyword() + " " + code.value();
  }

  private static Optional<String> value(
      FactDeclaration fact, LocalDate date, RandomGenerator random) {
    return switch (fact.type()) {
      case FactType.YesNo _ -> Optional.of(random.nextBoolean() ? "yes" : "no");
      case FactType.Enumeration(var values) ->
          Optional.of(values.get(random.nextInt(values.size())));
      case FactType.Quantity(var _, var least, var greatest) ->
          Optional.of(number(fact, least, greatest, random));
      case FactType.Count(var greatest) ->
          Optional.of(Integer.toString(random.nextInt(greatest.orElse(60) + 1)));
      case FactType.Date _ -> Optional.of(date.minusDays(random.nextInt(36_500)).toString());
      case FactType.History _ ->
          Optional.of(
              switch (random.nextInt(4)) {
                case 0 -> "none";
                case 1 -> date.minusDays(random.nextInt(1_000)) + " only";
                case 2 ->
                    date.minusDays(random.nextInt(400))
                        + ", "
                        + date.minusDays(400 + random.nextInt(1_000));
                default -> date.minusDays(random.nextInt(1_000)).toString();
              });
      case FactType.SingleCode _, FactType.CodeList _, FactType.Document _ -> Optional.empty();
    };
  }

  private static String number(
      FactDeclaration fact,
      Optional<BigDecimal> least,
      Optional<BigDecimal> greatest,
      RandomGenerator random) {
    int from = least.map(BigDecimal::intValue).orElse(0);
    int until = Math.max(from + 1, greatest.map(BigDecimal::intValue).orElse(100));
    var number = BigDecimal.valueOf(from + random.nextInt(until - from));
    return fact.step()
        .map(step -> number.divide(step, 0, RoundingMode.CEILING).multiply(step))
        .orElse(number)
        .toPlainString();
  }
}
