package org.proviso.storage.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.proviso.storage.EntryHash;

/** The tables of the log in SQLite, and the triggers that refuse to change what is in them. */
final class SqliteSchema {
  private static final String REFUSE = "begin select raise(abort, 'the log is append-only'); end";

  private static final List<String> TABLES =
      List.of(
          """
          create table log_identity (
            one integer primary key check (one = 1),
            log_id text not null,
            format integer not null
          ) strict\
          """,
          """
          create table log_head (
            one integer primary key check (one = 1),
            sequence integer not null,
            hash blob not null
          ) strict\
          """,
          """
          create table log_entry (
            sequence integer primary key check (sequence > 0),
            assertion_id text not null unique,
            idempotency_key text not null unique,
            kind text not null,
            request_digest blob not null,
            record blob not null,
            returned blob not null,
            at_micros integer not null,
            previous_hash blob not null,
            hash blob not null,
            caller text not null default ''
          ) strict\
          """,
          "create index log_entry_release on log_entry (sequence) where kind = 'release'");

  /** Makes a log of format 1 one of format 2. */
  static final String NAME_CALLERS =
      "alter table log_entry add column caller text not null default ''";

  /** The triggers by name. */
  static final Map<String, String> GUARDS = guards();

  static final List<String> STATEMENTS = statements();

  private SqliteSchema() {}

  private static Map<String, String> guards() {
    Map<String, String> guards = new TreeMap<>();
    for (String table : List.of("log_entry", "log_identity")) {
      guard(guards, table + "_no_update", "before update on " + table);
      guard(guards, table + "_no_delete", "before delete on " + table);
    }
    guard(guards, "log_head_no_delete", "before delete on log_head");
    guard(
        guards,
        "log_head_forward_only",
        "before update on log_head when new.sequence <= old.sequence or new.one <> 1");
    // An insert that replaces a row would fire no trigger for the row that goes.
    guard(
        guards,
        "log_entry_no_replace",
        "before insert on log_entry when new.sequence <= (select coalesce(max(sequence), 0) from"
            + " log_entry) or exists (select 1 from log_entry where assertion_id = new.assertion_id"
            + " or idempotency_key = new.idempotency_key)");
    guard(
        guards,
        "log_identity_no_replace",
        "before insert on log_identity when exists (select 1 from log_identity)");
    guard(
        guards,
        "log_head_no_replace",
        "before insert on log_head when exists (select 1 from log_head)");
    return Map.copyOf(guards);
  }

  private static void guard(Map<String, String> guards, String name, String event) {
    guards.put(name, "CREATE TRIGGER %s %s %s".formatted(name, event, REFUSE));
  }

  private static List<String> statements() {
    var statements = new ArrayList<>(TABLES);
    statements.addAll(new TreeMap<>(GUARDS).values());
    return List.copyOf(statements);
  }

  /** The two rows that every log has. */
  static void begin(Connection connection, String log, int format) throws SQLException {
    try (PreparedStatement identity =
            connection.prepareStatement("insert into log_identity values (1, ?, ?)");
        PreparedStatement head =
            connection.prepareStatement("insert into log_head values (1, 0, ?)")) {
      identity.setString(1, log);
      identity.setInt(2, format);
      identity.executeUpdate();
      head.setBytes(1, EntryHash.origin(log).bytes());
      head.executeUpdate();
    }
  }
}
