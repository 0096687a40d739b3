package org.proviso.storage.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.StorageException;
import org.proviso.storage.sql.SqlDecisionLog;

/** Opens the log that lives in a folder of this machine. */
public final class EmbeddedLog {
  /** The name of the file. SQLite keeps two more beside it while the log is open. */
  public static final String FILE = "decisions.sqlite";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private EmbeddedLog() {}

  /**
   * Opens the log in a folder; folder and log are made when they are not there, for their owner
   * only. After a crash the log is as of the last append that returned, or later.
   *
   * @param folder on a disk of this machine, not on a network share: SQLite's locks need that
   * @throws StorageException when it cannot be opened
   */
  public static DecisionLog open(Path folder) throws StorageException {
    return open(folder, PATIENCE);
  }

  /**
   * Opens the log.
   *
   * @param patience how long an append waits before it fails; a request that must be answered in
   *     five seconds has less
   * @throws StorageException when it cannot be opened
   */
  public static DecisionLog open(Path folder, Duration patience) throws StorageException {
    return new SqlDecisionLog(SqliteDatabase.open(folder.resolve(FILE)), patience);
  }
}
