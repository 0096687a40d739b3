package org.proviso.server.security;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Who sends a request, once that is certain.
 *
 * @param name what the server's log and the log of decisions call it; no patient data. A name with
 *     a colon is of the native API, a name without one of a client in the settings.
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

  /**
   * Whether it may read an entry of the log of decisions.
   *
   * @param entryCaller who caused the entry; empty where the log does not say
   */
  public boolean mayRead(String entryCaller) {
    return scopes.contains(Scope.READ_ALL) || name.equals(entryCaller);
  }
}
