package org.proviso.benchmarks.ours;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.decide.Detail;

/** Outcome, reachable outcomes and deciding clauses of packed facts. */
public final class DecideRow implements Contestant<Row, Decided> {
  private final PackedVersions versions;
  private final Decided decided = new Decided();

  /** Compiles the guideline of a workload. */
  public DecideRow(Workload workload) {
    this.versions = new PackedVersions(workload);
  }

  @Override
  public Row input(SampleRequest request) {
    return versions.row(request);
  }

  @Override
  public Decided answer(Row row) {
    PackedVersions.PackedVersion version = versions.on(row.day());
    if (!decided.decide(version.decisions(), row.facts())) {
      decided.exactly(version.compiled().decide(versions.request(row.request()), Detail.OUTCOME));
    }
    return decided;
  }

  @Override
  public String verdict(Decided answer) {
    return answer.text();
  }
}
