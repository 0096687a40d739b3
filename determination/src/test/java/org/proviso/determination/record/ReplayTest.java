package org.proviso.determination.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.RequestedService;
import org.proviso.determination.SeededFacts;
import org.proviso.determination.ServiceRequested;
import org.proviso.determination.StatedFacts;
import org.proviso.determination.WhichVersion;
import org.proviso.ground.json.JsonWriter;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactName;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/** A record replays to what it says, and one that was changed does not. */
class ReplayTest {
  private static final Map<String, byte[]> FILES = files("knee/2020-01-01.md", "ncd/2019-01-01.md");

  private static final Map<FactName, String> NOT_INJURED =
      Map.of(new FactName("injured"), "no", Determiner.LINE_OF_BUSINESS, "commercial");

  private static final Library LIBRARY = Libraries.of(FILES);

  private static Map<String, byte[]> files(String... paths) {
    var files = new TreeMap<String, byte[]>();
    for (String path : paths) {
      files.put(path, kept(path));
    }
    return files;
  }

  private static byte[] kept(String path) {
    try (InputStream content = ReplayTest.class.getResourceAsStream("kept/" + path)) {
      if (content == null) {
        throw new IllegalArgumentException(path);
      }
      return content.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String record(String name) {
    return new String(kept(name), StandardCharsets.UTF_8);
  }

  private static Replay.Result replay(Library library, String record) {
    return new Replay(library, Terminology.standard()).replay(record);
  }

  private static Determination determination(Map<FactName, String> facts) {
    var requested =
        new ServiceRequested(
            "ServiceRequest/r",
            List.of(RequestedService.of(new Code(CodeSystem.CPT, "73721"))),
            LocalDate.of(2024, 6, 12),
            Optional.ofNullable(facts.get(Determiner.LINE_OF_BUSINESS)),
            Optional.empty(),
            Optional.empty(),
            new WhichVersion.InForce());
    return (Determination)
        new Determiner(LibrarySource.of(LIBRARY), Optional.empty(), Terminology.standard())
            .determine(
                requested, StatedFacts.answered("0a", facts, "test"), LocalDate.of(2024, 6, 5));
  }

  private static String written(Determination determination) {
    return JsonWriter.canonical(RecordWriter.write(determination));
  }

  @Test
  void aRecordOfThePresentFormatReplaysToTheSameBytes() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    var knee = LIBRARY.versions("knee").getFirst();
    for (int sample = 0; sample < SeededFacts.samples(50); sample++) {
      String record =
          written(determination(SeededFacts.of(knee, LocalDate.of(2024, 6, 12), random)));
      assertThat(record).contains("\"format\":\"proviso-record-2\"");
      assertThat(replay(LIBRARY, record)).isEqualTo(new Replay.Result.Same("knee", "2020-01-01"));
    }
  }

  @Test
  void aRecordThatReferredToAnotherDocumentReplaysWithIt() {
    String record =
        written(
            determination(
                Map.of(
                    Determiner.LINE_OF_BUSINESS,
                    "medicare-advantage",
                    new FactName("injured"),
                    "yes")));
    assertThat(record).contains("\"refersTo\":{", "\"guideline\":\"ncd\"");
    assertThat(replay(LIBRARY, record)).isEqualTo(new Replay.Result.Same("knee", "2020-01-01"));
    Library without = Libraries.of(files("knee/2020-01-01.md"));
    assertThat(replay(without, record)).isInstanceOf(Replay.Result.Differs.class);
  }

  /** Written by the first release, and kept as it was. */
  @ParameterizedTest
  @ValueSource(strings = {"decided-1.json", "undecided-1.json", "referred-1.json"})
  void aRecordOfTheFirstFormatReplaysToTheSame(String name) {
    assertThat(record(name)).contains("\"format\":\"proviso-record-1\"");
    switch (replay(LIBRARY, record(name))) {
      case Replay.Result.Same same -> assertThat(same.guideline()).isEqualTo("knee");
      case Replay.Result.Differs(var differences) ->
          // The version that replays is another than the one that wrote.
          assertThat(differences).extracting(Replay.Difference::pointer).containsExactly("/engine");
      case Replay.Result.Impossible(var problem) -> throw new AssertionError(problem);
    }
  }

  @Test
  void aRecordWhoseOutcomeWasChangedDiffersThere() {
    String record = written(determination(NOT_INJURED));
    assertThat(record).contains("\"outcome\":\"does-not-meet\"");
    String changed =
        record.replace(
            "\"outcome\":\"does-not-meet\",\"reachable\"", "\"outcome\":\"meets\",\"reachable\"");
    assertThat(changed).isNotEqualTo(record);
    assertThat(replay(LIBRARY, changed))
        .isEqualTo(
            new Replay.Result.Differs(
                List.of(
                    new Replay.Difference(
                        "/decisions/0/outcome",
                        Optional.of("\"meets\""),
                        Optional.of("\"does-not-meet\"")))));
  }

  @Test
  void aRecordWhoseFactsWereChangedDiffers() {
    String record =
        written(determination(Map.of(new FactName("injured"), "yes", new FactName("age"), "41")));
    String changed = record.replace("\"41\"", "\"7\"");
    assertThat(replay(LIBRARY, changed)).isInstanceOf(Replay.Result.Differs.class);
  }

  @Test
  void everyRecordCutShortIsRefusedAndNeverThrows() {
    String record = written(determination(NOT_INJURED));
    for (int length = 0; length < record.length(); length += 7) {
      assertThat(impossible(record.substring(0, length))).isEqualTo("not-json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format",
        "guideline",
        "version",
        "dateOfService",
        "decidedOn",
        "facts",
        "notes",
        "inputDigest",
        "decisions"
      })
  void aRecordWithoutWhatReplayNeedsIsDamaged(String member) {
    String record = written(determination(NOT_INJURED));
    assertThat(impossible(record.replace("\"" + member + "\":", "\"x" + member + "\":")))
        .isEqualTo("record-damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2024-06-12\"|\"2024-06-31\"", "\"2024-06-12\"|12", "[{|[7,{"})
  void aRecordWithAMemberOfAnotherKindIsDamaged(String change) {
    String record = written(determination(NOT_INJURED));
    String[] sides = change.split("\\|", -1);
    assertThat(impossible(record.replace(sides[0], sides[1]))).isEqualTo("record-damaged");
  }

  @Test
  void aFactThatCannotBeIsDamagedOrDoesNotFit() {
    String record =
        written(determination(Map.of(new FactName("injured"), "yes", new FactName("age"), "41")));
    assertThat(impossible(record.replace("\"41\"", "\"forty-one\""))).isEqualTo("record-damaged");
    assertThat(impossible(record.replace("\"41\"", "\"121\""))).isEqualTo("facts-do-not-fit");
    assertThat(impossible(record.replace("\"state\":\"known\"", "\"state\":\"guessed\"")))
        .isEqualTo("record-damaged");
  }

  @Test
  void anUnknownFormatIsNamed() {
    String record = written(determination(Map.of()));
    assertThat(impossible(record.replace("proviso-record-2", "proviso-record-9")))
        .isEqualTo("record-format");
  }

  @Test
  void aVersionThatTheLibraryDoesNotHaveIsNamed() {
    String record = written(determination(Map.of()));
    assertThat(
            impossible(record.replace("\"version\":\"2020-01-01\"", "\"version\":\"2021-01-01\"")))
        .isEqualTo("version-missing");
    assertThat(
            replay(Libraries.of(Map.of()), record) instanceof Replay.Result.Impossible(var problem)
                && problem.id().equals("version-missing"))
        .isTrue();
  }

  @Test
  void anotherTextOfTheSameVersionIsTold() {
    String record = written(determination(NOT_INJURED));
    var changed = new TreeMap<>(FILES);
    changed.put(
        "knee/2020-01-01.md",
        record("knee/2020-01-01.md")
            .replace("Otherwise it does not.", "Otherwise it never does.")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(replay(Libraries.of(changed), record))
        .isInstanceOfSatisfying(
            Replay.Result.Differs.class,
            differs ->
                assertThat(differs.differences())
                    .extracting(Replay.Difference::pointer)
                    .contains("/contentHash"));
  }

  private static String impossible(String record) {
    return replay(LIBRARY, record) instanceof Replay.Result.Impossible(var problem)
        ? problem.id()
        : "possible";
  }
}
