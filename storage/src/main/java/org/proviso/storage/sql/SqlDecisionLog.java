package org.proviso.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.ground.digest.Sha256;
import org.proviso.storage.Anchor;
import org.proviso.storage.Appended;
import org.proviso.storage.ChainVerifier;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.EntryHash;
import org.proviso.storage.EntryKind;
import org.proviso.storage.Finding;
import org.proviso.storage.Health;
import org.proviso.storage.LogHead;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.NewEntry;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;
import org.proviso.storage.StorageFault.Stored;
import org.proviso.storage.Verification;
import org.proviso.storage.VerificationProgress;

/**
 * The log in a relational database. A transaction takes the head row, so that no other server
 * appends meanwhile; looks which requests are there already; inserts the others after the head; and
 * moves the head. The chain is one line because the head is.
 */
public final class SqlDecisionLog implements DecisionLog {
  /**
   * The version of the tables and of the hashes. Logs of every earlier format are read, verified
   * and appended to; opening one gives it the columns of this one.
   */
  public static final int FORMAT = 2;

  private static final int ENTRIES_AT_A_TIME = 200;
  private static final String HEAD = "select sequence, hash from log_head where one = 1";

  private final Database database;
  private final GroupCommit commits;
  private volatile boolean closed;

  /**
   * A log over tables that are there.
   *
   * @param database closed with the log
   * @param patience how long an append waits before it fails
   */
  public SqlDecisionLog(Database database, Duration patience) {
    this.database = database;
    this.commits = new GroupCommit(database.name(), patience, this::write);
  }

  @Override
  public List<Appended> append(List<NewEntry> entries) throws StorageException {
    if (entries.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "at most %d entries are appended together, and these are %d"
              .formatted(MOST_ENTRIES, entries.size()));
    }
    return entries.isEmpty()
        ? List.of()
        : commits.append(entries.stream().map(Prepared::new).toList());
  }

  /**
   * One transaction for several callers; one whose identifiers were used before is left out. When
   * the connection that was kept turns out to be cut, once more with a new one.
   */
  private void write(List<GroupCommit.Waiting> together) throws StorageException {
    if (together.isEmpty()) {
      return;
    }
    try {
      writeOnce(together);
    } catch (CutException cut) {
      try {
        writeOnce(together);
      } catch (CutException again) {
        throw new StorageException(again.fault);
      }
    }
  }

  private void writeOnce(List<GroupCommit.Waiting> together) throws StorageException, CutException {
    Connection connection = writer();
    boolean sound = false;
    try {
      var batch = new Batch(connection, together);
      batch.insert();
      commit(connection);
      sound = true;
      database.giveBack(connection);
      batch.complete();
    } catch (SQLException failure) {
      throw cutOrFailed(failure);
    } finally {
      if (!sound) {
        rollBack(connection);
      }
    }
  }

  private Connection writer() throws StorageException {
    try {
      return database.writer();
    } catch (SQLException failure) {
      throw database.failed(failure, Stored.NO);
    }
  }

  /** After a commit that failed it is not known whether it took place. */
  private void commit(Connection connection) throws StorageException {
    try {
      database.commit(connection);
    } catch (SQLException failure) {
      throw database.failed(failure, Stored.UNKNOWN);
    }
  }

  private void rollBack(Connection connection) {
    try {
      database.rollBack(connection);
    } catch (SQLException alreadyBroken) {
      // Discarding it below ends the transaction as well.
    }
    database.discard(connection);
  }

  /** One transaction's work. */
  private final class Batch {
    private final Connection connection;
    private final List<GroupCommit.Waiting> together;
    private final Map<String, KnownEntry> byKey = new HashMap<>();
    private final Map<String, KnownEntry> byAssertion = new HashMap<>();
    private final Map<Long, LoggedEntry> entries = new HashMap<>();
    private final List<Runnable> completions = new ArrayList<>();
    private LogHead head;

    Batch(Connection connection, List<GroupCommit.Waiting> together)
        throws SQLException, StorageException {
      this.connection = connection;
      this.together = together;
      this.head = head(connection, database.headForAppending()).orElseThrow(() -> noHead());
      List<NewEntry> all =
          together.stream()
              .flatMap(waiting -> waiting.entries().stream())
              .map(Prepared::entry)
              .toList();
      database
          .known(
              connection,
              all.stream().map(NewEntry::idempotencyKey).toList(),
              all.stream().map(NewEntry::assertionId).toList())
          .forEach(this::know);
    }

    private void know(KnownEntry known) {
      byKey.put(known.idempotencyKey(), known);
      byAssertion.put(known.assertionId(), known);
    }

    /** Inserts what is new and moves the head. */
    void insert() throws SQLException, StorageException {
      try (PreparedStatement insert = connection.prepareStatement(Rows.INSERT)) {
        boolean any = false;
        for (GroupCommit.Waiting waiting : together) {
          any |= add(waiting, insert);
        }
        if (!any) {
          return;
        }
        insert.executeBatch();
      }
      try (PreparedStatement move =
          connection.prepareStatement("update log_head set sequence = ?, hash = ? where one = 1")) {
        move.setLong(1, head.sequence());
        move.setBytes(2, head.hash().bytes());
        move.executeUpdate();
      }
    }

    /** Adds what one caller wants appended; whether any of it is new. */
    private boolean add(GroupCommit.Waiting waiting, PreparedStatement insert)
        throws SQLException, StorageException {
      Optional<StorageFault> reused = reused(waiting);
      if (reused.isPresent()) {
        completions.add(() -> waiting.refused(reused.get()));
        return false;
      }
      var appended = new ArrayList<Appended>();
      boolean any = false;
      for (Prepared prepared : waiting.entries()) {
        KnownEntry known = byKey.get(prepared.entry().idempotencyKey());
        if (known != null) {
          appended.add(new Appended.Repeated(stored(known.sequence())));
          continue;
        }
        LoggedEntry logged = prepared.after(head.sequence() + 1, head.hash());
        Rows.bind(insert, logged, prepared.packedRecord(), prepared.packedReturned());
        insert.addBatch();
        head = new LogHead(logged.sequence(), logged.hash());
        entries.put(logged.sequence(), logged);
        know(
            new KnownEntry(
                logged.sequence(),
                prepared.entry().assertionId(),
                prepared.entry().idempotencyKey(),
                prepared.entry().requestDigest().hex()));
        appended.add(new Appended.Stored(logged));
        any = true;
      }
      completions.add(() -> waiting.done(List.copyOf(appended)));
      return any;
    }

    /** The first identifier of a caller that stands for something else already, if there is one. */
    private Optional<StorageFault> reused(GroupCommit.Waiting waiting) {
      var keys = new HashMap<String, NewEntry>();
      var assertions = new HashMap<String, NewEntry>();
      for (Prepared prepared : waiting.entries()) {
        NewEntry entry = prepared.entry();
        String digest = entry.requestDigest().hex();
        KnownEntry sameKey = byKey.get(entry.idempotencyKey());
        if (sameKey != null) {
          if (!sameKey.requestDigest().equals(digest)) {
            return Optional.of(
                reused("idempotency key", entry.idempotencyKey(), sameKey.sequence()));
          }
          continue;
        }
        KnownEntry sameAssertion = byAssertion.get(entry.assertionId());
        if (sameAssertion != null) {
          return Optional.of(reused("assertion id", entry.assertionId(), sameAssertion.sequence()));
        }
        NewEntry twin = keys.put(entry.idempotencyKey(), entry);
        if (twin != null && !twin.requestDigest().equals(entry.requestDigest())) {
          return Optional.of(reused("idempotency key", entry.idempotencyKey(), 0));
        }
        if (twin == null && assertions.put(entry.assertionId(), entry) != null) {
          return Optional.of(reused("assertion id", entry.assertionId(), 0));
        }
      }
      return Optional.empty();
    }

    private StorageFault reused(String what, String identifier, long sequence) {
      return new StorageFault.IdentifierReused(
          database.name(),
          identifier,
          sequence,
          sequence == 0
              ? "The %s %s stands twice in what was to be appended.".formatted(what, identifier)
              : "The %s %s belongs to entry %d, which is for a different request."
                  .formatted(what, identifier, sequence),
          "Use a new %s for a new request; nothing was appended.".formatted(what));
    }

    private LoggedEntry stored(long sequence) throws SQLException, StorageException {
      LoggedEntry inThisBatch = entries.get(sequence);
      if (inThisBatch != null) {
        return inThisBatch;
      }
      LoggedEntry before =
          select(connection, "where sequence = ?", sequence)
              .orElseThrow(() -> new StorageException(damaged()));
      entries.put(sequence, before);
      return before;
    }

    void complete() {
      completions.forEach(Runnable::run);
    }
  }

  @Override
  public Optional<LoggedEntry> byAssertion(String assertionId) throws StorageException {
    return find("where assertion_id = ?", assertionId);
  }

  @Override
  public Optional<LoggedEntry> byIdempotencyKey(String idempotencyKey) throws StorageException {
    return find("where idempotency_key = ?", idempotencyKey);
  }

  @Override
  public Optional<LoggedEntry> bySequence(long sequence) throws StorageException {
    return find("where sequence = ?", sequence);
  }

  @Override
  public Optional<LoggedEntry> latest(EntryKind kind) throws StorageException {
    return read(connection -> select(connection, last(kind)));
  }

  @Override
  public long latestSequence(EntryKind kind) throws StorageException {
    return read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("select sequence from log_entry " + last(kind))) {
            return row.next() ? row.getLong(1) : 0L;
          }
        });
  }

  /** The name goes into the text, where its letters can do no harm, so that an index is used. */
  private static String last(EntryKind kind) {
    return "where kind = '%s' order by sequence desc limit 1".formatted(kind.name());
  }

  private Optional<LoggedEntry> find(String condition, Object parameter) throws StorageException {
    return read(connection -> select(connection, condition, parameter));
  }

  private Optional<LoggedEntry> select(
      Connection connection, String condition, Object... parameters)
      throws SQLException, StorageException {
    try (PreparedStatement select = connection.prepareStatement(Rows.SELECT + condition)) {
      for (int index = 0; index < parameters.length; index++) {
        select.setObject(index + 1, parameters[index]);
      }
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(readable(Rows.read(found))) : Optional.empty();
      }
    }
  }

  /**
   * The entry of a row, which must be what its hash was computed over: nothing else is given out.
   */
  private LoggedEntry readable(Rows.Row row) throws StorageException {
    return switch (row) {
      case Rows.Row.Read(LoggedEntry entry) -> {
        Sha256 hash = EntryHash.of(entry.sequence(), entry.entry(), entry.previous());
        if (!hash.equals(entry.hash())) {
          throw altered(entry.sequence());
        }
        yield entry;
      }
      case Rows.Row.Unreadable(long sequence, String field) -> throw altered(sequence);
    };
  }

  private StorageException altered(long sequence) {
    return new StorageException(
        new StorageFault.Unusable(
            database.name(),
            "Entry %d was altered: its fields do not give its hash.".formatted(sequence),
            "Do not rely on it; run: proviso audit verify"));
  }

  @Override
  public LogHead head() throws StorageException {
    return read(connection -> head(connection, HEAD).orElseThrow(() -> noHead()));
  }

  private static Optional<LogHead> head(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet head = statement.executeQuery(query)) {
      return head.next()
          ? Optional.of(new LogHead(head.getLong(1), Rows.hash(head, 2)))
          : Optional.empty();
    } catch (IllegalArgumentException notAHash) {
      return Optional.empty();
    }
  }

  private StorageException noHead() {
    return new StorageException(damaged());
  }

  private StorageFault damaged() {
    return new StorageFault.Unusable(
        database.name(),
        "The log is damaged: what its tables say does not fit together.",
        "Stop appending to it and run: proviso audit verify");
  }

  @Override
  public Verification verify(List<Anchor> anchors, VerificationProgress progress)
      throws StorageException {
    var verifier = new ChainVerifier(origin(), anchors);
    read(database::missingGuards).forEach(verifier::guardMissing);
    Optional<LogHead> head = read(connection -> head(connection, HEAD));
    long size = head.map(LogHead::sequence).orElse(Long.MAX_VALUE);
    long from = Long.MIN_VALUE;
    Optional<Long> reached = Optional.of(from);
    while (reached.isPresent()) {
      long after = reached.get();
      try {
        reached = readOnce(connection -> verify(connection, after, size, verifier));
      } catch (CutException cut) {
        throw new StorageException(cut.fault);
      }
      progress.verified(verifier.entries(), head.map(LogHead::sequence).orElse(verifier.entries()));
    }
    if (head.isPresent()) {
      read(SqlDecisionLog::beyond).ifPresent(verifier::beyondHead);
    }
    return verifier.finish(head);
  }

  /** Verifies some entries after a number; the number of the last, unless there was none. */
  private Optional<Long> verify(
      Connection connection, long after, long through, ChainVerifier verifier) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            Rows.SELECT + "where sequence > ? and sequence <= ? order by sequence limit ?")) {
      select.setLong(1, after);
      select.setLong(2, through);
      select.setInt(3, ENTRIES_AT_A_TIME);
      select.setFetchSize(20);
      Optional<Long> last = Optional.empty();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Rows.Row row = Rows.read(rows);
          switch (row) {
            case Rows.Row.Read(LoggedEntry entry) -> verifier.entry(entry);
            case Rows.Row.Unreadable(long sequence, String field) ->
                verifier.unreadable(sequence, field);
          }
          last = Optional.of(row.sequence());
        }
      }
      return last;
    }
  }

  /** The first and the last entry after the head. */
  private static Optional<Finding.BeyondHead> beyond(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select min(sequence), max(sequence) from log_entry"
                    + " where sequence > (select sequence from log_head where one = 1)")) {
      return row.next() && row.getLong(1) > 0
          ? Optional.of(new Finding.BeyondHead(row.getLong(1), row.getLong(2)))
          : Optional.empty();
    }
  }

  private Sha256 origin() throws StorageException {
    return read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("select log_id from log_identity where one = 1")) {
            return EntryHash.origin(row.next() ? row.getString(1) : "");
          }
        });
  }

  @Override
  public Health health() {
    try {
      return read(
          connection -> {
            var warnings = new ArrayList<String>();
            database
                .missingGuards(connection)
                .forEach(
                    guard ->
                        warnings.add("The guard against changing entries is missing: " + guard));
            warnings.addAll(database.warnings(connection));
            Optional<LogHead> head = head(connection, HEAD);
            return new Health(
                head.isPresent(),
                database.name(),
                head.map(found -> "The log answers; it has %d entries.".formatted(found.sequence()))
                    .orElse("The head of the log is missing; run: proviso audit verify"),
                warnings);
          });
    } catch (StorageException failure) {
      StorageFault fault = failure.fault();
      return new Health(false, database.name(), fault.message() + " " + fault.help(), List.of());
    }
  }

  @FunctionalInterface
  private interface Read<T> {
    T from(Connection connection) throws SQLException, StorageException;
  }

  /**
   * Reads; once more with a new connection when the one that was kept turns out to be cut, so it
   * must not have done anything that counts twice.
   */
  private <T> T read(Read<T> read) throws StorageException {
    try {
      return readOnce(read);
    } catch (CutException cut) {
      return readOnceMore(read);
    }
  }

  private <T> T readOnceMore(Read<T> read) throws StorageException {
    try {
      return readOnce(read);
    } catch (CutException cut) {
      throw new StorageException(cut.fault);
    }
  }

  private <T> T readOnce(Read<T> read) throws StorageException, CutException {
    if (closed) {
      throw new StorageException(GroupCommit.closed(database.name()));
    }
    Connection connection = reader();
    boolean sound = false;
    try {
      T result = read.from(connection);
      database.commit(connection);
      sound = true;
      return result;
    } catch (SQLException failure) {
      throw cutOrFailed(failure);
    } finally {
      if (sound) {
        database.giveBack(connection);
      } else {
        rollBack(connection);
      }
    }
  }

  private Connection reader() throws StorageException {
    try {
      return database.reader();
    } catch (SQLException failure) {
      throw database.failed(failure, Stored.NO);
    }
  }

  /** A connection that worked before does not any more; nothing was stored. */
  private static final class CutException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StorageFault fault;

    CutException(StorageFault fault) {
      super(fault.message());
      this.fault = fault;
    }
  }

  private CutException cutOrFailed(SQLException failure) throws StorageException {
    StorageFault fault = database.fault(failure, Stored.NO);
    if (fault instanceof StorageFault.Unavailable) {
      return new CutException(fault);
    }
    throw new StorageException(fault);
  }

  @Override
  public void close() {
    commits.close();
    closed = true;
    database.close();
  }
}
