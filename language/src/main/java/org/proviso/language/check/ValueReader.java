package org.proviso.language.check;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Span;
import org.proviso.language.model.Value;
import org.proviso.language.syntax.Dates;
import org.proviso.language.syntax.Numbers;
import org.proviso.language.syntax.Word;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.units.Conversion;
import org.proviso.terminology.units.Units;

/**
 * Reads the value of a fact as people write it in a case or in an answer: {@code yes}, {@code fep},
 * {@code 60 mm[Hg]}, {@code 2024-05-01}, {@code icd10cm C71.9 only}, {@code none}.
 */
public final class ValueReader {
  private static final String ONLY = "only";

  private ValueReader() {}

  /** What was read. */
  public sealed interface Result {
    /** A value of the type. */
    record Read(Value value) implements Result {}

    /**
     * No value of the type.
     *
     * @param reason what is wrong, as a sentence
     * @param help what to write instead
     */
    record Malformed(String reason, String help) implements Result {}
  }

  /** Reads a value of a fact: of its type and, where it has a step, a multiple of that. */
  public static Result read(FactDeclaration fact, String text) {
    Result result = read(fact.type(), text);
    if (result instanceof Result.Read(Value.Decimal(var value)) && !fact.isOnGrid(value)) {
      String step = fact.step().map(BigDecimal::toPlainString).orElse("");
      return new Result.Malformed(
          "`" + text.strip() + "` is no multiple of " + step + ", which its values are",
          "round it as the source of the number does");
    }
    return result;
  }

  /** Reads a value of a type. */
  public static Result read(FactType type, String text) {
    String written = text.strip();
    return switch (type) {
      case FactType.YesNo() -> yesNo(written, Value.YesNo::new);
      case FactType.Document document -> yesNo(written, Value.InForce::new);
      case FactType.Enumeration(var values) -> symbol(values, written);
      case FactType.Quantity quantity -> quantity(quantity, written);
      case FactType.Count(var greatest) -> count(greatest, written);
      case FactType.Date() ->
          Dates.parse(written)
              .<Result>map(date -> new Result.Read(new Value.Day(date)))
              .orElseGet(() -> malformed(written, "a day", "2025-05-15"));
      case FactType.SingleCode(var systems) -> code(systems, written);
      case FactType.CodeList(var systems) -> codes(systems, written);
      case FactType.History() -> events(written);
    };
  }

  private static Result malformed(String written, String what, String example) {
    return new Result.Malformed(
        "`" + written + "` is not " + what, "write it like `" + example + "`");
  }

  private interface FromBoolean {
    Value of(boolean yes);
  }

  private static Result yesNo(String written, FromBoolean value) {
    return switch (written) {
      case "yes" -> new Result.Read(value.of(true));
      case "no" -> new Result.Read(value.of(false));
      default -> new Result.Malformed("`" + written + "` is not yes or no", "write `yes` or `no`");
    };
  }

  private static Result symbol(List<String> values, String written) {
    return values.contains(written)
        ? new Result.Read(new Value.Symbol(written))
        : new Result.Malformed(
            "`" + written + "` is not one of " + String.join(", ", values),
            Suggestion.help(written, values).orElse("write one of them"));
  }

  private static Result quantity(FactType.Quantity type, String written) {
    int space = written.indexOf(' ');
    String digits = space < 0 ? written : written.substring(0, space);
    String unit = space < 0 ? type.unit() : written.substring(space + 1).strip();
    Optional<BigDecimal> number = Numbers.parse(digits);
    if (number.isEmpty()) {
      return malformed(written, "a number", "54 " + type.unit());
    }
    Optional<BigDecimal> value = Optional.empty();
    if (Units.conversion(unit, type.unit()) instanceof Conversion.Linear linear) {
      value = linear.convert(number.get());
      if (value.isEmpty()) {
        return new Result.Malformed(
            "from `" + unit + "` to `" + type.unit() + "` the digits never end",
            "write the number in `" + type.unit() + "`");
      }
    }
    if (value.isEmpty()) {
      return new Result.Malformed(
          "`" + unit + "` cannot be converted to `" + type.unit() + "`",
          "write the number in `" + type.unit() + "`");
    }
    boolean below = type.least().isPresent() && value.get().compareTo(type.least().get()) < 0;
    boolean above = type.greatest().isPresent() && value.get().compareTo(type.greatest().get()) > 0;
    if (below || above) {
      return new Result.Malformed(
          "`"
              + written
              + "` lies outside the range from "
              + type.least().map(BigDecimal::toPlainString).orElse("any")
              + " to "
              + type.greatest().map(BigDecimal::toPlainString).orElse("any"),
          "check the number and its unit");
    }
    return new Result.Read(new Value.Decimal(value.get()));
  }

  private static Result count(Optional<Integer> greatest, String written) {
    boolean whole =
        !written.isEmpty()
            && written.length() <= 9
            && written.chars().allMatch(each -> each >= '0' && each <= '9');
    if (!whole) {
      return malformed(written, "a whole number of zero or more", "3");
    }
    int count = Integer.parseInt(written);
    if (greatest.isPresent() && count > greatest.get()) {
      return new Result.Malformed(
          "the count goes up to " + greatest.get(), "check the number, or the declaration");
    }
    return new Result.Read(new Value.Decimal(BigDecimal.valueOf(count)));
  }

  private static Result code(Set<CodeSystem> systems, String written) {
    return switch (codesIn(systems, written)) {
      case Parsed(var codes, var problem) when problem.isEmpty() && codes.size() == 1 ->
          new Result.Read(new Value.OneCode(codes.iterator().next()));
      case Parsed(var codes, var problem) ->
          problem
              .<Result>map(each -> each)
              .orElseGet(() -> malformed(written, "one code", "icd10cm C71.9"));
    };
  }

  private static Result codes(Set<CodeSystem> systems, String written) {
    if (written.equals("none")) {
      return new Result.Read(new Value.Codes(Set.of(), true));
    }
    boolean complete = endsWithOnly(written);
    Parsed parsed = codesIn(systems, withoutOnly(written));
    return parsed
        .problem()
        .<Result>map(problem -> problem)
        .orElseGet(() -> new Result.Read(new Value.Codes(parsed.codes(), complete)));
  }

  private static boolean endsWithOnly(String written) {
    return written.endsWith(" " + ONLY);
  }

  private static String withoutOnly(String written) {
    return endsWithOnly(written)
        ? written.substring(0, written.length() - ONLY.length()).strip()
        : written;
  }

  private record Parsed(Set<Code> codes, Optional<Result.Malformed> problem) {}

  private static Parsed codesIn(Set<CodeSystem> systems, String written) {
    Set<Code> codes = new TreeSet<>();
    Optional<CodeSystem> system = Optional.empty();
    // The reader of codes reports to a collector; here its first report is the answer.
    var diagnostics = new DiagnosticCollector(span -> "");
    var reader = new CodeReader(diagnostics);
    var place = new Span("", 1, 1, 1, 1);
    for (String part : written.split(",", -1)) {
      String item = part.strip();
      int space = item.indexOf(' ');
      if (space > 0) {
        system = reader.system(new Word(item.substring(0, space), place));
        item = item.substring(space + 1).strip();
      }
      if (system.isEmpty()) {
        return new Parsed(Set.of(), Optional.of(firstProblem(diagnostics, written)));
      }
      if (!systems.isEmpty() && !systems.contains(system.get())) {
        return new Parsed(
            Set.of(),
            Optional.of(
                new Result.Malformed(
                    "the fact has no codes of " + system.get().title(),
                    "write a code of "
                        + String.join(
                            ", ", systems.stream().map(CodeSystem::keyword).sorted().toList()))));
      }
      Optional<Code> code = reader.code(system.get(), new Word(item, place));
      if (code.isEmpty()) {
        return new Parsed(Set.of(), Optional.of(firstProblem(diagnostics, written)));
      }
      codes.add(code.get());
    }
    return new Parsed(codes, Optional.empty());
  }

  private static Result.Malformed firstProblem(DiagnosticCollector diagnostics, String written) {
    return diagnostics.diagnostics().stream()
        .findFirst()
        .map(first -> new Result.Malformed(first.message(), first.help().orElse("")))
        .orElseGet(
            () ->
                new Result.Malformed(
                    "`" + written + "` is not a code with its system",
                    "write it like `icd10cm C71.9`"));
  }

  private static Result events(String written) {
    if (written.equals("none")) {
      return new Result.Read(new Value.Events(List.of(), true));
    }
    boolean complete = endsWithOnly(written);
    List<Event> events = new ArrayList<>();
    for (String part : withoutOnly(written).split(",", -1)) {
      String item = part.strip();
      int range = item.indexOf("..");
      Optional<LocalDate> first = Dates.parse(range < 0 ? item : item.substring(0, range));
      Optional<LocalDate> last = Dates.parse(range < 0 ? item : item.substring(range + 2));
      if (first.isEmpty() || last.isEmpty()) {
        return new Result.Malformed(
            "`" + item + "` is not a day or a range of days",
            "write a day like `2024-01-01`, and an event of several days like"
                + " `2024-01-01..2024-02-15`");
      }
      if (last.get().isBefore(first.get())) {
        return new Result.Malformed(
            "the event `" + item + "` ends before it begins", "write its first day first");
      }
      events.add(new Event(first.get(), last.get()));
    }
    return new Result.Read(new Value.Events(events, complete));
  }
}
