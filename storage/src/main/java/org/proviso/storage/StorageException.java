package org.proviso.storage;

/** A store did not do what it was asked; {@link #fault} says why and what to do. */
public final class StorageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient StorageFault fault;

  /** For a fault that has no cause in a library below. */
  public StorageException(StorageFault fault) {
    super(text(fault));
    this.fault = fault;
  }

  /** Why. */
  public StorageFault fault() {
    return fault;
  }

  private static String text(StorageFault fault) {
    return fault.store() + ": " + fault.message() + " " + fault.help();
  }
}
