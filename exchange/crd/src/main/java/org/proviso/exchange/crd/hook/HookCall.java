package org.proviso.exchange.crd.hook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.json.Json;

/**
 * A CDS Hooks request, as far as it is used. What is not known of it is ignored.
 *
 * @param hook for example {@code order-sign}
 * @param hookInstance the client's identifier of the call
 * @param server where the EHR's FHIR server is, when the call says
 * @param requestedVersion the version of CRD that the client wants
 * @param configuration the client's configuration options, by code
 * @param patientId the patient of the context
 * @param encounterId the encounter of the context
 * @param resources the draft orders or the appointments of the context
 * @param selections of an order-select: which of the drafts it is about
 * @param dispatched of an order-dispatch: which orders it is about
 * @param prefetch by key; a key whose value is null has no resources
 */
public record HookCall(
    String hook,
    String hookInstance,
    Optional<FhirServer> server,
    Optional<String> requestedVersion,
    Map<String, Json> configuration,
    String patientId,
    Optional<String> encounterId,
    Optional<List<SentResource>> resources,
    List<String> selections,
    List<String> dispatched,
    Map<String, Prefetched> prefetch) {

  /**
   * What the client fetched beforehand under one key.
   *
   * @param failed whether it says that it could not: it gave an OperationOutcome and nothing else
   * @param partial whether it says of itself that there is more, or that something went wrong
   */
  public record Prefetched(List<SentResource> resources, boolean failed, boolean partial) {
    public Prefetched {
      resources = List.copyOf(resources);
    }
  }

  /** Every prefetched resource. */
  public List<SentResource> prefetched() {
    return prefetch.values().stream().flatMap(value -> value.resources().stream()).toList();
  }

  /** Whether the client gave a value, null included, for a key. */
  public boolean gave(String key) {
    Prefetched value = prefetch.get(key);
    return value != null && !value.failed();
  }
}
