package org.proviso.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.proviso.storage.postgres.PostgresLog;
import org.proviso.storage.postgres.PostgresSettings;

/** A database of its own in a real PostgreSQL that runs as long as the tests. */
final class PostgresStore implements TestStore {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final String database;

  /** A database with an empty log, copied from one that Proviso made. */
  PostgresStore() throws SQLException, StorageException {
    this("template " + Template.database());
  }

  private PostgresStore(String how) throws SQLException {
    database = "log" + DATABASES.incrementAndGet();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database + " " + how);
    }
  }

  /** A database with nothing in it. */
  static PostgresStore empty() throws SQLException {
    return new PostgresStore("");
  }

  /** Made once, because making tables takes a while. */
  private static final class Template {
    private static @Nullable String made;

    static synchronized String database() throws SQLException, StorageException {
      if (made == null) {
        PostgresStore first = empty();
        first.open().close();
        made = first.database;
      }
      return made;
    }
  }

  /** The server; the test is skipped where it cannot run. */
  private static final class Server {
    private static final Optional<EmbeddedPostgres> RUNNING;
    private static final String WHY_NOT;

    static {
      Optional<EmbeddedPostgres> running = Optional.empty();
      String whyNot = "";
      try {
        running = Optional.of(EmbeddedPostgres.start());
      } catch (IOException | IllegalStateException failure) {
        whyNot = String.valueOf(failure.getMessage());
      }
      RUNNING = running;
      WHY_NOT = whyNot;
    }

    static EmbeddedPostgres get() {
      Assumptions.assumeTrue(RUNNING.isPresent(), "PostgreSQL cannot run here: " + WHY_NOT);
      return RUNNING.orElseThrow();
    }
  }

  static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        Server.get().getJdbcUrl("postgres", database), "postgres", "postgres");
  }

  PostgresSettings settings() {
    return settings("postgres");
  }

  PostgresSettings settings(String user) {
    return new PostgresSettings(
        "jdbc:postgresql://localhost:%d/%s".formatted(Server.get().getPort(), database),
        user,
        "pw");
  }

  @Override
  public DecisionLog open() throws StorageException {
    return PostgresLog.open(settings());
  }

  @Override
  public Connection raw() throws SQLException {
    Connection connection = connect(database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path = proviso");
    }
    return connection;
  }

  @Override
  public List<String> withoutGuards() {
    return List.of(
        "drop trigger if exists log_entry_append_only on log_entry",
        "drop trigger if exists log_entry_no_truncate on log_entry",
        "drop trigger if exists log_head_forward_only on log_head",
        "drop trigger if exists log_head_no_delete on log_head",
        "drop trigger if exists log_identity_append_only on log_identity");
  }

  @Override
  public void toFormat1() throws SQLException {
    try (Connection connection = raw();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table log_entry drop column caller");
      statement.execute("alter table log_identity disable trigger log_identity_append_only");
      statement.execute("update log_identity set format = 1");
      statement.execute("alter table log_identity enable always trigger log_identity_append_only");
      statement.execute("delete from flyway_schema_history where version = '2'");
    }
  }

  @Override
  public String bytes(String hex) {
    return "decode('" + hex + "', 'hex')";
  }

  @Override
  public void close() {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("drop database " + database + " with (force)");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
