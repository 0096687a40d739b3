package org.proviso.benchmarks.requests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Requests for magnetic resonance imaging of the lumbar spine. */
final class SpineSamples {
  private static final LocalDate FIRST = LocalDate.of(1999, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 6, 30);

  /**
   * Findings that alone make the image necessary; each is rare, so that other clauses decide too.
   */
  private static final List<String> WARNING_SIGNS =
      List.of(
          "spinal-stenosis-evident",
          "cord-or-cauda-equina-compression-suspected",
          "congenital-spinal-deformity",
          "recurrent-symptoms-after-spinal-surgery",
          "epidural-injection-planned",
          "follow-up-of-spinal-cancer-or-infection",
          "spinal-cord-tumor-known-or-suspected",
          "bone-tumor-or-metastasis-suspected",
          "progressively-severe-symptoms",
          "rapid-deficit-or-major-weakness",
          "severe-back-pain",
          "spinal-infection-suspected",
          "cord-injury-suspected");

  private static final double UNKNOWN = 0.2;

  private SpineSamples() {}

  static List<SampleRequest> make(RandomGenerator random, int count) {
    var requests = new ArrayList<SampleRequest>(count);
    for (int index = 0; index < count; index++) {
      boolean complete = index < count / 2;
      LocalDate date =
          LocalDate.ofEpochDay(random.nextLong(FIRST.toEpochDay(), LAST.toEpochDay() + 1));
      Map<String, String> values = values(random, date);
      if (!complete) {
        values.keySet().removeIf(_ -> random.nextDouble() < UNKNOWN);
        values.computeIfPresent(
            "conservative-therapy", (_, courses) -> perhapsIncomplete(random, courses));
      }
      requests.add(SampleRequest.of(date, values, complete));
    }
    return List.copyOf(requests);
  }

  private static Map<String, String> values(RandomGenerator random, LocalDate date) {
    var values = new HashMap<String, String>();
    values.put(
        "line-of-business",
        random.nextDouble() < 0.3
            ? "medicare-advantage"
            : random.nextBoolean() ? "commercial" : "medicaid");
    values.put("contract-has-own-rule", yes(random, 0.06));
    values.put("cms-determination", yes(random, 0.3));
    for (String sign : WARNING_SIGNS) {
      values.put(sign, yes(random, 0.03));
    }
    values.put("myelopathy-known-or-suspected", yes(random, 0.1));
    values.put("brain-mri-negative-or-symptoms-mimic", yes(random, 0.4));
    values.put("radiculopathy", yes(random, 0.5));
    values.put("objective-findings-of-radiculopathy", yes(random, 0.6));
    values.put("conservative-therapy", courses(random, date));
    values.put("symptoms-persist-after-therapy", yes(random, 0.6));
    values.put("spondylolisthesis-or-degenerative-disease", yes(random, 0.4));
    values.put("fracture-suspected", yes(random, 0.1));
    values.put("plain-films-conclusive", yes(random, 0.5));
    return values;
  }

  /** No course, one, or two with a month between them. */
  private static String courses(RandomGenerator random, LocalDate date) {
    LocalDate end = date.minusDays(random.nextInt(1, 30));
    LocalDate start = end.minusDays(random.nextInt(7, 70));
    String last = start + ".." + end;
    return switch (random.nextInt(5)) {
      case 0 -> "none";
      case 1 -> {
        LocalDate earlier = start.minusDays(30);
        yield earlier.minusDays(random.nextInt(7, 70)) + ".." + earlier + ", " + last + " only";
      }
      default -> last + " only";
    };
  }

  /** A list of courses that others may be missing from. */
  private static String perhapsIncomplete(RandomGenerator random, String courses) {
    return random.nextBoolean() && courses.endsWith(" only")
        ? courses.substring(0, courses.length() - " only".length())
        : courses;
  }

  private static String yes(RandomGenerator random, double probability) {
    return random.nextDouble() < probability ? "yes" : "no";
  }
}
