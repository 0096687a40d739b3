package org.proviso.storage;

import org.proviso.ground.digest.Sha256;

/**
 * Where a log ends.
 *
 * @param sequence the number of the last entry; 0 when there is none
 * @param hash the hash of the last entry; {@link EntryHash#origin} when there is none
 */
public record LogHead(long sequence, Sha256 hash) {
  /** As it is printed and given back to {@code verify}: the number, a colon, the hash. */
  @Override
  public String toString() {
    return sequence + ":" + hash.hex();
  }
}
