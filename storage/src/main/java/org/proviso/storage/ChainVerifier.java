package org.proviso.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.digest.Sha256;

/**
 * Checks a chain of entries as they are read, in the order of their numbers. Holds one hash at a
 * time, so that a log of any length can be checked. Not safe for use by several threads.
 */
public final class ChainVerifier {
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Anchor> anchors;
  private final Sha256 origin;
  private long entries;
  private long last;
  private Sha256 lastReadable;

  /** The hash that the next entry must follow from; none after an entry that cannot be read. */
  private @Nullable Sha256 expected;

  /**
   * A verifier at the beginning of a log.
   *
   * @param origin what the first entry must follow from
   * @param anchors hashes that must be found
   */
  public ChainVerifier(Sha256 origin, List<Anchor> anchors) {
    this.origin = origin;
    this.expected = origin;
    this.lastReadable = origin;
    this.anchors = new HashSet<>(anchors);
  }

  /** The next entry, by number. */
  public void entry(LoggedEntry entry) {
    if (place(entry.sequence())) {
      if (expected != null && !entry.previous().equals(expected)) {
        add(new Finding.BrokenLink(entry.sequence()));
      }
      expected = entry.hash();
      lastReadable = entry.hash();
      anchors.removeIf(
          anchor ->
              anchor.hash().equals(entry.hash())
                  && anchor.sequence().orElse(entry.sequence()) == entry.sequence());
    }
    if (!EntryHash.of(entry.sequence(), entry.entry(), entry.previous()).equals(entry.hash())) {
      add(new Finding.Altered(entry.sequence()));
    }
  }

  /** The next entry, by number, which cannot be read. */
  public void unreadable(long sequence, String field) {
    if (place(sequence)) {
      expected = null;
    }
    add(new Finding.Unreadable(sequence, field));
  }

  /** Whether an entry stands where one can; says what is missing before it. */
  private boolean place(long sequence) {
    entries++;
    if (sequence <= last) {
      add(new Finding.Inserted(sequence));
      return false;
    }
    if (sequence > last + 1) {
      add(new Finding.Missing(last + 1, sequence - 1));
      expected = null;
    }
    last = sequence;
    return true;
  }

  /** A guard of the store that is not in place. */
  public void guardMissing(String guard) {
    add(new Finding.GuardMissing(guard));
  }

  /** Entries after the head. */
  public void beyondHead(Finding.BeyondHead entries) {
    add(entries);
  }

  /** How many entries have been read. */
  public long entries() {
    return entries;
  }

  /**
   * The end of the log.
   *
   * @param head where the store says that the log ends; empty when it does not say
   */
  public Verification finish(Optional<LogHead> head) {
    if (head.isEmpty()) {
      add(new Finding.HeadMissing(last));
    } else if (last < head.get().sequence()) {
      add(new Finding.Missing(last + 1, head.get().sequence()));
    } else if (expected != null && !expected.equals(head.get().hash())) {
      add(new Finding.HeadDiffers(last));
    }
    anchors.removeIf(anchor -> anchor.hash().equals(origin) && anchor.sequence().orElse(0) == 0);
    anchors.forEach(anchor -> add(new Finding.AnchorNotFound(anchor.sequence().orElse(0), anchor)));
    return new Verification(entries, new LogHead(last, lastReadable), findings);
  }

  private void add(Finding finding) {
    if (findings.size() < Verification.MOST_FINDINGS) {
      findings.add(finding);
    }
  }
}
