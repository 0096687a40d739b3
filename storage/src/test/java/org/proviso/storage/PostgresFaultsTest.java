package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.proviso.storage.DecisionLogContract.fault;
import static org.proviso.storage.Entries.entry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.storage.postgres.PostgresLog;
import org.proviso.storage.postgres.PostgresSettings;

/** What happens when PostgreSQL does not play along, and who may do what in it. */
class PostgresFaultsTest {
  @Test
  void aDatabaseThatIsNotThereIsSaidToBeUnreachable() {
    var settings = new PostgresSettings("jdbc:postgresql://localhost:1/x?password=pw1", "u", "pw2");
    StorageFault fault = fault(() -> PostgresLog.open(settings));
    assertThat(fault).isInstanceOf(StorageFault.Unavailable.class);
    assertThat(fault.toString() + settings).doesNotContain("pw1", "pw2");
    assertThat(fault.store()).isEqualTo("postgresql://localhost:1/x");
  }

  @Test
  void settingsComeFromTheEnvironment() {
    assertThat(PostgresSettings.of(Map.of())).isEmpty();
    var environment =
        Map.of(
            "PROVISO_DATABASE_URL", "jdbc:postgresql://host/db",
            "PROVISO_DATABASE_USER", "someone",
            "PROVISO_DATABASE_PASSWORD", "secret");
    assertThat(PostgresSettings.of(environment))
        .contains(new PostgresSettings("jdbc:postgresql://host/db", "someone", "secret"));
    assertThatThrownBy(() -> new PostgresSettings("jdbc:other:x", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tablesAreMadeInAnEmptyDatabaseByServersThatStartTogether() throws Exception {
    try (PostgresStore store = PostgresStore.empty();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<DecisionLog>> starts = List.of(store::open, store::open, store::open);
      var logs = new ArrayList<DecisionLog>();
      for (Future<DecisionLog> log : executor.invokeAll(starts)) {
        logs.add(log.get());
      }
      for (int number = 0; number < logs.size(); number++) {
        logs.get(number).append(List.of(entry(number)));
      }
      assertThat(logs.getFirst().verify(List.of(), VerificationProgress.none()))
          .isEqualTo(new Verification(3, logs.getLast().head(), List.of()));
      logs.forEach(DecisionLog::close);
    }
  }

  @Test
  void aUserWithTheRightsOfTheManualAppendsAndCannotDoMore() throws Exception {
    try (PostgresStore store = new PostgresStore()) {
      try (Connection owner = store.raw();
          Statement statement = owner.createStatement()) {
        statement.execute("drop role if exists proviso_server");
        statement.execute("create role proviso_server login password 'pw'");
        for (String grant : Documented.grants()) {
          statement.execute(grant);
        }
      }
      try (DecisionLog log = PostgresLog.open(store.settings("proviso_server"))) {
        log.append(List.of(entry(1), entry(2)));
        assertThat(log.verify(List.of(), VerificationProgress.none()).whole()).isTrue();
        assertThat(log.health().warnings())
            .noneMatch(warning -> warning.contains("owns the tables"));
      }
      try (Connection server =
              DriverManager.getConnection(
                  store.settings().url() + "?currentSchema=proviso", "proviso_server", "pw");
          Statement statement = server.createStatement()) {
        for (String sql :
            List.of(
                "update log_entry set kind = 'x'",
                "delete from log_entry",
                "truncate log_entry",
                "alter table log_entry disable trigger all",
                "drop trigger log_entry_append_only on log_entry",
                "drop table log_entry",
                "delete from log_head")) {
          assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
      }
      try (Connection owner = store.raw();
          Statement statement = owner.createStatement()) {
        statement.execute("drop owned by proviso_server");
        statement.execute("drop role proviso_server");
      }
    }
  }

  @Test
  void aConnectionThatIsCutIsReplacedAndNothingIsDoubled() throws Exception {
    try (PostgresStore store = new PostgresStore();
        DecisionLog log = store.open();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<Boolean>>();
      for (int thread = 0; thread < 8; thread++) {
        int number = thread;
        work.add(
            () -> {
              for (int request = 0; request < 30; request++) {
                appendUntilStored(log, entry(number * 100 + request));
              }
              return true;
            });
      }
      work.add(
          () -> {
            for (int cut = 0; cut < 5; cut++) {
              Thread.sleep(50);
              try (Connection connection = PostgresStore.connect("postgres");
                  Statement statement = connection.createStatement()) {
                statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'proviso'");
              }
            }
            return true;
          });
      for (Future<Boolean> done : executor.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
      assertThat(log.verify(List.of(), VerificationProgress.none()))
          .isEqualTo(new Verification(240, log.head(), List.of()));
    }
  }

  /** As a client does: the same request again, until it is answered. */
  private static void appendUntilStored(DecisionLog log, NewEntry entry)
      throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        log.append(List.of(entry));
        return;
      } catch (StorageException failure) {
        Thread.sleep(20);
      }
    }
    throw new AssertionError("it was never stored");
  }

  @Test
  void aServerThatStopsInTheMiddleFailsAppendsClearlyAndKeepsWhatItAcknowledged(@TempDir Path data)
      throws Exception {
    Map<Integer, LoggedEntry> acknowledged = new ConcurrentHashMap<>();
    Map<Integer, StorageFault> failed = new ConcurrentHashMap<>();
    EmbeddedPostgres postgres = start(data, 0);
    int port = postgres.getPort();
    try (DecisionLog log =
            PostgresLog.open(
                new PostgresSettings(KillTrial.url(postgres), "postgres", "postgres"));
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Future<?>>();
      for (int thread = 0; thread < 16; thread++) {
        int number = thread;
        work.add(
            executor.submit(
                () -> {
                  int id = number;
                  while (!failed.containsKey(number)) {
                    id += 100;
                    try {
                      acknowledged.put(id, log.append(List.of(entry(id))).getFirst().entry());
                    } catch (StorageException failure) {
                      failed.put(number, failure.fault());
                    }
                  }
                }));
      }
      while (acknowledged.size() < 200) {
        Thread.sleep(10);
      }
      postgres.close();
      for (Future<?> each : work) {
        each.get();
      }
      assertThat(failed.values())
          .hasSize(16)
          .hasOnlyElementsOfTypes(StorageFault.Unavailable.class, StorageFault.TooSlow.class);
      assertThat(log.health().ready()).isFalse();
    }
    try (EmbeddedPostgres again = start(data, port);
        DecisionLog log =
            PostgresLog.open(new PostgresSettings(KillTrial.url(again), "postgres", "postgres"))) {
      for (var each : acknowledged.entrySet()) {
        assertThat(log.byAssertion("assertion-" + each.getKey())).contains(each.getValue());
      }
      assertThat(log.verify(List.of(), VerificationProgress.none()).findings()).isEmpty();
    }
  }

  private static EmbeddedPostgres start(Path data, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data.resolve("data"))
          .setCleanDataDirectory(false)
          .setPort(port)
          .start();
    } catch (IOException | IllegalStateException failure) {
      return Assumptions.abort("PostgreSQL cannot run here: " + failure.getMessage());
    }
  }
}
