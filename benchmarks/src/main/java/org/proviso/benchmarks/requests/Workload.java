package org.proviso.benchmarks.requests;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The requests that every contestant decides. The same seed gives the same requests, always. */
public enum Workload {
  /** Magnetic resonance spectroscopy: fifteen versions since 2001, every line of business. */
  SPECTROSCOPY("spectroscopy", "04-70540-07", "76390"),
  /** Magnetic resonance imaging of the lumbar spine: the document with the most facts. */
  SPINE("spine", "aetna-cpb-0236", "72148");

  /** How many requests there are; the first half of them is complete. */
  public static final int REQUESTS = 100_000;

  private static final long SEED = 20_260_101;

  private final String id;
  private final String guideline;
  private final String service;

  Workload(String id, String guideline, String service) {
    this.id = id;
    this.guideline = guideline;
    this.service = service;
  }

  /** A short name for commands and results. */
  public String id() {
    return id;
  }

  /** The identifier of the guideline in the library. */
  public String guideline() {
    return guideline;
  }

  /** The CPT code of what is requested. */
  public String service() {
    return service;
  }

  /** All requests: a half of them complete, then a half of them partial. */
  public List<SampleRequest> requests() {
    return requests(REQUESTS);
  }

  /** As many requests: a half of them complete, then a half of them partial. */
  public List<SampleRequest> requests(int count) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    return switch (this) {
      case SPECTROSCOPY -> SpectroscopySamples.make(random, count);
      case SPINE -> SpineSamples.make(random, count);
    };
  }

  /** The workload of a short name. */
  public static Workload named(String id) {
    for (Workload workload : values()) {
      if (workload.id.equals(id)) {
        return workload;
      }
    }
    throw new IllegalArgumentException("no workload is called " + id);
  }
}
