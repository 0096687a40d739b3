package org.proviso.language.check;

import java.util.List;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.syntax.FactItem;
import org.proviso.language.syntax.ValueSetSyntax;

/** Warns of names that nothing in the document uses. */
final class UnusedCheck {
  private final Scope scope;
  private final DiagnosticCollector diagnostics;

  UnusedCheck(Scope scope, DiagnosticCollector diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  void check(List<FactItem> items, List<ValueSetSyntax> valueSets) {
    for (FactItem item : items) {
      String name = item.name().text();
      if (scope.isUsed(name)) {
        continue;
      }
      switch (item) {
        case FactItem.Declaration declaration ->
            diagnostics.add(
                DiagnosticId.UNUSED_FACT,
                item.name().span(),
                "no criterion mentions the fact `" + name + "`, so it decides nothing",
                "use it or remove it");
        case FactItem.DefinedCondition definition -> unusedDefinition(item);
        case FactItem.DefinedTerm definition -> unusedDefinition(item);
      }
    }
    for (ValueSetSyntax valueSet : valueSets) {
      if (!scope.isUsed(valueSet.name().text())) {
        diagnostics.add(
            DiagnosticId.UNUSED_VALUE_SET,
            valueSet.name().span(),
            "nothing mentions the value set `" + valueSet.name().text() + "`",
            "use it or remove it");
      }
    }
  }

  private void unusedDefinition(FactItem item) {
    diagnostics.add(
        DiagnosticId.UNUSED_DEFINITION,
        item.name().span(),
        "nothing mentions the definition `" + item.name().text() + "`",
        "use it or remove it");
  }
}
