package org.proviso.storage;

/** Something that shows that a log is not what was appended to it. */
public sealed interface Finding {
  /** The number of the entry that it is about, the first of them where there are several. */
  long sequence();

  /** What was found, as a sentence. */
  String message();

  /** A field of the entry is not what its hash was computed over. */
  record Altered(long sequence) implements Finding {
    @Override
    public String message() {
      return "Entry %d was altered: its fields do not give its hash.".formatted(sequence);
    }
  }

  /** Entries are not there. */
  record Missing(long sequence, long through) implements Finding {
    @Override
    public String message() {
      return sequence == through
          ? "Entry %d is missing.".formatted(sequence)
          : "Entries %d to %d are missing.".formatted(sequence, through);
    }
  }

  /** An entry does not follow from the one before it: one of the two was put there. */
  record BrokenLink(long sequence) implements Finding {
    @Override
    public String message() {
      return sequence == 1
          ? "Entry 1 is not the first entry of this log: it was replaced, or the log's identifier was."
          : "Entry %d does not follow from entry %d: one of them was replaced, moved or inserted."
              .formatted(sequence, sequence - 1);
    }
  }

  /** An entry has a number that none can have here. */
  record Inserted(long sequence) implements Finding {
    @Override
    public String message() {
      return "Entry %d was not appended by Proviso: it has a number that none can have there."
          .formatted(sequence);
    }
  }

  /** The store's record of where the log ends is gone or cannot be read. */
  record HeadMissing(long sequence) implements Finding {
    @Override
    public String message() {
      return "The head of the log is missing or cannot be read; the last entry found is %d."
          .formatted(sequence);
    }
  }

  /** A row of the store cannot be read as an entry. */
  record Unreadable(long sequence, String field) implements Finding {
    @Override
    public String message() {
      return "Entry %d cannot be read: its %s is not one.".formatted(sequence, field);
    }
  }

  /** There are entries after the head, which every append moves. */
  record BeyondHead(long sequence, long through) implements Finding {
    @Override
    public String message() {
      return sequence == through
          ? "Entry %d was not appended by Proviso: the head ends before it.".formatted(sequence)
          : "Entries %d to %d were not appended by Proviso: the head ends before them."
              .formatted(sequence, through);
    }
  }

  /** The head has another hash than the last entry. */
  record HeadDiffers(long sequence) implements Finding {
    @Override
    public String message() {
      return "The head was altered: it has another hash for entry %d than the entry itself."
          .formatted(sequence);
    }
  }

  /** A hash that was kept outside is not in the log. */
  record AnchorNotFound(long sequence, Anchor anchor) implements Finding {
    @Override
    public String message() {
      return anchor.sequence().isPresent()
          ? "Entry %d does not have the hash that was kept for it: the log was cut or written anew at or before it."
              .formatted(sequence)
          : "No entry has the hash that was kept: the log was cut or written anew.";
    }
  }

  /** The store itself would now let entries be changed or removed. */
  record GuardMissing(String guard) implements Finding {
    @Override
    public long sequence() {
      return 0;
    }

    @Override
    public String message() {
      return "The store's guard against changing entries is not in place: %s.".formatted(guard);
    }
  }
}
