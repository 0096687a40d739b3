package org.proviso.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.proviso.ground.digest.Sha256;
import org.proviso.storage.Content;
import org.proviso.storage.EntryKind;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.NewEntry;

/** Entries as rows of {@code log_entry}. */
final class Rows {
  static final String COLUMNS =
      "sequence, assertion_id, idempotency_key, kind, request_digest, record, returned, at_micros,"
          + " previous_hash, hash, caller";
  static final String INSERT =
      "insert into log_entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static final String SELECT = "select " + COLUMNS + " from log_entry ";

  private static final int HASH_LENGTH = 32;

  private Rows() {}

  /** A row as it was read. */
  sealed interface Row {
    long sequence();

    record Read(LoggedEntry entry) implements Row {
      @Override
      public long sequence() {
        return entry.sequence();
      }
    }

    /** It is no entry, because of one of its columns. */
    record Unreadable(long sequence, String field) implements Row {}
  }

  static void bind(PreparedStatement insert, LoggedEntry logged, byte[] record, byte[] returned)
      throws SQLException {
    NewEntry entry = logged.entry();
    insert.setLong(1, logged.sequence());
    insert.setString(2, entry.assertionId());
    insert.setString(3, entry.idempotencyKey());
    insert.setString(4, entry.kind().name());
    insert.setBytes(5, entry.requestDigest().bytes());
    insert.setBytes(6, record);
    insert.setBytes(7, returned);
    insert.setLong(8, ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
    insert.setBytes(9, logged.previous().bytes());
    insert.setBytes(10, logged.hash().bytes());
    insert.setString(11, entry.caller());
  }

  /** The row that a result set stands at, whatever someone has put there. */
  static Row read(ResultSet row) throws SQLException {
    long sequence = row.getLong(1);
    String field = "assertion id";
    try {
      String assertionId = identifier(row, 2);
      field = "idempotency key";
      String key = identifier(row, 3);
      field = "kind";
      var kind = new EntryKind(text(row, 4));
      field = "request digest";
      Sha256 digest = hash(row, 5);
      field = "record";
      Content record = content(row, 6);
      field = "returned answer";
      Content returned = content(row, 7);
      field = "time";
      Instant at = Instant.EPOCH.plus(row.getLong(8), ChronoUnit.MICROS);
      field = "caller";
      String caller = text(row, 11);
      var entry = new NewEntry(assertionId, key, kind, digest, record, returned, at, caller);
      field = "previous hash";
      Sha256 previous = hash(row, 9);
      field = "hash";
      return new Row.Read(new LoggedEntry(sequence, entry, previous, hash(row, 10)));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException notAnEntry) {
      return new Row.Unreadable(sequence, field);
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElseThrow(IllegalArgumentException::new);
  }

  private static String identifier(ResultSet row, int column) throws SQLException {
    String text = text(row, column);
    if (!NewEntry.isIdentifier(text)) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static byte[] bytes(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getBytes(column)).orElseThrow(IllegalArgumentException::new);
  }

  static Sha256 hash(ResultSet row, int column) throws SQLException {
    byte[] bytes = bytes(row, column);
    if (bytes.length != HASH_LENGTH) {
      throw new IllegalArgumentException();
    }
    return Sha256.ofBytes(bytes);
  }

  private static Content content(ResultSet row, int column) throws SQLException {
    return Packing.unpack(bytes(row, column)).orElseThrow(IllegalArgumentException::new);
  }
}
