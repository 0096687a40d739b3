package org.proviso.language.page;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.proviso.language.model.Anchor;

/**
 * The signatures of one version of one document.
 *
 * @param guideline the document's identifier
 * @param version its first date of service
 * @param signatures by anchor, in their order
 */
public record Lock(String guideline, String version, SortedMap<Anchor, Signature> signatures) {
  public Lock {
    signatures = Collections.unmodifiableSortedMap(new TreeMap<>(signatures));
  }
}
