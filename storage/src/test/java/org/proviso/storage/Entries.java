package org.proviso.storage;

import java.time.Instant;

/** Entries for tests. */
final class Entries {
  /** What must never be seen outside of an entry. */
  static final String CANARY = "Canary-Jane-Roe-1958";

  static final Instant AT = Instant.parse("2026-11-22T10:15:30.123456Z");

  private Entries() {}

  /** An entry of its own for each number. */
  static NewEntry entry(int number) {
    return entry("request-" + number, "assertion-" + number, number);
  }

  static NewEntry entry(String key, String assertion, int request) {
    return new NewEntry(
        assertion,
        key,
        EntryKind.DECISION,
        Content.of("request " + request).sha256(),
        Content.of("{\"number\":" + request + ",\"patient\":\"" + CANARY + "\"}"),
        Content.of("{\"answer\":" + request + ",\"patient\":\"" + CANARY + "\"}"),
        AT.plusSeconds(request),
        "clinic-" + request % 3);
  }
}
