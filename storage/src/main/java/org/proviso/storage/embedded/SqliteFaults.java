package org.proviso.storage.embedded;

import java.sql.SQLException;
import org.proviso.storage.StorageFault;
import org.proviso.storage.StorageFault.Stored;

/** What the result codes of SQLite mean (sqlite.org/rescode.html). */
final class SqliteFaults {
  private static final int PRIMARY = 0xff;

  /** SQLite's SQLITE_READONLY_DBMOVED. */
  static final int MOVED = 8 | (4 << 8);

  private SqliteFaults() {}

  static StorageFault of(String file, SQLException failure, Stored stored) {
    int code = failure.getErrorCode();
    if (code == MOVED) {
      return new StorageFault.Unusable(
          file,
          "The file was moved, removed or replaced while the log was open; nothing was appended.",
          "Put it back and start again, or start anew in another folder; then run: proviso audit verify");
    }
    String which = " (SQLite result code %d)".formatted(code);
    return switch (code & PRIMARY) {
      case 5, 6 ->
          new StorageFault.TooSlow(
              file,
              "Another program holds the file" + which + ".",
              "Let only one server use the file; wait for a back-up or another program to end, then try again.",
              stored);
      case 13 ->
          new StorageFault.Full(
              file,
              "The disk is full" + which + ".",
              "Make room on the disk; nothing was appended, and what was appended before is safe.");
      case 3, 8, 14, 23 ->
          new StorageFault.NotPermitted(
              file,
              "The file may not be opened or written" + which + ".",
              "Check that folder and file belong to the user of the server and are not read-only.");
      case 11, 26 ->
          new StorageFault.Unusable(
              file,
              "The file is damaged, or no log of Proviso" + which + ".",
              "Restore it from a back-up, or name another folder; then run: proviso audit verify");
      case 19 ->
          new StorageFault.Unusable(
              file,
              "The log is damaged: what its tables say does not fit together" + which + ".",
              "Stop appending to it and run: proviso audit verify");
      default ->
          new StorageFault.Unavailable(
              file,
              "The file cannot be read or written" + which + ".",
              "Look at the disk and at the system's log, then try again.",
              stored);
    };
  }
}
