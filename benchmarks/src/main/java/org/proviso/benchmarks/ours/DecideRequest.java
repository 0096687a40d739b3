package org.proviso.benchmarks.ours;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.facts.Request;

/** The same from a request of the engine, which is packed each time. */
public final class DecideRequest implements Contestant<Request, Said> {
  private final PackedVersions versions;
  private final long[] words;
  private final boolean explained;

  /** Compiles the guideline of a workload. */
  public DecideRequest(Workload workload, boolean explained) {
    this.versions = new PackedVersions(workload);
    this.words = new long[versions.words()];
    this.explained = explained;
  }

  @Override
  public Request input(SampleRequest request) {
    return versions.request(request);
  }

  @Override
  public Said answer(Request request) {
    return Said.of(versions.pack(request, words), words, explained, request);
  }

  @Override
  public String verdict(Said answer) {
    return answer.text(explained);
  }
}
