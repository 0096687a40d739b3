package org.proviso.conformance.roads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.conformance.roads.Road.Arrival;
import org.proviso.determination.RefusalId;
import org.proviso.determination.SeededFacts;
import org.proviso.language.model.Guideline;

/**
 * One request by every road: the same outcome, clauses, missing facts, version or refusal. A sample
 * that a road cannot carry is counted with the reason.
 */
class RoadsTest {
  private static final int SAMPLES = 2_000;
  private static final long SEED = 20_261_130;

  /** What no request can bring about: a test of the door's own room shows them. */
  private static final Set<String> NOT_OF_REQUESTS =
      Set.of(RefusalId.GUIDELINE_REJECTED.id(), RefusalId.INVALID_FACT.id());

  private static final Path GUIDELINES =
      Path.of(System.getProperty("proviso.root", ".."), "guidelines");

  @Test
  void everyRoadSaysWhatTheDoorSays(@TempDir Path folder) throws IOException {
    var made = new Samples(GUIDELINES, SEED);
    List<Sample> samples = made.take(Math.max(SAMPLES, SeededFacts.samples(SAMPLES)));
    var roads = new Roads(made.library(), folder);
    var different = new ArrayList<String>();
    var table = new ArrayList<String>();
    for (Road road : roads.all()) {
      int carried = 0;
      Map<String, Integer> reasons = new TreeMap<>();
      List<Arrival> arrivals = road.take(samples);
      assertThat(arrivals).as(road.name()).hasSameSizeAs(samples);
      for (int index = 0; index < samples.size(); index++) {
        Sample sample = samples.get(index);
        switch (arrivals.get(index)) {
          case Arrival.NotCarried(String reason) -> reasons.merge(reason, 1, Integer::sum);
          case Arrival.Answered(Said said) -> {
            carried++;
            if (!said.equals(roads.door(sample))) {
              different.add(
                  "%s: %s%n  door %s%n  road %s"
                      .formatted(road.name(), sample, roads.door(sample), said));
            }
          }
        }
      }
      table.add("| %s | %,d | %,d | |".formatted(road.name(), carried, samples.size() - carried));
      reasons.forEach((reason, count) -> table.add("| | | %,d | %s |".formatted(count, reason)));
      assertThat(carried).as(road.name()).isGreaterThanOrEqualTo(samples.size() / 2);
    }
    print(samples, roads, table);
    assertThat(different.stream().limit(20)).as("%d differ", different.size()).isEmpty();
    assertThat(refusals(samples, roads))
        .containsAll(
            List.of(RefusalId.values()).stream()
                .map(RefusalId::id)
                .filter(id -> !NOT_OF_REQUESTS.contains(id))
                .toList());
    var decided = new HashSet<Guideline>();
    samples.forEach(sample -> decided.add(sample.target()));
    assertThat(decided).containsAll(made.library().guidelines());
  }

  private static Set<String> refusals(List<Sample> samples, Roads roads) {
    var refusals = new TreeSet<String>();
    samples.forEach(sample -> refusals.add(roads.door(sample).refusal()));
    return refusals;
  }

  private static void print(List<Sample> samples, Roads roads, List<String> table) {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Sample sample : samples) {
      Said said = roads.door(sample);
      outcomes.merge(said.isRefused() ? said.refusal() : "determined", 1, Integer::sum);
    }
    System.out.printf("%,d requests, seed %d%n", samples.size(), SEED);
    outcomes.forEach((outcome, count) -> System.out.printf("  %,5d %s%n", count, outcome));
    System.out.println("| road | carried | not carried | because |\n|---|---|---|---|");
    table.forEach(System.out::println);
  }
}
