package org.proviso.storage;

import java.util.List;

/**
 * What verifying a log gave.
 *
 * @param entries how many entries were read
 * @param head where the chain of the entries read ends
 * @param findings what is wrong, by place in the log; empty when it is whole. After {@link
 *     #MOST_FINDINGS} of them the rest are not listed.
 */
public record Verification(long entries, LogHead head, List<Finding> findings) {
  /** The most findings that are listed. */
  public static final int MOST_FINDINGS = 1000;

  public Verification {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean whole() {
    return findings.isEmpty();
  }
}
