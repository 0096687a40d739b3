package org.proviso.storage.postgres;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;
import org.proviso.storage.StorageFault;
import org.proviso.storage.StorageFault.Stored;

/** What the SQL states of PostgreSQL mean (its manual, appendix A). */
final class PostgresFaults {
  private PostgresFaults() {}

  static StorageFault of(String store, SQLException failure, Stored stored) {
    String state = state(failure);
    String which = state.isEmpty() ? "" : " (SQL state %s)".formatted(state);
    // What the server itself reports has ended the transaction; only silence leaves it open.
    Stored ended = state.isEmpty() || state.startsWith("08") ? stored : Stored.NO;
    return switch (state) {
      case "53100" ->
          new StorageFault.Full(
              store,
              "The disk of the database is full" + which + ".",
              "Make room on it; nothing was appended, and what was appended before is safe.");
      case "57014", "55P03", "25P03", "57P05" ->
          new StorageFault.TooSlow(
              store,
              "The database did not finish in time" + which + ".",
              "Try again; look for another program that locks the tables of the log.",
              ended);
      case "25006" ->
          new StorageFault.NotPermitted(
              store,
              "The database only reads" + which + ".",
              "Point the server to the primary, not to a standby.");
      case "42501", "42P01", "3F000" ->
          new StorageFault.NotPermitted(
              store,
              "The user may not use the tables of the log, or they are not there" + which + ".",
              "Open the log once as the owner, then grant the rights that docs/storage.md names.");
      case "XX001", "XX002" ->
          new StorageFault.Unusable(
              store,
              "The database reports damaged data" + which + ".",
              "Restore it from a back-up; then run: proviso audit verify");
      default -> byClass(store, failure, state, which, stored, ended);
    };
  }

  private static StorageFault byClass(
      String store, SQLException failure, String state, String which, Stored stored, Stored ended) {
    if (state.startsWith("28") || state.equals("3D000")) {
      return new StorageFault.NotPermitted(
          store,
          "The database refuses the user, or is not there" + which + ".",
          "Check %s, %s and %s."
              .formatted(PostgresSettings.URL, PostgresSettings.USER, PostgresSettings.PASSWORD));
    }
    if (state.startsWith("23") || state.equals("P0001")) {
      return new StorageFault.Unusable(
          store,
          "The log is damaged: what its tables say does not fit together" + which + ".",
          "Stop appending to it and run: proviso audit verify");
    }
    if (failure instanceof SQLTimeoutException) {
      return new StorageFault.TooSlow(
          store, "The database did not answer in time.", "Try again.", stored);
    }
    return new StorageFault.Unavailable(
        store,
        "The database cannot be reached, or stopped answering" + which + ".",
        "Check that it runs and that the network lets the server reach it, then try again.",
        ended);
  }

  /** The state of the first failure in the chain that has one. */
  private static String state(SQLException failure) {
    @Nullable Throwable each = failure;
    for (int depth = 0; each != null && depth < 10; depth++) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
      each = each.getCause();
    }
    return "";
  }
}
