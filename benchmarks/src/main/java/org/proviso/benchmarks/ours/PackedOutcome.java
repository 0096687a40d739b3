package org.proviso.benchmarks.ours;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.packed.PackedDecision;

/**
 * The outcome of packed facts, or the set of outcomes still reachable. The clauses that decide are
 * derived when they are asked for; the verification asks.
 */
public final class PackedOutcome implements Contestant<Row, PackedOutcome.Results> {
  private final PackedVersions versions;
  private final Results results = new Results();

  /** The results for one request, overwritten by those for the next. */
  public static final class Results {
    private @Nullable Row row;
    private int first;
    private int second;
  }

  /** Compiles the guideline of a workload. */
  public PackedOutcome(Workload workload) {
    this.versions = new PackedVersions(workload);
  }

  @Override
  public Row input(SampleRequest request) {
    return versions.row(request);
  }

  @Override
  public Results answer(Row row) {
    PackedVersions.PackedVersion version = versions.on(row.day());
    List<PackedDecision> decisions = version.decisions();
    results.row = row;
    results.first = decisions.get(0).decide(row.facts());
    results.second = decisions.size() > 1 ? decisions.get(1).decide(row.facts()) : 0;
    if (results.first == PackedDecision.EXACT || results.second == PackedDecision.EXACT) {
      version.compiled().decide(versions.request(row.request()), Detail.OUTCOME);
    }
    return results;
  }

  @Override
  public String verdict(Results answer) {
    Row row = Objects.requireNonNull(answer.row);
    PackedVersions.PackedVersion version = versions.on(row.day());
    List<PackedDecision> decisions = version.decisions();
    var decided = new Decided();
    if (!decided.decide(decisions, row.facts())
        || answer.first == PackedDecision.EXACT
        || answer.second == PackedDecision.EXACT) {
      decided.exactly(version.compiled().decide(versions.request(row.request()), Detail.OUTCOME));
      return decided.text();
    }
    String verdict = decided.text();
    boolean first = decisions.get(0).isDecided(answer.first);
    boolean second = decisions.size() == 1 || decisions.get(1).isDecided(answer.second);
    if (verdict.startsWith("undecided") == first || verdict.contains("; undecided") == second) {
      return "outcome and clauses contradict each other: " + verdict;
    }
    return verdict;
  }
}
