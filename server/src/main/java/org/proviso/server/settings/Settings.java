package org.proviso.server.settings;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.proviso.payer.PayerConfiguration;

/**
 * What the server was told, checked. Immutable; {@link #toString} shows no secret.
 *
 * @param demo whether anybody may ask without a token; only on a loopback address
 * @param publicAddress base address without a slash at its end
 * @param tls how the server speaks TLS itself, if it does
 * @param clients who may call hooks
 * @param api who issues tokens for the native API, if anybody does
 */
public record Settings(
    boolean demo,
    Listener listen,
    Listener management,
    URI publicAddress,
    Optional<Tls> tls,
    Path library,
    Optional<Path> terminology,
    Guidelines guidelines,
    Storage storage,
    Payer payer,
    List<Client> clients,
    Optional<Issuer> api,
    Limits limits,
    Duration refresh) {
  public Settings {
    clients = List.copyOf(clients);
  }

  /** An address and a port; port 0 is any free one. */
  public record Listener(InetAddress address, int port) {}

  /** PEM files. */
  public record Tls(Path certificate, Path key) {}

  /** Where guidelines come from. */
  public enum Guidelines {
    /** The folder of the library as it is; what is written there is in force at once, unchecked. */
    FOLDER,
    /** Releases in the log, published after their checks and kept for replay. */
    RELEASED
  }

  /** Where the log is kept. */
  public sealed interface Storage {
    /** In a folder of this machine. */
    record Embedded(Path folder) implements Storage {}

    /** In a PostgreSQL database. */
    record Postgresql(String url, String user, String password) implements Storage {
      @Override
      public String toString() {
        return "Postgresql[" + url + "]";
      }
    }
  }

  /**
   * The insurer.
   *
   * @param label empty: the library's payer
   */
  public record Payer(
      Optional<String> label,
      Optional<URI> website,
      List<String> identifiers,
      PayerConfiguration.Approval approval,
      Optional<String> contact,
      ZoneId zone) {
    public Payer {
      identifiers = List.copyOf(identifiers);
    }
  }

  /**
   * An EHR that may call hooks.
   *
   * @param name what logs and metrics call it
   * @param issuer the {@code iss} of its tokens
   * @param keys the address of its key set
   * @param fhirServers base addresses of the FHIR servers that may be asked on its behalf
   * @param privateAddresses whether names of those may lead to addresses of a private network
   */
  public record Client(
      String name, String issuer, URI keys, List<URI> fhirServers, boolean privateAddresses) {
    public Client {
      fhirServers = List.copyOf(fhirServers);
    }
  }

  /** Who issues tokens for the native API. */
  public record Issuer(String issuer, URI keys, String audience) {}

  /** What one request, and all together, may take. */
  public record Limits(
      Duration answerWithin,
      Duration ehrWithin,
      int bodyBytes,
      Duration bodyWithin,
      int ehrBytes,
      int nesting,
      int headerBytes,
      int concurrent,
      int connections,
      int requestsPerSecond) {}
}
