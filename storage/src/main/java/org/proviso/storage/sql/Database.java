package org.proviso.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;

/**
 * A database with the tables of the log, and what is different between one kind and another.
 *
 * <p>The tables are {@code log_identity} (one row: {@code log_id}, {@code format}), {@code
 * log_head} (one row: {@code sequence}, {@code hash}) and {@code log_entry} with the columns that
 * {@link Rows} names.
 */
public interface Database extends AutoCloseable {
  /** What messages call it: a path or an address, without credentials. */
  String name();

  /** A connection with a transaction in which entries can be written; commits are durable. */
  Connection writer() throws SQLException;

  /** A connection with a transaction that only reads. */
  Connection reader() throws SQLException;

  /** Ends a connection's transaction; what it wrote is durable when this returns. */
  void commit(Connection connection) throws SQLException;

  /** Ends a connection's transaction without a trace. */
  void rollBack(Connection connection) throws SQLException;

  /** Takes a connection back; its transaction has ended. */
  void giveBack(Connection connection);

  /** Takes a connection back that failed: it is not used again. */
  void discard(Connection connection);

  /**
   * The query for sequence and hash of the head, which also keeps every other writer from appending
   * until the transaction ends.
   */
  String headForAppending();

  /** Entries with any of some identifiers; for a few identifiers at most. */
  List<KnownEntry> known(Connection connection, List<String> keys, List<String> assertions)
      throws SQLException;

  /** What the failure of a statement means, without its text, which may quote an entry. */
  StorageFault fault(SQLException failure, StorageFault.Stored stored);

  /** What should keep entries from being changed and does not. */
  List<String> missingGuards(Connection connection) throws SQLException;

  /** What should be put right though the database works. */
  List<String> warnings(Connection connection) throws SQLException;

  @Override
  void close();

  /** As an exception. */
  default StorageException failed(SQLException failure, StorageFault.Stored stored) {
    return new StorageException(fault(failure, stored));
  }
}
