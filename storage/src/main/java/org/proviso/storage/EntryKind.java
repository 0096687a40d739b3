package org.proviso.storage;

import java.util.regex.Pattern;

/**
 * What an entry of the log is about. An open vocabulary, so that an older program still verifies a
 * newer log.
 *
 * @param name 1 to 40 lower-case letters, digits and hyphens, beginning with a letter
 */
public record EntryKind(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** An answer that was given: decided, or undecided and left to a person. */
  public static final EntryKind DECISION = new EntryKind("decision");

  /** An answer that nothing could be decided: no guideline, bad input, a fault. */
  public static final EntryKind REFUSAL = new EntryKind("refusal");

  /** A release of the guidelines. */
  public static final EntryKind RELEASE = new EntryKind("release");

  /**
   * A kind.
   *
   * @throws IllegalArgumentException if the name is not as described
   */
  public EntryKind {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a kind is named by lower-case letters, digits and hyphens, at most 40");
    }
  }
}
