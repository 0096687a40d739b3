package org.proviso.analysis.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.proviso.analysis.Patient;
import org.proviso.analysis.verify.Finding.Severity;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.compile.Situation;
import org.proviso.engine.decide.InvalidFact;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Case;

/** Cases that cannot happen, and cases that expect what is not decided. */
final class CaseFindings {
  private CaseFindings() {}

  static List<Finding> of(CompiledGuideline compiled) {
    var findings = new ArrayList<Finding>();
    for (CaseRunner.CaseResult result : CaseRunner.run(compiled).results()) {
      Case of = result.of();
      Request request = CaseRunner.request(compiled.guideline(), of);
      Optional<String> impossible = impossible(compiled, request);
      if (impossible.isPresent()) {
        findings.add(
            new Finding(
                "impossible-case",
                Severity.ERROR,
                of.span(),
                "The case \"" + of.name() + "\" cannot happen: " + impossible.get(),
                Optional.empty()));
      } else if (!result.failures().isEmpty()) {
        findings.add(
            new Finding(
                "wrong-expectation",
                Severity.ERROR,
                of.span(),
                "The case \"" + of.name() + "\": " + String.join("; ", result.failures()) + ".",
                Optional.of(new Patient(request.dateOfService(), new TreeMap<>(of.given())))));
      }
    }
    return findings;
  }

  private static Optional<String> impossible(CompiledGuideline compiled, Request request) {
    List<InvalidFact> invalid = compiled.check(request);
    if (!invalid.isEmpty()) {
      return Optional.of(invalid.getFirst().message());
    }
    try {
      Situation situation = compiled.model().situation(request.dateOfService(), request.facts());
      boolean empty =
          Arrays.stream(situation.masks()).anyMatch(mask -> mask == 0)
              || situation.ties().stream().anyMatch(tie -> tie.combinations().isEmpty());
      return empty ? Optional.of("no patient has these facts together.") : Optional.empty();
    } catch (DiagramLimitException tooMany) {
      return Optional.empty();
    }
  }
}
