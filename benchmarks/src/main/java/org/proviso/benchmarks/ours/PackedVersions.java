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
  private final long[] facts = new long[1];

  /** One version. */
  record PackedVersion(
      CompiledGuideline compiled, List<PackedDecision> decisions, RowEncoder encoder) {
    static PackedVersion of(CompiledGuideline compiled) {
      var packed = compiled.packed();
      if (packed.layout().words() > 1) {
        throw new IllegalStateException(compiled.guideline().id() + " needs more than one word");
      }
      return new PackedVersion(compiled, packed.decisions(), packed.encoder());
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
    pack(request(sample), facts);
    return new Row(day, facts[0], sample);
  }

  /** Packs a request into a word that is used again. */
  PackedVersion pack(Request request, long[] word) {
    PackedVersion version = on(Math.toIntExact(request.dateOfService().toEpochDay()));
    if (!version.compiled().packed().encode(request, version.encoder(), word, 0)) {
      throw new IllegalArgumentException("the request cannot be decided: " + request);
    }
    return version;
  }
}
