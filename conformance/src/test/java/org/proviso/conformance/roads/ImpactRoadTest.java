package org.proviso.conformance.roads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.analysis.Guidelines;
import org.proviso.batch.History;
import org.proviso.batch.Impact;
import org.proviso.batch.ImpactReport;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Refused;
import org.proviso.determination.SeededFacts;
import org.proviso.determination.StatedFacts;
import org.proviso.determination.WhichVersion;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/** Impact counts the changes that the door's own answers under both versions come to. */
class ImpactRoadTest {
  private static final int SAMPLES = 2_000;
  private static final Path GUIDELINES =
      Path.of(System.getProperty("proviso.root", ".."), "guidelines");

  @Test
  void aHistoryChangesAsTheDoorSaysUnderBothVersions(@TempDir Path folder) throws IOException {
    var made = new Samples(GUIDELINES, 7);
    List<Sample> samples =
        made.take(SeededFacts.samples(SAMPLES)).stream()
            .filter(sample -> sample.kind().equals("plain"))
            .toList();
    int compared = 0;
    for (String id : made.library().identifiers()) {
      List<Guideline> versions = made.library().versions(id);
      if (versions.size() < 2) {
        continue;
      }
      List<Sample> rows =
          samples.stream()
              .filter(sample -> sample.target().id().equals(id))
              .filter(ImpactRoadTest::hasColumns)
              .toList();
      Path file = folder.resolve(id + ".csv");
      if (!rows.isEmpty()) {
        Roads.write(file, rows);
        compared +=
            compare(made, versions.get(versions.size() - 2), versions.getLast(), rows, file);
        Files.delete(file);
      }
    }
    System.out.printf("impact: %,d rows compared under two versions%n", compared);
    assertThat(compared).isPositive();
  }

  /** Whether the column of the line of business says of the fact what the sample says. */
  private static boolean hasColumns(Sample sample) {
    return sample.lineOfBusiness().isEmpty()
        || sample.target().fact(Determiner.LINE_OF_BUSINESS).isEmpty()
        || sample
            .lineOfBusiness()
            .equals(Optional.ofNullable(sample.facts().get(Determiner.LINE_OF_BUSINESS)));
  }

  private record Change(String decision, String from, String to) {}

  private static int compare(
      Samples made, Guideline earlier, Guideline later, List<Sample> rows, Path file)
      throws IOException {
    ImpactReport report =
        Impact.of(earlier, later, History.open(file), made.determiner(), Sample.TODAY, 1, _ -> {});
    LocalDate first = earlier.effective();
    Map<Change, Long> changes = new HashMap<>();
    Map<String, Long> undecided = new TreeMap<>();
    long outside = 0;
    long malformed = 0;
    for (Sample row : rows) {
      if (row.date().isBefore(first)) {
        outside++;
        continue;
      }
      Map<String, String> before = outcomes(made, earlier, first, row);
      Map<String, String> after = outcomes(made, later, first, row);
      if (before.isEmpty() || after.isEmpty()) {
        malformed++;
        continue;
      }
      before.forEach(
          (decision, from) -> {
            String to = after.get(decision);
            if (to != null) {
              undecided.merge(decision, from.equals("undecided") ? 1L : 0L, Long::sum);
              if (!from.equals(to)) {
                changes.merge(new Change(decision, from, to), 1L, Long::sum);
              }
            }
          });
    }
    Map<Change, Long> reported = new HashMap<>();
    for (ImpactReport.OfDecision decision : report.decisions()) {
      for (ImpactReport.Change change : decision.changes()) {
        reported.merge(
            new Change(decision.decision(), text(change.from()), text(change.to())),
            change.count(),
            Long::sum);
      }
      assertThat(decision.undecidedEarlier())
          .as("%s %s", earlier.file(), decision.decision())
          .isEqualTo(undecided.getOrDefault(decision.decision(), 0L));
    }
    assertThat(reported).as(earlier.file()).isEqualTo(changes);
    assertThat(report.outside()).as(earlier.file()).isEqualTo(outside);
    assertThat(report.malformed()).as(earlier.file()).isEqualTo(malformed);
    return rows.size();
  }

  private static String text(Optional<Outcome> outcome) {
    return outcome.map(Outcome::toString).orElse("undecided");
  }

  /** By decision, what the door says under a version as if it had always been in force. */
  private static Map<String, String> outcomes(
      Samples made, Guideline version, LocalDate first, Sample row) {
    var facts = new HashMap<FactName, String>();
    row.facts()
        .forEach(
            (fact, text) -> {
              if (version.fact(fact).isPresent()) {
                facts.put(fact, text);
              }
            });
    Guideline always =
        Guidelines.with(
            version,
            first,
            Optional.empty(),
            version.facts(),
            version.valueSets(),
            version.decisions());
    return switch (made.determiner()
        .determine(
            row.requested().by(new WhichVersion.Named(always)),
            StatedFacts.answered("0", facts, "sample"),
            Sample.TODAY)) {
      case Refused _ -> Map.of();
      case Determination determination -> {
        var outcomes = new TreeMap<String, String>();
        determination
            .answer()
            .decisions()
            .forEach(decision -> outcomes.put(decision.decision(), text(decision.outcome())));
        yield outcomes;
      }
    };
  }
}
