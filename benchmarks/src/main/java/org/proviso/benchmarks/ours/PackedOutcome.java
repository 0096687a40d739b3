package org.proviso.benchmarks.ours;

import java.util.List;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.packed.PackedDecision;

/**
 * The outcome of packed facts, or the set of outcomes still reachable. The clauses that decide are
 * derived when they are asked for; the verification asks.
 */
public final class PackedOutcome implements Contestant<Row, Row> {
  private final PackedVersions versions;

  /** Compiles the guideline of a workload. */
  public PackedOutcome(Workload workload) {
    this.versions = new PackedVersions(workload);
  }

  @Override
  public Row input(SampleRequest request) {
    return versions.row(request);
  }

  @Override
  public Row answer(Row row) {
    PackedVersions.PackedVersion version = versions.on(row.day);
    List<PackedDecision> decisions = version.decisions();
    row.first = decisions.get(0).decide(row.words, 0);
    row.second = decisions.size() > 1 ? decisions.get(1).decide(row.words, 0) : 0;
    if (row.first == PackedDecision.EXACT || row.second == PackedDecision.EXACT) {
      version.compiled().decide(versions.request(row.request), Detail.OUTCOME);
    }
    return row;
  }

  @Override
  public String verdict(Row row) {
    PackedVersions.PackedVersion version = versions.on(row.day);
    if (row.first == PackedDecision.EXACT || row.second == PackedDecision.EXACT) {
      return Answers.outcome(
          version.compiled().decide(versions.request(row.request), Detail.OUTCOME));
    }
    boolean first = version.decisions().get(0).isDecided(row.first);
    boolean second =
        version.decisions().size() == 1 || version.decisions().get(1).isDecided(row.second);
    var decided = new Decided();
    if (!decided.decide(version.decisions(), row.words)) {
      decided.exactly(version.compiled().decide(versions.request(row.request), Detail.OUTCOME));
    }
    String verdict = decided.text();
    if (verdict.startsWith("undecided") == first || verdict.contains("; undecided") == second) {
      return "outcome and clauses contradict each other: " + verdict;
    }
    return verdict;
  }
}
