package org.proviso.benchmarks.ours;

import java.util.List;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.facts.Request;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.RowEncoder;

/** The versions of a guideline over packed rows. Belongs to one thread. */
final class PackedVersions {
  private final Versions versions;
  private final int[] starts;
  private final List<PackedVersion> all;

  /** One version. */
  record PackedVersion(
      CompiledGuideline compiled, List<PackedDecision> decisions, RowEncoder encoder, int words) {
    static PackedVersion of(CompiledGuideline compiled) {
      var packed = compiled.packed();
      return new PackedVersion(
          compiled, packed.decisions(), packed.encoder(), packed.layout().words());
    }
  }

  PackedVersions(Workload workload) {
    this.versions = Versions.of(workload);
    this.starts =
        versions.all().keySet().stream().mapToInt(day -> (int) day.toEpochDay()).toArray();
    this.all = versions.all().values().stream().map(PackedVersion::of).toList();
  }

  /** The version that applies on a day, counted from 1970-01-01. */
  PackedVersion on(int day) {
    int version = starts.length - 1;
    while (day < starts[version]) {
      version--;
    }
    return all.get(version);
  }

  Request request(SampleRequest sample) {
    return versions.request(sample);
  }

  /** Packs a request under the version that applies. */
  Row row(SampleRequest sample) {
    int day = Math.toIntExact(sample.dateOfService().toEpochDay());
    var words = new long[on(day).words()];
    pack(request(sample), words);
    return new Row(day, words, sample);
  }

  /** Packs a request into words that are used again. */
  PackedVersion pack(Request request, long[] words) {
    PackedVersion version = on(Math.toIntExact(request.dateOfService().toEpochDay()));
    if (!version.compiled().packed().encode(request, version.encoder(), words, 0)) {
      throw new IllegalArgumentException("the request cannot be decided: " + request);
    }
    return version;
  }

  /** Enough words for a row of any version. */
  int words() {
    return all.stream().mapToInt(PackedVersion::words).max().orElseThrow();
  }
}
