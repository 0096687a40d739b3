package org.proviso.analysis;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Value;

/**
 * A made-up patient who shows something about a guideline.
 *
 * @param facts what is known; nothing else matters for what is shown
 */
public record Patient(LocalDate dateOfService, SortedMap<FactName, Value> facts) {
  public Patient {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** The patient as a request. */
  public Request request() {
    List<Evidence> evidence = List.of(new Evidence.Example("witness"));
    return new Request(
        dateOfService,
        facts.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, fact -> new Knowledge.Known(fact.getValue(), evidence))));
  }

  /** The facts, each written as an answer on the command line or a cell of a case is. */
  public SortedMap<FactName, String> answers() {
    var answers = new TreeMap<FactName, String>();
    facts.forEach((fact, value) -> answers.put(fact, written(value)));
    return answers;
  }

  /** In words, for example {@code age: 54; smokes: yes; on 2025-05-15}. */
  public String words() {
    return answers().entrySet().stream()
        .map(answer -> answer.getKey() + ": " + answer.getValue() + "; ")
        .collect(Collectors.joining("", "", "on " + dateOfService));
  }

  private static String written(Value value) {
    return switch (value) {
      case Value.YesNo(boolean yes) -> yes ? "yes" : "no";
      case Value.InForce(boolean inForce) -> inForce ? "yes" : "no";
      case Value.Symbol(String name) -> name;
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Day(LocalDate date) -> date.toString();
      case Value.OneCode(var code) -> code.toString();
      case Value.Codes(var codes, boolean complete) -> listed(List.copyOf(codes), complete);
      case Value.Events(List<Event> events, boolean complete) ->
          listed(events.stream().map(Patient::written).toList(), complete);
    };
  }

  private static String listed(List<?> items, boolean complete) {
    return items.isEmpty()
        ? "none"
        : items.stream().map(Object::toString).collect(Collectors.joining(", "))
            + (complete ? " only" : "");
  }

  private static String written(Event event) {
    return event.first().equals(event.last())
        ? event.first().toString()
        : event.first() + ".." + event.last();
  }
}
