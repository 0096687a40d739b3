package org.proviso.storage.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.proviso.storage.EntryHash;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;
import org.proviso.storage.StorageFault.Stored;
import org.proviso.storage.sql.Database;
import org.proviso.storage.sql.KnownEntry;
import org.proviso.storage.sql.SqlDecisionLog;

/** A PostgreSQL database. */
final class PostgresDatabase implements Database {
  private static final String SCHEMA = "proviso";
  private static final String MIGRATIONS = "classpath:org/proviso/storage/postgres/migrations";
  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 20;

  /** Short, so that callers hear soon that the database is down. */
  private static final long WAIT_FOR_CONNECTION_MILLISECONDS = 2_000;

  private static final int CONNECTIONS = 8;

  /**
   * A server that stops in the middle of a transaction must not keep the head from the others: the
   * database ends what is idle for this long.
   */
  private static final String SESSION =
      "set idle_in_transaction_session_timeout = '5s'; set lock_timeout = '8s';"
          + " set statement_timeout = '15s'";

  private final String name;
  private final HikariDataSource pool;

  private PostgresDatabase(String name, HikariDataSource pool) {
    this.name = name;
    this.pool = pool;
  }

  static PostgresDatabase open(PostgresSettings settings) throws StorageException {
    try {
      int format = format(settings);
      if (format < SqlDecisionLog.FORMAT) {
        migrate(settings);
      } else if (format > SqlDecisionLog.FORMAT) {
        throw new StorageException(
            new StorageFault.Unusable(
                settings.name(),
                "The log has format %d, and this version of Proviso knows format %d."
                    .formatted(format, SqlDecisionLog.FORMAT),
                "Use the version of Proviso that wrote it, or a newer one."));
      }
      return new PostgresDatabase(settings.name(), pool(settings));
    } catch (SQLException failure) {
      throw new StorageException(PostgresFaults.of(settings.name(), failure, Stored.NO));
    } catch (HikariPool.PoolInitializationException failure) {
      throw new StorageException(
          PostgresFaults.of(settings.name(), new SQLException(failure), Stored.NO));
    }
  }

  /** What the driver is told; none of it can be said in the URL instead. */
  private static Properties properties(PostgresSettings settings) {
    var properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("currentSchema", SCHEMA);
    properties.setProperty("ApplicationName", "proviso");
    properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    // Details of errors quote rows.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  private static Connection connect(PostgresSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), properties(settings));
  }

  /** The format of the log that is there; 0 when there is none. */
  private static int format(PostgresSettings settings) throws SQLException {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      try (ResultSet table =
          statement.executeQuery("select to_regclass('" + SCHEMA + ".log_identity')::text")) {
        if (!table.next() || table.getString(1) == null) {
          return 0;
        }
      }
      try (ResultSet row = statement.executeQuery("select max(format) from log_identity")) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /**
   * Makes the tables, or gives those of an earlier format what they lack. Servers that start at the
   * same time wait for each other.
   */
  private static void migrate(PostgresSettings settings) throws SQLException, StorageException {
    try {
      Flyway.configure(PostgresDatabase.class.getClassLoader())
          .dataSource(settings.url(), settings.user(), settings.password())
          .schemas(SCHEMA)
          .createSchemas(true)
          .locations(MIGRATIONS)
          .load()
          .migrate();
    } catch (FlywayException failure) {
      throw new StorageException(
          new StorageFault.NotPermitted(
              settings.name(),
              "The tables of the log cannot be made or brought to this version's format.",
              "Open the log once as a user who may create the schema proviso, or give it an empty"
                  + " database."));
    }
    try (Connection connection = connect(settings)) {
      connection.setAutoCommit(false);
      begin(connection);
      connection.commit();
    }
  }

  /** Gives a new log its identifier and its head. */
  private static void begin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table log_head in exclusive mode");
      String log;
      try (ResultSet row = statement.executeQuery("select log_id from log_identity")) {
        if (row.next()) {
          return;
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "insert into log_identity (one, log_id, format) values (1, gen_random_uuid()::text, "
                  + SqlDecisionLog.FORMAT
                  + ") returning log_id")) {
        row.next();
        log = row.getString(1);
      }
      try (PreparedStatement head =
          connection.prepareStatement(
              "insert into log_head (one, sequence, hash) values (1, 0, ?)")) {
        head.setBytes(1, EntryHash.origin(log).bytes());
        head.executeUpdate();
      }
    }
  }

  private static HikariDataSource pool(PostgresSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("proviso-log");
    config.setJdbcUrl(settings.url());
    config.setDataSourceProperties(properties(settings));
    config.setAutoCommit(false);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT_FOR_CONNECTION_MILLISECONDS);
    config.setConnectionInitSql(SESSION + durable(settings));
    return new HikariDataSource(config);
  }

  /** Acknowledged means on disk, whatever the database's own default is. */
  private static String durable(PostgresSettings settings) {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show synchronous_commit")) {
      return row.next() && row.getString(1).equals("off") ? "; set synchronous_commit = on" : "";
    } catch (SQLException failure) {
      return "; set synchronous_commit = on";
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Connection writer() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public Connection reader() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  @Override
  public void rollBack(Connection connection) throws SQLException {
    connection.rollback();
  }

  @Override
  public void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException broken) {
      // The pool drops it.
    }
  }

  @Override
  public void discard(Connection connection) {
    pool.evictConnection(connection);
    giveBack(connection);
    // What cut one connection may have cut them all.
    HikariPoolMXBean connections = pool.getHikariPoolMXBean();
    if (connections != null) {
      connections.softEvictConnections();
    }
  }

  @Override
  public String headForAppending() {
    return "select sequence, hash from log_head where one = 1 for update";
  }

  @Override
  public List<KnownEntry> known(Connection connection, List<String> keys, List<String> assertions)
      throws SQLException {
    var known = new ArrayList<KnownEntry>();
    Array keyArray = connection.createArrayOf("text", keys.toArray());
    Array assertionArray = connection.createArrayOf("text", assertions.toArray());
    try (PreparedStatement select =
        connection.prepareStatement(
            "select sequence, assertion_id, idempotency_key, encode(request_digest, 'hex')"
                + " from log_entry where idempotency_key = any (?) or assertion_id = any (?)")) {
      select.setArray(1, keyArray);
      select.setArray(2, assertionArray);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.add(
              new KnownEntry(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
        }
      }
    } finally {
      keyArray.free();
      assertionArray.free();
    }
    return known;
  }

  @Override
  public StorageFault fault(SQLException failure, Stored stored) {
    return PostgresFaults.of(name, failure, stored);
  }

  @Override
  public List<String> missingGuards(Connection connection) throws SQLException {
    Set<String> missing =
        new TreeSet<>(
            Set.of(
                "log_entry_append_only",
                "log_entry_no_truncate",
                "log_identity_append_only",
                "log_identity_no_truncate",
                "log_head_forward_only",
                "log_head_no_delete",
                "log_head_no_truncate",
                "log_entry_pkey",
                "log_entry_assertion_id_key",
                "log_entry_idempotency_key_key"));
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select tgname from pg_trigger
                where tgrelid in ('log_entry'::regclass, 'log_head'::regclass, 'log_identity'::regclass)
                  and tgenabled = 'A'
                union all
                select conname from pg_constraint where conrelid = 'log_entry'::regclass\
                """)) {
      while (row.next()) {
        missing.remove(row.getString(1));
      }
    }
    return List.copyOf(missing);
  }

  @Override
  public List<String> warnings(Connection connection) throws SQLException {
    var warnings = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select current_setting('fsync'), current_setting('full_page_writes'),
                  (select bool_or(pg_has_role(tableowner, 'usage')) from pg_tables
                   where schemaname = 'proviso' and tablename = 'log_entry'),
                  (select ssl from pg_stat_ssl where pid = pg_backend_pid()),
                  inet_server_addr() is null or inet_server_addr() <<= '127.0.0.0/8'
                    or inet_server_addr() = '::1'\
                """)) {
      if (row.next()) {
        if (!"on".equals(row.getString(1)) || !"on".equals(row.getString(2))) {
          warnings.add(
              "The database runs with fsync or full_page_writes off: a power cut may lose or damage"
                  + " entries.");
        }
        if (row.getBoolean(3)) {
          warnings.add(
              "The server's user owns the tables of the log, so it could take its guards away; use"
                  + " a user with the rights that docs/storage.md names.");
        }
        if (!row.getBoolean(4) && !row.getBoolean(5)) {
          warnings.add(
              "The connection to the database is not encrypted; add sslmode=verify-full to the"
                  + " URL.");
        }
      }
    }
    return List.copyOf(warnings);
  }

  @Override
  public void close() {
    pool.close();
  }
}
