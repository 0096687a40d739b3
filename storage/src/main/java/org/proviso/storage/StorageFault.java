package org.proviso.storage;

/**
 * Why a store did not do what it was asked. None of the texts holds anything of an entry but its
 * identifiers and sequence number.
 */
public sealed interface StorageFault {
  /** The store: the path of a file or the address of a database, without credentials. */
  String store();

  /** What is wrong, as a sentence. */
  String message();

  /** What to do next, as a sentence. */
  String help();

  /** Whether the entries of the call are in the log. */
  enum Stored {
    /** None of them is. */
    NO,
    /**
     * All or none of them are, and it cannot be told which. Appending them again with the same
     * idempotency keys is safe and gives the answer.
     */
    UNKNOWN
  }

  /** What is known of the entries of the call; {@link Stored#NO} for a call that only reads. */
  default Stored stored() {
    return Stored.NO;
  }

  /** The store cannot be reached, or stopped answering. Trying again later may help. */
  record Unavailable(String store, String message, String help, Stored stored)
      implements StorageFault {}

  /** The store did not answer in time. Trying again later may help. */
  record TooSlow(String store, String message, String help, Stored stored)
      implements StorageFault {}

  /** So many entries wait that no more are taken. Trying again later helps. */
  record Overloaded(String store, String message, String help) implements StorageFault {}

  /** There is no room left. */
  record Full(String store, String message, String help) implements StorageFault {}

  /** The store may not be written, or not be opened, by this program. */
  record NotPermitted(String store, String message, String help) implements StorageFault {}

  /** What is there is not a log of Proviso, or is damaged, or is of a newer version. */
  record Unusable(String store, String message, String help) implements StorageFault {}

  /** An idempotency key or an assertion id was used before, for a different request. */
  record IdentifierReused(
      String store, String identifier, long sequence, String message, String help)
      implements StorageFault {}

  /** The store was closed. */
  record Closed(String store, String message, String help) implements StorageFault {}
}
