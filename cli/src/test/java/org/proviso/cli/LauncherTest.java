package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The launcher, where nothing has to be built: what it calls is a program in the place of Java that
 * prints its locale and its arguments.
 */
class LauncherTest {
  @TempDir Path root;

  @BeforeEach
  void layOut() throws IOException {
    assumeThat(Path.of("/usr/bin/env")).exists();
    Path launcher = Files.copy(TestFiles.ROOT.resolve("proviso"), root.resolve("proviso"));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(root.resolve(".proviso/app"));
    Files.createFile(root.resolve(".proviso/app/built"));
    Path java = Files.createDirectories(root.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"LC_ALL=$LC_ALL\"\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  private List<String> run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(root.resolve("proviso").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("PROVISO_JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  @Test
  void itNeedsNoHome() throws Exception {
    assertThat(run(Map.of(), "decide", "one two.json"))
        .endsWith("org.proviso.cli.Main", "decide", "one two.json");
  }

  @ParameterizedTest
  @CsvSource({
    "LANG,   C,           C.UTF-8",
    "LC_ALL, POSIX,       C.UTF-8",
    "LANG,   en_US.UTF-8, ''",
    "LC_ALL, de_DE,       de_DE",
  })
  void aLocaleThatCannotNameEveryFileIsReplaced(String variable, String value, String locale)
      throws Exception {
    assertThat(run(Map.of(variable, value), "decide").getFirst()).isEqualTo("LC_ALL=" + locale);
  }
}
