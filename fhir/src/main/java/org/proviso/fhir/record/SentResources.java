package org.proviso.fhir.record;

import java.util.List;

/**
 * What was sent where a resource, or a Bundle of them, is expected.
 *
 * @param resources the resource itself; or those of the Bundle, without what a search says of
 *     itself
 * @param bundle whether it is a Bundle
 * @param more whether the Bundle says that there are further pages
 * @param faulty whether an OperationOutcome in it reports an error or a warning
 */
public record SentResources(
    List<SentResource> resources, boolean bundle, boolean more, boolean faulty) {
  public SentResources {
    resources = List.copyOf(resources);
  }
}
