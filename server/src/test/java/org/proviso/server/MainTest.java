package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.command.Console;
import org.proviso.server.settings.Setting;

/** What the commands say before anything is opened. */
class MainTest {
  private static String run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private static String run(Map<String, String> environment, String... arguments) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int exitCode =
        Main.run(
            new Console(stream, stream, InputStream.nullInputStream(), environment), arguments);
    return out.toString(StandardCharsets.UTF_8) + "exit " + exitCode;
  }

  @Test
  void withoutSecurityNothingStarts() {
    assertThat(run("serve"))
        .contains("exit 2", "no-tls", "no-client", "tls.certificate", "--demo")
        .doesNotContain("Exception");
  }

  @Test
  void usageErrorsSayWhereToLook() {
    assertThat(run("serve", "--dmeo")).contains("exit 2", "(usage)", "--help");
    assertThat(run("audit")).contains("exit 2");
    assertThat(run("publish")).contains("exit 2", "FILES");
    assertThat(run("serve", "--config", "/no/such/file")).contains("exit 2", "settings-unreadable");
  }

  @Test
  void anAuditOfAFolderWithoutALogFindsNoneAndMakesNone(@TempDir Path folder) {
    Path elsewhere = folder.resolve("elsewhere");
    for (String command : List.of("verify", "head")) {
      assertThat(
              run(
                  Map.of(
                      "PROVISO_STORAGE_FOLDER", elsewhere.toString(),
                      "PROVISO_LIBRARY", Samples.ROOT.resolve("guidelines").toString()),
                  "audit",
                  command,
                  "--demo"))
          .contains("exit 69", "no-log", "elsewhere")
          .doesNotContain("whole");
    }
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void anAuditOfAnEmptyFileIsAFindingAndWritesNothing(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("decisions.sqlite"));
    for (String command : List.of("verify", "head")) {
      assertThat(
              run(
                  Map.of(
                      "PROVISO_STORAGE_FOLDER", folder.toString(),
                      "PROVISO_LIBRARY", Samples.ROOT.resolve("guidelines").toString()),
                  "audit",
                  command,
                  "--demo"))
          .contains("exit 1", "log-empty", "decisions.sqlite")
          .doesNotContain("whole");
    }
    assertThat(file).isEmptyFile();
    assertThat(folder.toFile().list()).containsExactly("decisions.sqlite");
  }

  @Test
  void aSettingThatIsGivenTwiceIsAnError(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("proviso.conf");
    Files.writeString(file, "payer.approval=by-a-person\npayer.approval=automatic\n");
    assertThat(run("serve", "--config", file.toString()))
        .contains("exit 2", "setting-twice", "payer.approval");
  }

  @Test
  void everySettingIsPrintedAndIsInTheDocumentation() throws IOException {
    String printed = run("serve", "--settings");
    String documented = Files.readString(Samples.ROOT.resolve("docs").resolve("serve.md"));
    for (Setting setting : Setting.values()) {
      assertThat(printed).contains(setting.key() + " = ", setting.variable());
      assertThat(documented).contains("`" + setting.key() + "`");
    }
  }

  @Test
  void everyDemandOfTheGuideIsPrinted() {
    assertThat(run("conformance")).contains("exit 0", "CRD 2.2.1", "sec-1");
  }

  @Test
  void noLineOfTheDocumentationIsTooLong() throws IOException {
    for (String name : new String[] {"serve.md", "security.md"}) {
      Path page = Samples.ROOT.resolve("docs").resolve(name);
      assertThat(Files.readAllLines(page))
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(161));
    }
  }
}
