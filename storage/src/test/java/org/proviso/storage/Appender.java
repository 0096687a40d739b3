package org.proviso.storage;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.proviso.storage.embedded.EmbeddedLog;
import org.proviso.storage.postgres.PostgresLog;
import org.proviso.storage.postgres.PostgresSettings;

/**
 * A server without the rest: many threads append until the process is killed. Prints {@code
 * opened}, then for each entry {@code sent ID} before and {@code kept ID NUMBER HASH} after it was
 * acknowledged; {@code failed ID FAULT} when it was not.
 */
final class Appender {
  private static final int THREADS = 32;
  private static final int RECORD_BYTES = 8_000;

  private Appender() {}

  /** Either {@code embedded FOLDER} or {@code postgres URL}. */
  public static void main(String[] arguments) throws Exception {
    DecisionLog log = open(arguments[0], arguments[1]);
    var out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out),
            false,
            StandardCharsets.US_ASCII);
    print(out, "opened");
    for (int thread = 0; thread < THREADS; thread++) {
      Thread.ofVirtual().start(() -> append(log, out));
    }
    Thread.currentThread().join();
  }

  static DecisionLog open(String kind, String where) throws StorageException {
    return kind.equals("embedded")
        ? EmbeddedLog.open(Path.of(where))
        : PostgresLog.open(new PostgresSettings(where, "postgres", "postgres"));
  }

  private static void append(DecisionLog log, PrintStream out) {
    while (true) {
      String id = UUID.randomUUID().toString();
      print(out, "sent " + id);
      try {
        LoggedEntry kept = log.append(List.of(entry(id))).getFirst().entry();
        print(out, "kept %s %d %s".formatted(id, kept.sequence(), kept.hash()));
      } catch (StorageException failure) {
        print(out, "failed %s %s".formatted(id, failure.fault().getClass().getSimpleName()));
      }
    }
  }

  private static void print(PrintStream out, String line) {
    synchronized (out) {
      out.print(line + "\n");
      out.flush();
    }
  }

  /** The entry of an id, always the same but for its time. */
  static NewEntry entry(String id) {
    return new NewEntry(
        id,
        "key-" + id,
        EntryKind.DECISION,
        Content.of(id).sha256(),
        Content.of((id + " ").repeat(RECORD_BYTES / (id.length() + 1))),
        Content.of("answer to " + id),
        Instant.now(),
        "test");
  }
}
