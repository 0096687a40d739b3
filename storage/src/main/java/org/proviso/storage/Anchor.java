package org.proviso.storage;

import java.util.Optional;
import java.util.OptionalLong;
import org.proviso.ground.digest.Sha256;

/**
 * A hash that the log had for an entry once, kept outside of the log: on paper, in a mail, in
 * another system. Verifying with it shows whether the log up to that entry is still what it was.
 *
 * @param sequence the number of the entry, if it was kept too; 0 with the hash of the empty log
 * @param hash its hash
 */
public record Anchor(OptionalLong sequence, Sha256 hash) {
  /** The anchor that a head is. */
  public static Anchor of(LogHead head) {
    return new Anchor(OptionalLong.of(head.sequence()), head.hash());
  }

  /** Reads {@code HASH} or {@code NUMBER:HASH}; empty when it is neither. */
  public static Optional<Anchor> parse(String text) {
    int colon = text.indexOf(':');
    String hash = text.substring(colon + 1);
    if (!Sha256.isOne(hash)) {
      return Optional.empty();
    }
    if (colon < 0) {
      return Optional.of(new Anchor(OptionalLong.empty(), new Sha256(hash)));
    }
    String number = text.substring(0, colon);
    return number.matches("[0-9]{1,18}")
        ? Optional.of(new Anchor(OptionalLong.of(Long.parseLong(number)), new Sha256(hash)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return (sequence.isPresent() ? sequence.getAsLong() + ":" : "") + hash.hex();
  }
}
