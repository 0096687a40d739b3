package org.proviso.analysis.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.analysis.Patient;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Region;
import org.proviso.analysis.diff.Revision;
import org.proviso.analysis.verify.Finding;
import org.proviso.analysis.verify.Verifier;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Case;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/** Puts faults into a document and looks for each with every means there is. */
public final class FaultTrial {
  private final Guideline original;
  private final Optional<CompiledGuideline> compiled;
  private final List<String> before;

  private FaultTrial(Guideline original) {
    this.original = original;
    this.compiled = compiled(original);
    this.before = keys(Verifier.verify(original));
  }

  /**
   * Tries every fault.
   *
   * @param mostOfKind how many faults of each kind at most
   */
  public static List<FaultResult> run(Guideline original, int mostOfKind) {
    var trial = new FaultTrial(original);
    return FaultInjector.faults(original, mostOfKind).stream().map(trial::run).toList();
  }

  private static Optional<CompiledGuideline> compiled(Guideline guideline) {
    return Engine.compile(guideline)
            instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var _)
        ? Optional.of(compiled)
        : Optional.empty();
  }

  private static List<String> keys(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.id() + " " + finding.location() + " " + finding.message())
        .toList();
  }

  private FaultResult run(Fault fault) {
    Revision revision = GuidelineDiff.between(original, fault.faulty());
    List<Finding> findings =
        Verifier.verify(fault.faulty()).stream()
            .filter(finding -> !before.contains(keys(List.of(finding)).getFirst()))
            .filter(finding -> !finding.id().equals("wrong-expectation"))
            .toList();
    Optional<CompiledGuideline> faulty = compiled(fault.faulty());
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Finding.Severity.ERROR).toList();
    boolean answerOfCaseChanges = faulty.filter(this::changesAnswerOfCase).isPresent();
    Optional<Patient> byDiff =
        revision.regions().stream()
            .filter(region -> region.before().isPresent())
            .flatMap(region -> region.witness().stream())
            .findFirst();
    Optional<Patient> byVerify =
        errors.stream().flatMap(finding -> finding.witness().stream()).findFirst();
    boolean confirmed =
        faulty.isPresent()
            ? revision.regions().stream().anyMatch(FaultTrial::isConfirmed)
            : byVerify.isPresent();
    return new FaultResult(
        fault,
        revision.changesDecisions() || !errors.isEmpty() || answerOfCaseChanges,
        revision.changesDecisions(),
        findings.stream().map(Finding::id).distinct().toList(),
        faulty.map(each -> CaseRunner.run(each).failures()).orElse(0L),
        byDiff.or(() -> byVerify),
        confirmed);
  }

  private static boolean isConfirmed(Region region) {
    return region.witness().isPresent() && region.before().isPresent();
  }

  /** Whether the engine answers one of the document's cases otherwise: the difference must too. */
  private boolean changesAnswerOfCase(CompiledGuideline faulty) {
    for (Case of : original.cases()) {
      Request request = CaseRunner.request(original, of);
      if (compiled.isPresent()
          && compiled.get().check(request).isEmpty()
          && faulty.check(request).isEmpty()
          && !outcomes(compiled.get(), request).equals(outcomes(faulty, request))) {
        return true;
      }
    }
    return false;
  }

  private static List<Optional<Outcome>> outcomes(CompiledGuideline guideline, Request request) {
    var outcomes = new ArrayList<Optional<Outcome>>();
    for (DecisionAnswer decision : guideline.decide(request, Detail.OUTCOME).decisions()) {
      outcomes.add(decision.outcome());
    }
    return outcomes;
  }
}
