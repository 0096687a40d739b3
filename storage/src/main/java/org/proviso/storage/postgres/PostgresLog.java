package org.proviso.storage.postgres;

import java.time.Duration;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.StorageException;
import org.proviso.storage.sql.SqlDecisionLog;

/** Opens a log that is kept in PostgreSQL, by any number of servers. */
public final class PostgresLog {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private PostgresLog() {}

  /**
   * Opens the log. Its tables are made, in the schema {@code proviso}, when they are not there;
   * that needs a user who may make them, everything after it only the rights that docs/storage.md
   * names.
   *
   * @throws StorageException when it cannot be opened
   */
  public static DecisionLog open(PostgresSettings settings) throws StorageException {
    return open(settings, PATIENCE);
  }

  /**
   * Opens the log.
   *
   * @param patience how long an append waits before it fails; a request that must be answered in
   *     five seconds has less
   * @throws StorageException when it cannot be opened
   */
  public static DecisionLog open(PostgresSettings settings, Duration patience)
      throws StorageException {
    return new SqlDecisionLog(PostgresDatabase.open(settings), patience);
  }
}
