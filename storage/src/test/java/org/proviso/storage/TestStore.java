package org.proviso.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A store of its own for one test, and the way to it past Proviso, as a tamperer has it. */
interface TestStore extends AutoCloseable {
  /** Opens the log; several may be open at a time, as several servers would have it. */
  DecisionLog open() throws StorageException;

  /** A connection with all rights, in auto-commit. */
  Connection raw() throws SQLException;

  /** What takes away the guards of the tables that are there. */
  List<String> withoutGuards();

  /** The function that makes bytes of hexadecimal digits, for example {@code x'00'}. */
  String bytes(String hex);

  /** Makes the tables what they were before entries named their caller. */
  void toFormat1() throws SQLException;

  /** Does to the tables what Proviso never does. */
  default void tamper(String... statements) throws SQLException {
    try (Connection connection = raw();
        Statement statement = connection.createStatement()) {
      for (String guard : withoutGuards()) {
        statement.execute(guard);
      }
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  void close();
}
