package org.proviso.storage;

import java.util.List;
import java.util.Optional;

/**
 * The log of everything that was answered: append-only, durable, and chained by hashes, so that
 * what was altered, removed or moved afterwards is found.
 *
 * <p>Safe for use by any number of threads, virtual ones too; concurrent appends share one
 * transaction. Several servers may append to one PostgreSQL: the chain stays one line.
 *
 * <p>Every method but {@link #health} and {@link #close} throws {@link StorageException} when the
 * store fails; nothing is ever given out that was not stored.
 */
public interface DecisionLog extends AutoCloseable {
  /** The most entries of one call to {@link #append}. */
  int MOST_ENTRIES = 1000;

  /**
   * Appends entries, all or none, next to each other in the order given. When it returns they are
   * on disk: neither a killed process nor a power cut takes them away.
   *
   * <p>An entry whose idempotency key the log has already, with the same request digest, is not
   * appended again: its place in the result holds the entry that was there first. This holds as
   * well when the same request comes twice at the same time, on one server or on two.
   *
   * @param entries at most {@link #MOST_ENTRIES}; none is allowed
   * @return one for each entry, in order
   * @throws StorageException nothing was appended, unless {@link StorageFault#stored} says that it
   *     is not known; {@link StorageFault.IdentifierReused} when an identifier is in the log, or in
   *     the list, for a different request
   * @throws IllegalArgumentException if there are too many entries
   */
  List<Appended> append(List<NewEntry> entries) throws StorageException;

  /** The entry with an assertion id. */
  Optional<LoggedEntry> byAssertion(String assertionId) throws StorageException;

  /** The entry with an idempotency key. */
  Optional<LoggedEntry> byIdempotencyKey(String idempotencyKey) throws StorageException;

  /** The entry with a number. */
  Optional<LoggedEntry> bySequence(long sequence) throws StorageException;

  /** The last entry of a kind. */
  Optional<LoggedEntry> latest(EntryKind kind) throws StorageException;

  /** The number of the last entry of a kind; 0 when there is none. Quick, whatever it holds. */
  long latestSequence(EntryKind kind) throws StorageException;

  /** Where the log ends. Print it, and keep it elsewhere: it is an {@link Anchor}. */
  LogHead head() throws StorageException;

  /** How many entries there are. */
  default long size() throws StorageException {
    return head().sequence();
  }

  /**
   * Reads the whole log, one entry at a time, and checks every hash and every link, the head, the
   * store's own guards, and that the anchors are in it. Entries may be appended meanwhile.
   *
   * @param anchors hashes that were kept outside of the log
   */
  Verification verify(List<Anchor> anchors, VerificationProgress progress) throws StorageException;

  /** How the store is, now. Takes a few seconds at most, also when the store does not answer. */
  Health health();

  /** Waits for appends that are under way, then lets go of the store. Appends after it fail. */
  @Override
  void close();
}
