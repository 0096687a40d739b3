package org.proviso.storage.sql;

import org.proviso.ground.digest.Sha256;
import org.proviso.storage.EntryHash;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.NewEntry;

/**
 * An entry with everything about it that can be computed before its turn: that work is done by the
 * callers, side by side.
 */
final class Prepared {
  private final NewEntry entry;
  private final Sha256 recordHash;
  private final Sha256 returnedHash;
  private final byte[] record;
  private final byte[] returned;

  Prepared(NewEntry entry) {
    this.entry = entry;
    this.recordHash = entry.record().sha256();
    this.returnedHash = entry.returned().sha256();
    this.record = Packing.pack(entry.record());
    this.returned = Packing.pack(entry.returned());
  }

  NewEntry entry() {
    return entry;
  }

  /** How many bytes it has in the store, about. */
  long size() {
    return (long) record.length + returned.length + 500;
  }

  LoggedEntry after(long sequence, Sha256 previous) {
    return new LoggedEntry(
        sequence,
        entry,
        previous,
        EntryHash.of(sequence, entry, recordHash, returnedHash, previous));
  }

  byte[] packedRecord() {
    return record;
  }

  byte[] packedReturned() {
    return returned;
  }
}
