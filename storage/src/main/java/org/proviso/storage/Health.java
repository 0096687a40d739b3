package org.proviso.storage;

import java.util.List;

/**
 * How a store is.
 *
 * @param ready whether entries can be appended now
 * @param store the path of a file or the address of a database, without credentials
 * @param detail one sentence: what works or what does not, and what to do
 * @param warnings what should be put right though the store works, for example a file that others
 *     may read
 */
public record Health(boolean ready, String store, String detail, List<String> warnings) {
  public Health {
    warnings = List.copyOf(warnings);
  }
}
