package org.proviso.benchmarks.ours;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Request;

/** The same from a request of the engine, which is packed each time. */
public final class DecideRequest implements Contestant<Request, Decided> {
  private final PackedVersions versions;
  private final long[] facts = new long[1];
  private final Decided decided = new Decided();

  /** Compiles the guideline of a workload. */
  public DecideRequest(Workload workload) {
    this.versions = new PackedVersions(workload);
  }

  @Override
  public Request input(SampleRequest request) {
    return versions.request(request);
  }

  @Override
  public Decided answer(Request request) {
    PackedVersions.PackedVersion version = versions.pack(request, facts);
    if (!decided.decide(version.decisions(), facts[0])) {
      decided.exactly(version.compiled().decide(request, Detail.OUTCOME));
    }
    return decided;
  }

  @Override
  public String verdict(Decided answer) {
    return answer.text();
  }
}
