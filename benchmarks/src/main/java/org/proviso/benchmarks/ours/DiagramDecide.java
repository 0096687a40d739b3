package org.proviso.benchmarks.ours;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.contestants.Depth;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Request;

/**
 * The engine's whole answer: outcome, reachable outcomes, deciding clauses, missing facts, criteria
 * and, in full detail, the next question, a smallest set of reasons and what would change it.
 */
public final class DiagramDecide implements Contestant<Request, Answer> {
  private final Versions versions;
  private final Detail detail;
  private final Depth depth;

  /** Compiles the guideline of a workload. */
  public DiagramDecide(Workload workload, Detail detail, Depth depth) {
    this.versions = Versions.of(workload);
    this.detail = detail;
    this.depth = depth;
  }

  @Override
  public Request input(SampleRequest request) {
    return versions.request(request);
  }

  @Override
  public Answer answer(Request request) {
    return versions.on(request.dateOfService()).decide(request, detail);
  }

  @Override
  public String verdict(Answer answer) {
    return switch (depth) {
      case OUTCOME -> Answers.outcome(answer);
      case EXPLAINED -> Answers.explained(answer);
    };
  }
}
