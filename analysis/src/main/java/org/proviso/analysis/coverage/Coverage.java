package org.proviso.analysis.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.language.model.Case;

/**
 * What the cases of a document show of it: which clauses decide one, which criteria are met in one
 * and not met in another, and in which of the cells that the document tells apart each fact is
 * given. What no patient can show does not count.
 *
 * @param shown what the cases show, in document order
 * @param open what patients could show and no case does, in document order
 */
public record Coverage(List<Target> shown, List<Target> open) {
  public Coverage {
    shown = List.copyOf(shown);
    open = List.copyOf(open);
  }

  /**
   * The coverage of a document's own cases.
   *
   * @throws org.proviso.analysis.TooComplexException when its diagrams do not fit into the budget
   * @throws org.proviso.engine.diagram.DiagramLimitException likewise
   */
  public static Coverage of(CompiledGuideline compiled) {
    var targets = new Targets(compiled);
    Set<Target> shown = shownByCases(compiled, targets);
    return new Coverage(
        targets.regions().keySet().stream().filter(shown::contains).toList(),
        targets.regions().keySet().stream().filter(target -> !shown.contains(target)).toList());
  }

  static Set<Target> shownByCases(CompiledGuideline compiled, Targets targets) {
    var shown = new HashSet<Target>();
    for (Case of : compiled.guideline().cases()) {
      shown.addAll(targets.shownBy(CaseRunner.request(compiled.guideline(), of)));
    }
    return shown;
  }

  /** How many targets of a kind the cases show. */
  public long shown(Target.Kind kind) {
    return shown.stream().filter(target -> target.kind() == kind).count();
  }

  /** How many targets of a kind there are. */
  public long all(Target.Kind kind) {
    return shown(kind) + open.stream().filter(target -> target.kind() == kind).count();
  }
}
