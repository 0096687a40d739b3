package org.proviso.benchmarks.ours;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;

/** What {@link DecideRow} says of packed facts, and the status of every criterion. */
public final class ExplainRow implements Contestant<Row, Explained> {
  private final PackedVersions versions;

  /** Compiles the guideline of a workload. */
  public ExplainRow(Workload workload) {
    this.versions = new PackedVersions(workload);
  }

  @Override
  public Row input(SampleRequest request) {
    return versions.row(request);
  }

  @Override
  public Explained answer(Row row) {
    return Explained.of(versions, row);
  }

  @Override
  public String verdict(Explained answer) {
    return answer.text();
  }
}
