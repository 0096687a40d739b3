package org.proviso.benchmarks.requests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Requests for magnetic resonance spectroscopy. */
final class SpectroscopySamples {
  /** The days from which the versions apply, and the day after the last request. */
  private static final List<LocalDate> VERSIONS =
      List.of(
          LocalDate.of(2001, 8, 15),
          LocalDate.of(2002, 8, 15),
          LocalDate.of(2005, 10, 15),
          LocalDate.of(2006, 7, 15),
          LocalDate.of(2007, 7, 1),
          LocalDate.of(2008, 1, 21),
          LocalDate.of(2009, 7, 1),
          LocalDate.of(2009, 9, 15),
          LocalDate.of(2011, 8, 15),
          LocalDate.of(2013, 12, 15),
          LocalDate.of(2018, 6, 15),
          LocalDate.of(2020, 3, 15),
          LocalDate.of(2022, 7, 1),
          LocalDate.of(2023, 9, 30),
          LocalDate.of(2025, 5, 15),
          LocalDate.of(2026, 7, 1));

  private static final List<String> LINES_OF_BUSINESS =
      List.of(
          "commercial",
          "commercial",
          "commercial",
          "commercial",
          "medicare-advantage",
          "medicare-advantage",
          "medicare-advantage",
          "medicare",
          "medicare-supplement",
          "medicaid",
          "fep");

  private static final List<String> CONDITIONS =
      List.of(
          "epilepsy",
          "alzheimers-disease",
          "parkinsons-disease",
          "multiple-sclerosis",
          "bipolar-disorder",
          "prostate-cancer",
          "unexplained-chest-pain",
          "neurometabolic-disease",
          "muscle-disorder",
          "breast-lesion");

  private static final double UNKNOWN = 0.3;

  private SpectroscopySamples() {}

  static List<SampleRequest> make(RandomGenerator random, int count) {
    var requests = new ArrayList<SampleRequest>(count);
    for (int index = 0; index < count; index++) {
      boolean complete = index < count / 2;
      LocalDate date = date(random);
      Map<String, String> values = values(random);
      if (!complete) {
        values.keySet().removeIf(_ -> random.nextDouble() < UNKNOWN);
      }
      requests.add(SampleRequest.of(date, values, complete));
    }
    return List.copyOf(requests);
  }

  /** Every version is as likely as any other, however long it applied. */
  private static LocalDate date(RandomGenerator random) {
    int version = random.nextInt(VERSIONS.size() - 1);
    return LocalDate.ofEpochDay(
        random.nextLong(
            VERSIONS.get(version).toEpochDay(), VERSIONS.get(version + 1).toEpochDay()));
  }

  private static Map<String, String> values(RandomGenerator random) {
    var values = new HashMap<String, String>();
    values.put("line-of-business", LINES_OF_BUSINESS.get(random.nextInt(LINES_OF_BUSINESS.size())));
    values.put("contract-has-own-rule", yes(random, 0.06));
    values.put("cms-determination", yes(random, 0.4));
    values.put("brain-tumor-treated", yes(random, 0.5));
    values.put("tumor-or-therapy-change-in-question", yes(random, 0.5));
    values.put("brain-lesion", yes(random, 0.6));
    values.put("tumor-or-other-in-question", yes(random, 0.5));
    values.put(
        "condition-in-question",
        random.nextDouble() < 0.4
            ? "none-of-these"
            : CONDITIONS.get(random.nextInt(CONDITIONS.size())));
    values.put("repeat-for-poor-quality", yes(random, 0.15));
    return values;
  }

  private static String yes(RandomGenerator random, double probability) {
    return random.nextDouble() < probability ? "yes" : "no";
  }
}
