package org.proviso.exchange.crd.hook;

import java.util.Optional;

/**
 * The EHR's FHIR server as a hook call names it. The address is the client's claim: whoever asks it
 * checks it against the addresses that are allowed.
 *
 * @param address base URL, as written in the call
 * @param accessToken the OAuth 2.0 access token for it, if the call has one
 */
public record FhirServer(String address, Optional<String> accessToken) {
  /** Without the token. */
  @Override
  public String toString() {
    return "FhirServer[" + address + "]";
  }
}
