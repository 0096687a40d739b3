package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proviso.server.settings.Setting;

/** What the commands say before anything is opened. */
class MainTest {
  private static String run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int exitCode = Main.run(new Console(stream, stream, Map.of()), arguments);
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
