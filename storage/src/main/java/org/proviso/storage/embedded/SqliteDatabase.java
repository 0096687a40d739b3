package org.proviso.storage.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;
import org.proviso.storage.StorageFault.Stored;
import org.proviso.storage.sql.Database;
import org.proviso.storage.sql.KnownEntry;
import org.proviso.storage.sql.SqlDecisionLog;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * A SQLite file. Commits go to a write-ahead log that is flushed to the disk each time ({@code
 * synchronous=FULL}), so that neither a killed process nor a power cut undoes them.
 */
final class SqliteDatabase implements Database {
  private static final int APPLICATION = 0x50727653; // "PrvS": marks the file as this log
  private static final int WAIT_MILLISECONDS = 5_000;
  private static final int READERS_KEPT = 4;

  /** Pages of the write-ahead log after which they are copied into the file. */
  private static final int CHECKPOINT_PAGES = 4_000;

  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path file;
  private final AtomicReference<@Nullable Connection> idleWriter = new AtomicReference<>();
  private final BlockingQueue<Connection> idleReaders = new ArrayBlockingQueue<>(READERS_KEPT);

  /** What the file system knows the file by, whatever its name; null where it has no such key. */
  private final @Nullable Object identity;

  private SqliteDatabase(Path file, @Nullable Object identity) {
    this.file = file;
    this.identity = identity;
  }

  static SqliteDatabase open(Path file) throws StorageException {
    createForOwner(file);
    var database = new SqliteDatabase(file, identity(file));
    try {
      Connection connection = database.writer();
      try {
        database.prepare(connection);
        database.commit(connection);
      } catch (SQLException | StorageException failure) {
        connection.close();
        throw failure;
      }
      database.giveBack(connection);
    } catch (SQLException failure) {
      throw database.failed(failure, Stored.NO);
    }
    return database;
  }

  /** The file must be its owner's before anything is written; SQLite's other files follow it. */
  private static void createForOwner(Path file) throws StorageException {
    try {
      boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] folder =
          posix
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FOLDER)}
              : new FileAttribute<?>[0];
      FileAttribute<?>[] own =
          posix
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FILE)}
              : new FileAttribute<?>[0];
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null && !Files.isDirectory(parent)) {
        Files.createDirectories(parent, folder);
      }
      if (!Files.exists(file)) {
        Files.createFile(file, own);
      }
    } catch (FileAlreadyExistsException madeMeanwhile) {
      // Another program was quicker; it made the same.
    } catch (IOException | UnsupportedOperationException failure) {
      throw new StorageException(
          new StorageFault.NotPermitted(
              file.toString(),
              "The folder or the file cannot be made.",
              "Check that the folder above it is there and that the user of the server may write"
                  + " into it."));
    }
  }

  private static @Nullable Object identity(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }

  /** Makes the tables, or checks that they are there and of a version that is known. */
  private void prepare(Connection connection) throws SQLException, StorageException {
    int application = number(connection, "pragma application_id");
    int format = number(connection, "pragma user_version");
    boolean empty = number(connection, "select count(*) from sqlite_schema") == 0;
    if (application == 0 && format == 0 && empty) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : SqliteSchema.STATEMENTS) {
          statement.executeUpdate(sql);
        }
        statement.executeUpdate("pragma application_id = " + APPLICATION);
        statement.executeUpdate("pragma user_version = " + SqlDecisionLog.FORMAT);
      }
      String log = UUID.randomUUID().toString();
      SqliteSchema.begin(connection, log, SqlDecisionLog.FORMAT);
    } else if (application != APPLICATION) {
      throw unusable(
          "The file is a SQLite database, but no log of Proviso.", "Name another folder.");
    } else if (format == 1) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(SqliteSchema.NAME_CALLERS);
        statement.executeUpdate("pragma user_version = " + SqlDecisionLog.FORMAT);
      }
    } else if (format != SqlDecisionLog.FORMAT) {
      throw unusable(
          "The log has format %d, and this version of Proviso knows format %d."
              .formatted(format, SqlDecisionLog.FORMAT),
          "Use the version of Proviso that wrote it, or a newer one.");
    }
  }

  private StorageException unusable(String message, String help) {
    return new StorageException(new StorageFault.Unusable(name(), message, help));
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Connection writer() throws SQLException {
    // An open file takes what is written also after it was removed: it would be gone with it.
    if (identity != null && !identity.equals(identity(file))) {
      throw new SQLException("moved", null, SqliteFaults.MOVED);
    }
    Connection connection = idleWriter.getAndSet(null);
    if (connection == null) {
      connection = newWriter();
    }
    try {
      execute(connection, "begin immediate");
      return connection;
    } catch (SQLException failure) {
      discard(connection);
      throw failure;
    }
  }

  private Connection newWriter() throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(JournalMode.WAL);
    Connection connection = config.createConnection(address());
    try {
      execute(connection, "pragma wal_autocheckpoint = " + CHECKPOINT_PAGES);
      // On macOS only this reaches the disk itself; elsewhere it changes nothing.
      execute(connection, "pragma fullfsync = on");
      execute(connection, "pragma checkpoint_fullfsync = on");
      return connection;
    } catch (SQLException failure) {
      discard(connection);
      throw failure;
    }
  }

  @Override
  public Connection reader() throws SQLException {
    Connection idle = idleReaders.poll();
    if (idle != null) {
      return idle;
    }
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return config.createConnection(address());
  }

  // The driver's own transactions would begin the next one, and keep everyone else out, as soon as
  // one ends. So they are begun and ended here.

  @Override
  public void commit(Connection connection) throws SQLException {
    if (!connection.isReadOnly()) {
      execute(connection, "commit");
    }
  }

  @Override
  public void rollBack(Connection connection) throws SQLException {
    if (!connection.isReadOnly()) {
      execute(connection, "rollback");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String address() {
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(WAIT_MILLISECONDS);
    config.setSynchronous(SynchronousMode.FULL);
    config.setPageSize(8192);
    return config;
  }

  @Override
  public void giveBack(Connection connection) {
    try {
      boolean kept =
          connection.isReadOnly()
              ? idleReaders.offer(connection)
              : idleWriter.compareAndSet(null, connection);
      if (!kept) {
        connection.close();
      }
    } catch (SQLException broken) {
      discard(connection);
    }
  }

  @Override
  public void discard(Connection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      // It is not used again either way.
    }
  }

  @Override
  public String headForAppending() {
    // The transaction is immediate: it has kept out every other writer since it began.
    return "select sequence, hash from log_head where one = 1";
  }

  @Override
  public List<KnownEntry> known(Connection connection, List<String> keys, List<String> assertions)
      throws SQLException {
    var known = new ArrayList<KnownEntry>();
    known.addAll(known(connection, "idempotency_key", keys));
    known.addAll(known(connection, "assertion_id", assertions));
    return known;
  }

  private static List<KnownEntry> known(
      Connection connection, String column, List<String> identifiers) throws SQLException {
    var known = new ArrayList<KnownEntry>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select sequence, assertion_id, idempotency_key, lower(hex(request_digest))"
                + " from log_entry where "
                + column
                + " = ?")) {
      for (String identifier : identifiers) {
        select.setString(1, identifier);
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            known.add(
                new KnownEntry(
                    row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
          }
        }
      }
    }
    return known;
  }

  @Override
  public StorageFault fault(SQLException failure, Stored stored) {
    return SqliteFaults.of(name(), failure, stored);
  }

  @Override
  public List<String> missingGuards(Connection connection) throws SQLException {
    Set<String> missing = new TreeSet<>(SqliteSchema.GUARDS.keySet());
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select name, sql from sqlite_schema where type = 'trigger'")) {
      while (row.next()) {
        String name = row.getString(1);
        if (Optional.ofNullable(SqliteSchema.GUARDS.get(name))
            .filter(row.getString(2)::equals)
            .isPresent()) {
          missing.remove(name);
        }
      }
    }
    return List.copyOf(missing);
  }

  @Override
  public List<String> warnings(Connection connection) throws SQLException {
    var warnings = new ArrayList<String>();
    try {
      Set<PosixFilePermission> others = new TreeSet<>(Files.getPosixFilePermissions(file));
      others.removeAll(OWNER_FILE);
      if (!others.isEmpty()) {
        warnings.add(
            "Others than its owner may use the file (%s), and it holds patient data; run: chmod 600 %s"
                .formatted(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file));
      }
    } catch (IOException | UnsupportedOperationException notTold) {
      warnings.add("The permissions of the file cannot be read.");
    }
    return warnings;
  }

  @Override
  public void close() {
    for (Connection reader = idleReaders.poll(); reader != null; reader = idleReaders.poll()) {
      discard(reader);
    }
    Connection writer = idleWriter.getAndSet(null);
    if (writer != null) {
      discard(writer);
    }
  }
}
