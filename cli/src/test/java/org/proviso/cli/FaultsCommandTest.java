package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/** Deliberate faults are found, with patients, and originals are clean. */
class FaultsCommandTest {
  private static final String LDCT =
      TestFiles.ROOT.resolve("guidelines/ncd-210.14/2022-02-10.md").toString();
  private static final String BARIATRIC =
      TestFiles.ROOT.resolve("guidelines/ncd-100.1/2013-09-24.md").toString();

  @Test
  void oneCommandPrintsTheTableOfSeveralDocuments() {
    Run run = Run.of("faults", LDCT, BARIATRIC);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("| fault | document | place |")
        .contains("| comparison flipped | ncd-210.14@2022-02-10 |")
        .contains("| ncd-100.1@2013-09-24 |")
        .containsPattern("in 2 document\\(s\\); \\d+ change a decision; \\d+ of those found and")
        .endsWith("confirmed, 0 not; 0 finding(s) in the originals\n");
  }

  @Test
  void programsGetEachFaultWithItsWitness() throws Exception {
    Json.Obj table = (Json.Obj) JsonReader.read(Run.of("faults", "--json", LDCT).out());
    assertThat(table.get("findingsInOriginals")).contains(new Json.Whole(0));
    assertThat(((Json.Array) table.get("faults").orElseThrow()).items())
        .hasSizeGreaterThan(10)
        .filteredOn(
            fault ->
                ((Json.Obj) fault).get("changesDecision").orElseThrow().equals(new Json.Bool(true)))
        .allSatisfy(
            fault ->
                assertThat(((Json.Obj) fault).get("witness").orElseThrow())
                    .isInstanceOf(Json.Obj.class));
  }
}
