package org.proviso.server.ehr;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.proviso.exchange.crd.evidence.Deadline;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.hook.FhirServer;
import org.proviso.server.security.Caller;

/**
 * Asks the FHIR server that a hook call names, if it is one of those configured for the caller. The
 * call's token goes nowhere else: redirects are not followed, an address must be the configured one
 * to the letter, and a name that leads into a private network is refused unless that is configured.
 */
public final class EhrClient {
  /** A resource type, then an identifier or parameters: nothing that leads out of the server. */
  private static final Pattern QUERY =
      Pattern.compile(
          "[A-Z][A-Za-z]{1,60}(/[A-Za-z0-9.-]{1,64})?(\\?[!-~&&[^#\\\\\"<>^`{|}]]{1,4000})?");

  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

  private final HttpClient http;
  private final int mostBytes;

  /**
   * A client.
   *
   * @param http follows no redirects
   * @param mostBytes the most bytes of one reply
   */
  public EhrClient(HttpClient http, int mostBytes) {
    if (http.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("redirects would take tokens elsewhere");
    }
    this.http = http;
    this.mostBytes = mostBytes;
  }

  /** What may be asked on behalf of a caller. */
  public Ehr of(Caller caller) {
    return (where, query, deadline) -> ask(caller, where, query, deadline);
  }

  private Ehr.Reply ask(Caller caller, FhirServer where, String query, Deadline deadline) {
    Optional<URI> allowed = allowed(caller, where.address());
    if (allowed.isEmpty()) {
      return new Ehr.Reply.NotAllowed(
          "The FHIR server that the call names is not one that is configured for this client.");
    }
    if (where.accessToken().isEmpty()) {
      return new Ehr.Reply.NotAllowed("The call gives no token for its FHIR server.");
    }
    if (!TOKEN.matcher(where.accessToken().get()).matches()) {
      return new Ehr.Reply.NotAllowed("The token that the call gives is not one.");
    }
    if (!QUERY.matcher(query).matches() || query.contains("..")) {
      return new Ehr.Reply.NotAllowed("The question is not one for a FHIR server.");
    }
    if (!caller.privateAddresses() && leadsInside(allowed.get())) {
      return new Ehr.Reply.NotAllowed(
          "The FHIR server's name leads into a private network, which is not configured.");
    }
    Duration remaining = deadline.remaining();
    if (remaining.isZero()) {
      return new Ehr.Reply.Failed("There was no time left to ask.");
    }
    return send(URI.create(allowed.get() + "/" + query), where.accessToken().get(), remaining);
  }

  private Ehr.Reply send(URI address, String token, Duration remaining) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(remaining)
            .header("Accept", "application/fhir+json")
            .header("Authorization", "Bearer " + token)
            .GET()
            .build();
    // A request's own timeout ends with the headers; a body may trickle, so all of it is timed
    // here.
    CompletableFuture<HttpResponse<byte[]>> asked =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), mostBytes));
    try {
      HttpResponse<byte[]> response = asked.get(remaining.toNanos(), TimeUnit.NANOSECONDS);
      return response.statusCode() == 200
          ? new Ehr.Reply.Received(response.body())
          : new Ehr.Reply.Failed("The FHIR server answered " + response.statusCode() + ".");
    } catch (TimeoutException slow) {
      return new Ehr.Reply.Failed("The FHIR server did not answer in time.");
    } catch (ExecutionException failure) {
      return failure.getCause() instanceof HttpTimeoutException
          ? new Ehr.Reply.Failed("The FHIR server did not answer in time.")
          : new Ehr.Reply.Failed(
              "The FHIR server could not be reached, or its reply is larger than %d bytes."
                  .formatted(mostBytes));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Ehr.Reply.Failed("Waiting for the FHIR server was given up.");
    } finally {
      asked.cancel(true);
    }
  }

  /** The configured address that this is, to the letter but for a slash at the end. */
  private static Optional<URI> allowed(Caller caller, String address) {
    String said = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return caller.fhirServers().stream()
        .filter(server -> withoutSlash(server).equals(said))
        .map(server -> URI.create(withoutSlash(server)))
        .findFirst();
  }

  private static String withoutSlash(URI server) {
    String text = server.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * Whether a name leads to an address that is not public. An address that is configured as a
   * number, or as localhost, was meant.
   */
  private static boolean leadsInside(URI server) {
    String host = server.getHost();
    if (host.equals("localhost") || host.startsWith("[") || host.matches("[0-9.]+")) {
      return false;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (isPrivate(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException unknown) {
      // Asking fails for the same reason, and says so.
      return false;
    }
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean sharedSpace = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal
        || sharedSpace;
  }
}
