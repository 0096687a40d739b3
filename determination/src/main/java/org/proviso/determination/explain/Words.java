package org.proviso.determination.explain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.Event;
import org.proviso.language.model.Value;

/** Values and knowledge in the words that guidelines and answers use. */
final class Words {
  private Words() {}

  /** A value as answers and cases write it. */
  public static String value(Value value) {
    return switch (value) {
      case Value.YesNo(boolean yes) -> yes ? "yes" : "no";
      case Value.InForce(boolean inForce) -> inForce ? "in force" : "none in force";
      case Value.Symbol(String name) -> name;
      case Value.Decimal(BigDecimal number) -> number.toPlainString();
      case Value.Day(LocalDate date) -> date.toString();
      case Value.OneCode(var code) -> code.toString();
      case Value.Codes(var codes, boolean complete) -> listed(List.copyOf(codes), complete);
      case Value.Events(List<Event> events, boolean complete) ->
          listed(events.stream().map(Words::event).toList(), complete);
    };
  }

  private static String listed(List<?> items, boolean complete) {
    if (items.isEmpty()) {
      return complete ? "none" : "none known";
    }
    return items.stream().map(Object::toString).collect(Collectors.joining(", "))
        + (complete ? " only" : "");
  }

  private static String event(Event event) {
    return event.first().equals(event.last())
        ? event.first().toString()
        : event.first() + ".." + event.last();
  }

  /** What is known of a fact. */
  public static String knowledge(Knowledge knowledge) {
    return switch (knowledge) {
      case Knowledge.Known(Value value, var evidence) -> value(value);
      case Knowledge.Narrowed(Knowledge.Range range, var evidence) -> range(range);
      case Knowledge.NotAsked() -> "not asked";
      case Knowledge.Unanswerable(var evidence) -> "asked, cannot be answered";
      case Knowledge.Contradicted(var claims) ->
          claims.stream()
              .map(claim -> value(claim.value()))
              .distinct()
              .collect(Collectors.joining(" and ", "contradicted: ", ""));
    };
  }

  private static String range(Knowledge.Range range) {
    return switch (range) {
      case Knowledge.Range.Numbers(var least, var greatest) ->
          least.map(limit -> (limit.inclusive() ? ">= " : "> ") + limit.value()).orElse("")
              + (least.isPresent() && greatest.isPresent() ? " and " : "")
              + greatest
                  .map(limit -> (limit.inclusive() ? "<= " : "< ") + limit.value())
                  .orElse("");
      case Knowledge.Range.Days(var first, var last) ->
          first.map(Object::toString).orElse("") + ".." + last.map(Object::toString).orElse("");
      case Knowledge.Range.Symbols(var names) ->
          "one of " + names.stream().sorted().collect(Collectors.joining(", "));
    };
  }

  /** Where it is known from. */
  public static String evidence(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Resource(String reference, String path, String says) ->
          reference + " (" + path + "): " + says;
      case Evidence.Answered(String channel) -> "answered (" + channel + ")";
      case Evidence.Library(String document) -> "library: " + document;
      case Evidence.Example(String name) -> "example: " + name;
    };
  }
}
