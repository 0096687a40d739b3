package org.proviso.server.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proviso.ground.Problem;
import org.proviso.ground.text.Suggestion;
import org.proviso.payer.PayerConfiguration.Approval;

/**
 * Reads settings from a file and the environment, which goes before the file, and checks them
 * together. A key that is not known is an error, and so is a secret in the file.
 */
public final class SettingsReader {
  /** Where the password of the database is read from; it may stand nowhere else. */
  public static final String DATABASE_PASSWORD = "PROVISO_DATABASE_PASSWORD";

  /** Variables that are not settings of the server. */
  private static final Set<String> NOT_SETTINGS =
      Set.of(
          DATABASE_PASSWORD,
          "PROVISO_JAVA_HOME",
          "PROVISO_JAVA_OPTIONS",
          "PROVISO_SERVER_OPTIONS",
          "PROVISO_DEBUG",
          "PROVISO_CONFIG",
          "PROVISO_TOKEN");

  private static final Pattern CLIENT =
      Pattern.compile("client\\.([a-z][a-z0-9-]{0,30})\\.([a-z-]+)");
  private static final Set<String> OF_CLIENTS =
      Set.of("issuer", "keys", "fhir-servers", "private-addresses");
  private static final String CLIENT_EXAMPLE =
      "client.NAME.issuer, client.NAME.keys and client.NAME.fhir-servers";

  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final Map<String, Map<String, String>> clients = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, String> environment;
  private final Path home;

  private SettingsReader(Map<String, String> environment, Path home) {
    this.environment = environment;
    this.home = home;
  }

  /**
   * Reads settings.
   *
   * @param file the keys and values of the file; empty when there is none
   * @param fileName what messages call the file
   * @param environment the variables of the process
   * @param demo whether a demonstration was asked for
   * @param home the folder that Proviso is in, for the folders that it brings along
   * @throws InvalidSettingsException if anything is wrong; with everything that is
   */
  public static Settings read(
      Map<String, String> file,
      String fileName,
      Map<String, String> environment,
      boolean demo,
      Path home)
      throws InvalidSettingsException {
    var reader = new SettingsReader(environment, home);
    reader.takeFile(file, fileName);
    reader.takeEnvironment();
    Optional<Settings> settings = reader.settings(demo);
    if (settings.isEmpty() || !reader.problems.isEmpty()) {
      throw new InvalidSettingsException(reader.problems);
    }
    return settings.get();
  }

  private void takeFile(Map<String, String> file, String fileName) {
    for (var entry : new TreeMap<>(file).entrySet()) {
      String key = entry.getKey();
      String value = entry.getValue().strip();
      Matcher client = CLIENT.matcher(key);
      Optional<Setting> setting = Setting.ofKey(key);
      if (setting.isPresent()) {
        values.put(setting.get(), value);
      } else if (client.matches() && OF_CLIENTS.contains(client.group(2))) {
        clients.computeIfAbsent(client.group(1), _ -> new TreeMap<>()).put(client.group(2), value);
      } else if (key.contains("password") || key.contains("secret")) {
        problem(
            "secret-in-file",
            fileName + ": " + key,
            "Secrets are read from the environment alone.",
            "Take it out of the file, change the secret, and set " + DATABASE_PASSWORD + ".");
      } else {
        problem(
            "unknown-setting",
            fileName + ": " + key,
            "There is no such setting.",
            "Did you mean " + nearest(key) + "? All are printed by: proviso serve --settings");
      }
    }
  }

  private void takeEnvironment() {
    Map<String, Setting> variables = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      variables.put(setting.variable(), setting);
    }
    for (var entry : new TreeMap<>(environment).entrySet()) {
      String name = entry.getKey();
      if (!name.startsWith("PROVISO_") || NOT_SETTINGS.contains(name)) {
        continue;
      }
      Setting setting = variables.get(name);
      if (setting == null) {
        problem(
            "unknown-setting",
            name,
            "There is no setting for this variable of the environment.",
            "Unset it, or write " + nearestVariable(name, variables.keySet()) + ".");
      } else {
        values.put(setting, entry.getValue().strip());
      }
    }
  }

  private Optional<Settings> settings(boolean demo) {
    Optional<InetAddress> address = address(Setting.LISTEN_ADDRESS);
    int port = whole(Setting.LISTEN_PORT, 0, 65535);
    Optional<InetAddress> management = address(Setting.MANAGEMENT_ADDRESS);
    int managementPort = whole(Setting.MANAGEMENT_PORT, 0, 65535);
    if (port != 0 && port == managementPort) {
      problem(
          "same-port",
          Setting.MANAGEMENT_PORT.key(),
          "Requests and management cannot share port " + port + ".",
          "Set another " + Setting.MANAGEMENT_PORT.key() + ".");
    }
    Optional<Settings.Tls> tls = tls();
    boolean terminated = yes(Setting.TLS_TERMINATED);
    List<Settings.Client> known = knownClients();
    Optional<URI> publicAddress = publicAddress(address, port, tls.isPresent(), demo);
    Optional<Settings.Issuer> api = api(publicAddress);
    if (demo) {
      address
          .filter(listen -> !listen.isLoopbackAddress())
          .ifPresent(
              listen ->
                  problem(
                      "demo-not-on-loopback",
                      Setting.LISTEN_ADDRESS.key(),
                      "A demonstration answers anybody, so it listens on a loopback address only, and %s is none."
                          .formatted(listen.getHostAddress()),
                      "Set it to 127.0.0.1, or configure clients and leave --demo out."));
    } else {
      if (tls.isEmpty() && !terminated) {
        problem(
            "no-tls",
            Setting.TLS_CERTIFICATE.key(),
            "Patient data travels over TLS only, and no certificate is set.",
            "Set tls.certificate and tls.key; or tls.terminated-by-proxy=yes where a proxy speaks TLS; to look around on this machine: proviso serve --demo");
      }
      if (known.isEmpty() && api.isEmpty() && clients.isEmpty()) {
        problem(
            "no-client",
            "client.NAME.issuer",
            "Nobody could ask: no EHR and no issuer of tokens is set.",
            "Set "
                + CLIENT_EXAMPLE
                + " for hooks, api.issuer and api.keys for the native API; to look around on this machine: proviso serve --demo");
      }
    }
    Path library = folder(Setting.LIBRARY).orElse(home.resolve("guidelines"));
    if (!Files.isDirectory(library)) {
      problem(
          "no-library",
          Setting.LIBRARY.key(),
          "There is no folder " + library + ".",
          "Name the folder of guidelines.");
    }
    Optional<Path> terminology = folder(Setting.TERMINOLOGY);
    Settings.Guidelines guidelines = guidelines(demo);
    Settings.Storage storage = storage();
    var payer =
        new Settings.Payer(
            said(Setting.PAYER_LABEL),
            uri(Setting.PAYER_WEBSITE.key(), said(Setting.PAYER_WEBSITE)),
            list(value(Setting.PAYER_IDENTIFIERS)),
            approval(),
            said(Setting.PAYER_CONTACT),
            zone());
    var limits =
        new Settings.Limits(
            Duration.ofMillis(whole(Setting.ANSWER_WITHIN, 200, 60_000)),
            Duration.ofMillis(whole(Setting.EHR_WITHIN, 100, 60_000)),
            whole(Setting.BODY_BYTES, 1024, 64 << 20),
            Duration.ofMillis(whole(Setting.BODY_WITHIN, 100, 600_000)),
            whole(Setting.EHR_BYTES, 1024, 64 << 20),
            whole(Setting.NESTING, 10, 100),
            whole(Setting.HEADER_BYTES, 1024, 1 << 20),
            whole(Setting.CONCURRENT, 1, 100_000),
            whole(Setting.CONNECTIONS, 1, 1_000_000),
            whole(Setting.RATE, 1, 10_000_000));
    if (limits.ehrWithin().compareTo(limits.answerWithin()) >= 0) {
      problem(
          "ehr-longer-than-answer",
          Setting.EHR_WITHIN.key(),
          "An EHR would be waited for until after the answer is due.",
          "Set it below " + Setting.ANSWER_WITHIN.key() + ".");
    }
    if (address.isEmpty() || management.isEmpty() || publicAddress.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Settings(
            demo,
            new Settings.Listener(address.get(), port),
            new Settings.Listener(management.get(), managementPort),
            publicAddress.get(),
            tls,
            library,
            terminology,
            guidelines,
            storage,
            payer,
            known,
            api,
            limits,
            Duration.ofMillis(whole(Setting.REFRESH, 50, 3_600_000))));
  }

  private Optional<Settings.Tls> tls() {
    Optional<Path> certificate = file(Setting.TLS_CERTIFICATE);
    Optional<Path> key = file(Setting.TLS_KEY);
    if (said(Setting.TLS_CERTIFICATE).isPresent() != said(Setting.TLS_KEY).isPresent()) {
      problem(
          "half-tls",
          Setting.TLS_CERTIFICATE.key() + ", " + Setting.TLS_KEY.key(),
          "A certificate needs its key, and a key its certificate.",
          "Set both.");
    }
    return certificate.flatMap(there -> key.map(with -> new Settings.Tls(there, with)));
  }

  private Optional<URI> publicAddress(
      Optional<InetAddress> listen, int port, boolean tls, boolean demo) {
    Optional<String> said = said(Setting.PUBLIC_ADDRESS);
    if (said.isEmpty()) {
      if (!demo) {
        problem(
            "no-public-address",
            Setting.PUBLIC_ADDRESS.key(),
            "Tokens must name this server as their audience, and it does not know its address.",
            "Set it to the address that clients use, for example https://crd.example-payer.com");
      }
      return listen.map(
          address ->
              URI.create(
                  (tls ? "https://" : "http://")
                      + (address.getHostAddress().contains(":")
                          ? "[" + address.getHostAddress() + "]"
                          : address.getHostAddress())
                      + ":"
                      + port));
    }
    return uri(Setting.PUBLIC_ADDRESS.key(), said.map(text -> text.replaceFirst("/+$", "")));
  }

  private List<Settings.Client> knownClients() {
    var known = new ArrayList<Settings.Client>();
    for (var client : clients.entrySet()) {
      String prefix = "client." + client.getKey() + ".";
      Map<String, String> said = client.getValue();
      String issuer = said.getOrDefault("issuer", "");
      if (issuer.isEmpty()) {
        problem(
            "client-incomplete",
            prefix + "issuer",
            "The client has no issuer, so its tokens cannot be told from others'.",
            "Set it to the iss of its tokens.");
      }
      Optional<URI> keys = uri(prefix + "keys", Optional.ofNullable(said.get("keys")));
      if (said.get("keys") == null) {
        problem(
            "client-incomplete",
            prefix + "keys",
            "The client has no key set, so its tokens cannot be checked.",
            "Set it to the address of its JWKS.");
      }
      keys.ifPresent(address -> requireTls(prefix + "keys", address));
      List<URI> servers =
          list(said.getOrDefault("fhir-servers", "")).stream()
              .flatMap(text -> uri(prefix + "fhir-servers", Optional.of(text)).stream())
              .toList();
      servers.forEach(server -> requireTls(prefix + "fhir-servers", server));
      boolean privately =
          yesOrNo(prefix + "private-addresses", said.getOrDefault("private-addresses", "no"));
      if (known.stream().anyMatch(other -> other.issuer().equals(issuer))) {
        problem(
            "issuer-twice",
            prefix + "issuer",
            "Two clients have the same issuer.",
            "Give each client an issuer of its own.");
      }
      keys.ifPresent(
          address ->
              known.add(new Settings.Client(client.getKey(), issuer, address, servers, privately)));
    }
    return known;
  }

  private Optional<Settings.Issuer> api(Optional<URI> publicAddress) {
    Optional<String> issuer = said(Setting.API_ISSUER);
    Optional<URI> keys = uri(Setting.API_KEYS.key(), said(Setting.API_KEYS));
    if (issuer.isPresent() != said(Setting.API_KEYS).isPresent()) {
      problem(
          "half-issuer",
          Setting.API_ISSUER.key() + ", " + Setting.API_KEYS.key(),
          "An issuer of tokens needs the address of its key set, and the reverse.",
          "Set both.");
    }
    keys.ifPresent(address -> requireTls(Setting.API_KEYS.key(), address));
    String audience =
        said(Setting.API_AUDIENCE).or(() -> publicAddress.map(URI::toString)).orElse("");
    return issuer.flatMap(
        name -> keys.map(address -> new Settings.Issuer(name, address, audience)));
  }

  /** Keys and patient data come over TLS, unless they never leave the machine. */
  private void requireTls(String place, URI address) {
    if (!"https".equals(address.getScheme()) && !isLoopback(address)) {
      problem(
          "not-https",
          place,
          "The address is not https and not on this machine.",
          "Use an https address.");
    }
  }

  private static boolean isLoopback(URI address) {
    String host = String.valueOf(address.getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private Settings.Guidelines guidelines(boolean demo) {
    String said = value(Setting.GUIDELINES);
    return switch (said) {
      case "" -> demo ? Settings.Guidelines.FOLDER : Settings.Guidelines.RELEASED;
      case "folder" -> Settings.Guidelines.FOLDER;
      case "released" -> Settings.Guidelines.RELEASED;
      default -> {
        problem(
            "unknown-guidelines",
            Setting.GUIDELINES.key(),
            "Guidelines cannot come from \"" + said + "\".",
            "Set it to released or folder.");
        yield Settings.Guidelines.RELEASED;
      }
    };
  }

  private Settings.Storage storage() {
    String kind = value(Setting.STORAGE);
    return switch (kind) {
      case "embedded" ->
          new Settings.Storage.Embedded(
              said(Setting.STORAGE_FOLDER)
                  .map(Path::of)
                  .orElse(home.resolve(".proviso").resolve("store")));
      case "postgresql" -> {
        String url = value(Setting.DATABASE_URL);
        if (!url.startsWith("jdbc:postgresql:")) {
          problem(
              "no-database",
              Setting.DATABASE_URL.key(),
              "The address of the database is missing or not one of PostgreSQL.",
              "Set it to jdbc:postgresql://HOST/DATABASE");
        }
        if (url.contains("password=")) {
          problem(
              "secret-in-file",
              Setting.DATABASE_URL.key(),
              "Secrets are read from the environment alone.",
              "Take the password out of the address and set " + DATABASE_PASSWORD + ".");
        }
        yield new Settings.Storage.Postgresql(
            url, value(Setting.DATABASE_USER), environment.getOrDefault(DATABASE_PASSWORD, ""));
      }
      default -> {
        problem(
            "unknown-storage",
            Setting.STORAGE.key(),
            "There is no storage \"" + kind + "\".",
            "Set it to embedded or postgresql.");
        yield new Settings.Storage.Embedded(home);
      }
    };
  }

  private Approval approval() {
    String said = value(Setting.PAYER_APPROVAL);
    return Arrays.stream(Approval.values())
        .filter(approval -> word(approval).equals(said))
        .findFirst()
        .orElseGet(
            () -> {
              problem(
                  "unknown-approval",
                  Setting.PAYER_APPROVAL.key(),
                  "There is no way of approving \"" + said + "\".",
                  "Set it to one of: "
                      + String.join(
                          ", ",
                          Arrays.stream(Approval.values()).map(SettingsReader::word).toList()));
              return Approval.BY_A_PERSON;
            });
  }

  private static String word(Approval approval) {
    return approval.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(value(Setting.PAYER_ZONE));
    } catch (DateTimeException unknown) {
      problem(
          "unknown-time-zone",
          Setting.PAYER_ZONE.key(),
          "There is no such time zone.",
          "Name one like America/New_York.");
      return ZoneId.of("UTC");
    }
  }

  private String value(Setting setting) {
    return values.getOrDefault(setting, setting.standard());
  }

  private Optional<String> said(Setting setting) {
    return Optional.of(value(setting)).filter(text -> !text.isEmpty());
  }

  private boolean yes(Setting setting) {
    return yesOrNo(setting.key(), value(setting));
  }

  private boolean yesOrNo(String place, String text) {
    if (!text.equals("yes") && !text.equals("no")) {
      problem("not-yes-or-no", place, "It is neither yes nor no.", "Set it to yes or no.");
    }
    return text.equals("yes");
  }

  private int whole(Setting setting, int least, int most) {
    try {
      int number = Integer.parseInt(value(setting));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notWhole) {
      // Told below, as any number that does not fit.
    }
    problem(
        "number-does-not-fit",
        setting.key(),
        "It is not a whole number from " + least + " to " + most + ".",
        "Leave it out for " + setting.standard() + ", or set a number in that range.");
    return Integer.parseInt(setting.standard());
  }

  private Optional<InetAddress> address(Setting setting) {
    return checked(
        setting.key(),
        value(setting),
        text -> {
          try {
            return Optional.of(InetAddress.getByName(text));
          } catch (UnknownHostException unknown) {
            return Optional.empty();
          }
        },
        "It is not the name or number of an address.",
        "Set it to an address of this machine, for example 0.0.0.0 for all.");
  }

  private Optional<Path> folder(Setting setting) {
    return said(setting)
        .flatMap(
            text ->
                checked(
                    setting.key(),
                    text,
                    name -> Optional.of(Path.of(name)).filter(Files::isDirectory),
                    "There is no such folder.",
                    "Name a folder that exists."));
  }

  private Optional<Path> file(Setting setting) {
    return said(setting)
        .flatMap(
            text ->
                checked(
                    setting.key(),
                    text,
                    name -> Optional.of(Path.of(name)).filter(Files::isReadable),
                    "There is no such file, or it may not be read.",
                    "Name a file that this user may read."));
  }

  private Optional<URI> uri(String place, Optional<String> text) {
    return text.flatMap(
        said ->
            checked(
                place,
                said,
                SettingsReader::webAddress,
                "It is not a web address.",
                "Write it like https://host/path, without user, query or fragment."));
  }

  private static Optional<URI> webAddress(String text) {
    try {
      URI uri = URI.create(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return Optional.of(uri)
          .filter(_ -> web && uri.getHost() != null && uri.getRawUserInfo() == null)
          .filter(_ -> uri.getRawQuery() == null && uri.getRawFragment() == null);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private <T> Optional<T> checked(
      String place, String text, Function<String, Optional<T>> read, String message, String help) {
    Optional<T> value = read.apply(text);
    if (value.isEmpty()) {
      problem("setting-does-not-fit", place, message, help);
    }
    return value;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private void problem(String id, String place, String message, String help) {
    problems.add(new Problem(id, place, message, help));
  }

  private static String nearest(String key) {
    return nearestOf(key, Arrays.stream(Setting.values()).map(Setting::key).toList());
  }

  private static String nearestVariable(String name, Set<String> variables) {
    return nearestOf(name, List.copyOf(variables));
  }

  private static String nearestOf(String text, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> Suggestion.distance(text, name)))
        .orElse("");
  }
}
