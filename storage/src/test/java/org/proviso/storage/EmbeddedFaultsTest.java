package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.storage.DecisionLogContract.fault;
import static org.proviso.storage.Entries.entry;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.storage.embedded.EmbeddedLog;

/** What the embedded store does when the machine does not play along. */
class EmbeddedFaultsTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve(EmbeddedLog.FILE);
  }

  @Test
  void folderAndFilesAreTheirOwnersOnly() throws Exception {
    Path own = folder.resolve("new/data");
    try (DecisionLog log = EmbeddedLog.open(own)) {
      log.append(List.of(entry(1)));
      assertThat(permissions(own)).isEqualTo("rwx------");
      try (var files = Files.list(own)) {
        List<Path> all = files.toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(2);
        for (Path each : all) {
          assertThat(permissions(each)).isEqualTo("rw-------");
        }
      }
      assertThat(log.health().warnings()).isEmpty();
      Files.setPosixFilePermissions(
          own.resolve(EmbeddedLog.FILE), PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(log.health().warnings()).singleElement().asString().contains("chmod 600");
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void nothingIsAppendedToAFileThatWasMovedOrRemoved() throws Exception {
    Path away = folder.resolve("away");
    try (DecisionLog log = EmbeddedLog.open(folder)) {
      log.append(List.of(entry(1)));
      Files.move(file(), away);
      assertThat(fault(() -> log.append(List.of(entry(2)))).message()).contains("was moved");
      assertThat(file()).doesNotExist();
      Files.copy(away, file());
      assertThat(fault(() -> log.append(List.of(entry(2)))).message()).contains("replaced");
      Files.delete(file());
      Files.move(away, file());
      log.append(List.of(entry(2)));
      assertThat(log.size()).isEqualTo(2);
      Files.delete(file());
      assertThat(fault(() -> log.append(List.of(entry(3)))))
          .isInstanceOfSatisfying(
              StorageFault.Unusable.class,
              fault -> assertThat(fault.stored()).isEqualTo(StorageFault.Stored.NO));
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAsItIs() throws Exception {
    Files.writeString(file(), "Dear diary, ".repeat(1000));
    StorageFault fault = fault(() -> EmbeddedLog.open(folder));
    assertThat(fault).isInstanceOf(StorageFault.Unusable.class);
    assertThat(fault.store()).isEqualTo(file().toString());
    assertThat(Files.readString(file())).startsWith("Dear diary");
  }

  @Test
  void anotherProgramsDatabaseIsLeftAsItIs() throws Exception {
    sql("create table diary (day text)");
    assertThat(fault(() -> EmbeddedLog.open(folder)).message()).contains("no log of Proviso");
  }

  @Test
  void aLogOfANewerVersionIsNotOpened() throws Exception {
    EmbeddedLog.open(folder).close();
    sql("pragma user_version = 3");
    assertThat(fault(() -> EmbeddedLog.open(folder)).message())
        .isEqualTo("The log has format 3, and this version of Proviso knows format 2.");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path notAFolder = Files.createFile(folder.resolve("occupied"));
    StorageFault fault = fault(() -> EmbeddedLog.open(notAFolder.resolve("data")));
    assertThat(fault).isInstanceOf(StorageFault.NotPermitted.class);
    assertThat(fault.store()).contains("occupied");
  }

  @Test
  void aFileThatIsLockedFailsTheAppendAndTheNextSucceeds() throws Exception {
    try (DecisionLog log = EmbeddedLog.open(folder)) {
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = other.createStatement()) {
        statement.execute("begin immediate");
        StorageFault fault = fault(() -> log.append(List.of(entry(1))));
        assertThat(fault).isInstanceOf(StorageFault.TooSlow.class);
        assertThat(fault.stored()).isEqualTo(StorageFault.Stored.NO);
        statement.execute("rollback");
      }
      log.append(List.of(entry(1)));
      assertThat(log.size()).isEqualTo(1);
    }
  }

  @Test
  void aTornWriteAheadLogLosesNothingThatIsWhole() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (DecisionLog log = EmbeddedLog.open(folder)) {
      for (int number = 1; number <= 20; number++) {
        log.append(List.of(entry(number)));
      }
      // As after a power cut: the files as they are, and the last page half written.
      for (String ending : List.of("", "-wal")) {
        Files.copy(
            folder.resolve(EmbeddedLog.FILE + ending), copy.resolve(EmbeddedLog.FILE + ending));
      }
    }
    Path torn = copy.resolve(EmbeddedLog.FILE + "-wal");
    byte[] bytes = Files.readAllBytes(torn);
    Files.write(torn, java.util.Arrays.copyOf(bytes, bytes.length - 5000));
    try (DecisionLog log = EmbeddedLog.open(copy)) {
      assertThat(log.size()).isBetween(15L, 19L);
      assertThat(log.verify(List.of(), VerificationProgress.none()).findings()).isEmpty();
      log.append(List.of(entry(20)));
    }
  }

  /**
   * A limit on the size of files makes writes fail as on a full disk, in the middle of a
   * transaction. Only another process can have one.
   */
  @Test
  void aDiskThatTakesNoMoreFailsTheAppendsAndKeepsWhatWasAcknowledged() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash here");
    var command =
        List.of(
            "/bin/bash",
            "-c",
            "ulimit -f 6000 && exec \"$@\"",
            "bash",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName(),
            "embedded",
            folder.toString());
    EmbeddedLog.open(folder).close();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var kept = new ArrayList<String>();
    var failed = new ArrayList<String>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (@Nullable String line = lines.readLine();
          line != null && failed.size() < 100;
          line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("kept")) {
          kept.add(words[1]);
        } else if (words[0].equals("failed")) {
          failed.add(words[2]);
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(failed)
        .hasSize(100)
        .allMatch(fault -> List.of("Full", "Unavailable").contains(fault));
    try (DecisionLog log = EmbeddedLog.open(folder)) {
      for (String id : kept) {
        assertThat(log.byAssertion(id)).isPresent();
      }
      assertThat(log.verify(List.of(), VerificationProgress.none()).findings()).isEmpty();
      log.append(List.of(entry(1)));
    }
  }

  private void sql(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
