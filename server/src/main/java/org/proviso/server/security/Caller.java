package org.proviso.server.security;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Who is asking, once that is certain.
 *
 * @param name what logs, metrics and the log of decisions call it; no patient data
 * @param scopes what it may do on the native API
 * @param fhirServers base addresses of the FHIR servers that may be asked on its behalf
 * @param privateAddresses whether names of those may lead to addresses of a private network
 */
public record Caller(
    String name, Set<Scope> scopes, List<URI> fhirServers, boolean privateAddresses) {
  public Caller {
    scopes = Set.copyOf(scopes);
    fhirServers = List.copyOf(fhirServers);
  }
}
