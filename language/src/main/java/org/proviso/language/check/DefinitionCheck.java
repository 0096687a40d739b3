package org.proviso.language.check;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Condition;
import org.proviso.language.syntax.ConditionSyntax;
import org.proviso.language.syntax.FactItem;
import org.proviso.language.syntax.TermSyntax;
import org.proviso.language.syntax.Word;

/** Gives definitions their meaning, those that others use first; there is no recursion. */
final class DefinitionCheck {
  private final Scope scope;
  private final DiagnosticCollector diagnostics;
  private final ConditionCheck conditions;

  DefinitionCheck(Scope scope, DiagnosticCollector diagnostics, ConditionCheck conditions) {
    this.scope = scope;
    this.diagnostics = diagnostics;
    this.conditions = conditions;
  }

  /** Adds the definitions to the scope. */
  void check(List<FactItem> definitions) {
    Map<String, FactItem> own = new LinkedHashMap<>();
    definitions.forEach(definition -> own.put(definition.name().text(), definition));
    Map<String, List<String>> dependencies = new HashMap<>();
    own.forEach(
        (name, definition) ->
            dependencies.put(
                name,
                NamesIn.of(definition).stream().filter(own::containsKey).distinct().toList()));
    DependencyOrder order = DependencyOrder.of(own.keySet(), dependencies);
    order.blocked().forEach(scope::addBroken);
    for (String name : order.circular()) {
      scope.addBroken(name);
      Optional.ofNullable(own.get(name))
          .ifPresent(
              definition ->
                  diagnostics.add(
                      DiagnosticId.RECURSIVE_DEFINITION,
                      definition.name().span(),
                      "`" + name + "` is defined by itself, directly or through others",
                      "define it by facts"));
    }
    for (String name : order.sorted()) {
      Optional.ofNullable(own.get(name))
          .flatMap(this::define)
          .ifPresentOrElse(
              definition -> scope.define(name, definition), () -> scope.addBroken(name));
    }
  }

  private Optional<Definition> define(FactItem item) {
    TreeSize size = conditions.size();
    size.begin();
    return switch (item) {
      case FactItem.Declaration declaration -> Optional.empty();
      case FactItem.DefinedCondition(var name, var condition, var span) ->
          conditions.condition(condition).map(meaning -> ofCondition(meaning, size));
      case FactItem.DefinedTerm(var name, var term, var span) -> {
        if (term instanceof TermSyntax.Name(Word other) && !isNumber(other)) {
          yield conditions
              .condition(new ConditionSyntax.Name(other))
              .map(meaning -> ofCondition(meaning, size));
        }
        yield conditions
            .terms()
            .number(term)
            .map(meaning -> new Definition.OfNumber(meaning, size.size(), size.deepest()));
      }
    };
  }

  private static Definition ofCondition(Condition condition, TreeSize size) {
    return new Definition.OfCondition(condition, size.size(), size.deepest());
  }

  private boolean isNumber(Word name) {
    return scope.definition(name.text()).filter(Definition.OfNumber.class::isInstance).isPresent()
        || scope.fact(name.text()).filter(fact -> TypeWords.isNumber(fact.type())).isPresent();
  }
}
