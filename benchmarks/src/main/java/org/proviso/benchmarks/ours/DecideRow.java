package org.proviso.benchmarks.ours;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;

/** Outcome, reachable outcomes and deciding clauses of packed facts; explained: every criterion. */
public final class DecideRow implements Contestant<Row, Said> {
  private final PackedVersions versions;
  private final boolean explained;

  /** Compiles the guideline of a workload. */
  public DecideRow(Workload workload, boolean explained) {
    this.versions = new PackedVersions(workload);
    this.explained = explained;
  }

  @Override
  public Row input(SampleRequest request) {
    return versions.row(versions.request(request));
  }

  @Override
  public Said answer(Row row) {
    return Said.of(versions.on(row.day), row.words, explained, row.request);
  }

  @Override
  public String verdict(Said answer) {
    return answer.text(explained);
  }
}
