package org.proviso.analysis.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;

/** What two versions want to know differently. */
final class FactChanges {
  private FactChanges() {}

  static List<String> between(Guideline earlier, Guideline later) {
    var changes = new ArrayList<String>();
    for (FactDeclaration fact : later.facts()) {
      Optional<FactDeclaration> old = earlier.fact(fact.name());
      if (old.isEmpty()) {
        changes.add(fact.name() + ": added" + renamed(fact, earlier, later));
      } else {
        compare(old.get(), fact, changes);
      }
    }
    for (FactDeclaration fact : earlier.facts()) {
      if (later.fact(fact.name()).isEmpty()) {
        changes.add(fact.name() + ": removed");
      }
    }
    return changes;
  }

  /** A fact that took the question and the type of one that is gone. */
  private static String renamed(FactDeclaration fact, Guideline earlier, Guideline later) {
    return earlier.facts().stream()
        .filter(old -> later.fact(old.name()).isEmpty())
        .filter(old -> old.type().equals(fact.type()) && old.question().equals(fact.question()))
        .filter(old -> fact.question().isPresent())
        .map(
            old ->
                " (asks what "
                    + old.name()
                    + " asked; they are compared as different facts, because nothing says they"
                    + " are the same)")
        .collect(Collectors.joining());
  }

  private static void compare(FactDeclaration old, FactDeclaration fact, List<String> changes) {
    if (!old.type().equals(fact.type())) {
      changes.add(
          fact.name()
              + ": type was "
              + type(old.type())
              + ", is "
              + type(fact.type())
              + ". Only patients whose value both versions accept are compared.");
    }
    if (!old.question().equals(fact.question())) {
      changes.add(
          fact.name()
              + ": question was "
              + old.question().orElse("none")
              + " / is "
              + fact.question().orElse("none"));
    }
    if (old.cost() != fact.cost()) {
      changes.add(fact.name() + ": cost was " + old.cost() + ", is " + fact.cost());
    }
    if (!old.sources().equals(fact.sources())) {
      changes.add(
          fact.name() + ": read from " + sources(old) + " before, now from " + sources(fact));
    }
  }

  private static String sources(FactDeclaration fact) {
    return fact.sources().isEmpty()
        ? "answers only"
        : fact.sources().stream().map(FactChanges::source).collect(Collectors.joining(", "));
  }

  private static String source(FactSource source) {
    return switch (source) {
      case FactSource.QuestionnaireItem(String linkId) -> "answer \"" + linkId + '"';
      case FactSource.Resources resources ->
          resources.resource()
              + resources.element().map(element -> "." + element).orElse("")
              + resources.valueSet().map(set -> " in " + set).orElse("")
              + resources.symbol().map(symbol -> " as " + symbol).orElse("")
              + (resources.complete() ? ", complete" : "");
    };
  }

  private static String type(FactType type) {
    return switch (type) {
      case FactType.YesNo _ -> "yes/no";
      case FactType.Enumeration(var values) -> "one of " + String.join(", ", values);
      case FactType.Quantity(var unit, var least, var greatest) ->
          "number in "
              + unit
              + least.map(bound -> " from " + bound.toPlainString()).orElse("")
              + greatest.map(bound -> " to " + bound.toPlainString()).orElse("");
      case FactType.Count(var greatest) ->
          "count" + greatest.map(bound -> " up to " + bound).orElse("");
      case FactType.Date _ -> "date";
      case FactType.SingleCode(var systems) -> "code in " + systems;
      case FactType.CodeList(var systems) -> "codes in " + systems;
      case FactType.History _ -> "history";
      case FactType.Document(var kinds) -> "document of " + kinds;
    };
  }
}
