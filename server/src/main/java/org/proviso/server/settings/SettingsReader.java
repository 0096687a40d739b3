package org.proviso.server.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.proviso.ground.Problem;
import org.proviso.ground.text.Suggestion;
import org.proviso.payer.PayerConfiguration.Approval;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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

  private final Set<String> clients = new TreeSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, String> environment;
  private final Path home;

  /** The defaults, then what the file says, then what the environment says. */
  private final Map<String, String> given = new HashMap<>();

  private final MapConfigurationPropertySource source = new MapConfigurationPropertySource();
  private final Binder binder = new Binder(source);

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
    for (Setting setting : Setting.values()) {
      reader.give(setting.key(), setting.standard());
    }
    reader.takeFile(file, fileName);
    reader.takeEnvironment();
    Optional<Settings> settings = reader.settings(demo);
    if (settings.isEmpty() || !reader.problems.isEmpty()) {
      throw new InvalidSettingsException(reader.problems);
    }
    return settings.get();
  }

  private void give(String key, String value) {
    given.put(key, value);
    source.put(key, value);
  }

  private void takeFile(Map<String, String> file, String fileName) {
    for (var entry : new TreeMap<>(file).entrySet()) {
      String key = entry.getKey();
      String value = entry.getValue().strip();
      Matcher client = CLIENT.matcher(key);
      Optional<Setting> setting = Setting.ofKey(key);
      if (setting.isPresent()) {
        give(key, value);
      } else if (client.matches() && OF_CLIENTS.contains(client.group(2))) {
        clients.add(client.group(1));
        give(key, value);
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
        give(setting.key(), entry.getValue().strip());
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
    boolean terminated = yes(Setting.TLS_TERMINATED.key());
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
            "Set tls.certificate and tls.key; or tls.terminated-by-proxy=yes where a proxy speaks"
                + " TLS; to look around on this machine: proviso serve --demo");
      }
      if (known.isEmpty() && api.isEmpty() && clients.isEmpty()) {
        problem(
            "no-client",
            "client.NAME.issuer",
            "Nobody could ask: no EHR and no issuer of tokens is set.",
            "Set "
                + CLIENT_EXAMPLE
                + " for hooks, api.issuer and api.keys for the native API; to look around on this"
                + " machine: proviso serve --demo");
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
            uri(Setting.PAYER_WEBSITE.key()),
            list(Setting.PAYER_IDENTIFIERS.key()),
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
    return webAddress(Setting.PUBLIC_ADDRESS.key(), said.get().replaceFirst("/+$", ""));
  }

  private List<Settings.Client> knownClients() {
    var known = new ArrayList<Settings.Client>();
    for (String name : clients) {
      String prefix = "client." + name + ".";
      String issuer = said(prefix + "issuer").orElse("");
      if (issuer.isEmpty()) {
        problem(
            "client-incomplete",
            prefix + "issuer",
            "The client has no issuer, so its tokens cannot be told from others'.",
            "Set it to the iss of its tokens.");
      }
      Optional<URI> keys = uri(prefix + "keys");
      if (said(prefix + "keys").isEmpty()) {
        problem(
            "client-incomplete",
            prefix + "keys",
            "The client has no key set, so its tokens cannot be checked.",
            "Set it to the address of its JWKS.");
      }
      keys.ifPresent(address -> requireTls(prefix + "keys", address));
      List<URI> servers =
          list(prefix + "fhir-servers").stream()
              .flatMap(text -> webAddress(prefix + "fhir-servers", text).stream())
              .toList();
      servers.forEach(server -> requireTls(prefix + "fhir-servers", server));
      boolean privately = yes(prefix + "private-addresses");
      if (known.stream().anyMatch(other -> other.issuer().equals(issuer))) {
        problem(
            "issuer-twice",
            prefix + "issuer",
            "Two clients have the same issuer.",
            "Give each client an issuer of its own.");
      }
      keys.ifPresent(
          address -> known.add(new Settings.Client(name, issuer, address, servers, privately)));
    }
    return known;
  }

  private Optional<Settings.Issuer> api(Optional<URI> publicAddress) {
    Optional<String> issuer = said(Setting.API_ISSUER);
    Optional<URI> keys = uri(Setting.API_KEYS.key());
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
    return bound(
            Setting.GUIDELINES.key(),
            Settings.Guidelines.class,
            "Guidelines cannot come from there.",
            "Set it to released or folder.")
        .orElse(demo ? Settings.Guidelines.FOLDER : Settings.Guidelines.RELEASED);
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
    return bound(
            Setting.PAYER_APPROVAL.key(),
            Approval.class,
            "There is no such way of approving.",
            "Set it to one of: "
                + Arrays.stream(Approval.values())
                    .map(approval -> approval.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ")))
        .orElse(Approval.BY_A_PERSON);
  }

  private ZoneId zone() {
    return bound(
            Setting.PAYER_ZONE.key(),
            ZoneId.class,
            "There is no such time zone.",
            "Name one like America/New_York.")
        .orElse(ZoneId.of("UTC"));
  }

  /**
   * What was given or holds by default, converted; empty where there is nothing, or where it does
   * not fit, which is a problem then.
   */
  private <T> Optional<T> bound(String key, Class<T> type, String message, String help) {
    if (said(key).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(binder.bind(key, Bindable.of(type)).get());
    } catch (BindException | NoSuchElementException unfit) {
      problem("setting-does-not-fit", key, message, help);
      return Optional.empty();
    }
  }

  private String value(Setting setting) {
    return given.getOrDefault(setting.key(), "");
  }

  private Optional<String> said(Setting setting) {
    return said(setting.key());
  }

  private Optional<String> said(String key) {
    return Optional.ofNullable(given.get(key)).filter(text -> !text.isEmpty());
  }

  private boolean yes(String key) {
    return bound(key, Boolean.class, "It is neither yes nor no.", "Set it to yes or no.")
        .orElse(false);
  }

  private int whole(Setting setting, int min, int max) {
    int standard = Integer.parseInt(setting.standard());
    String message = "It is not a whole number from " + min + " to " + max + ".";
    String help = "Leave it out for " + standard + ", or set a number in that range.";
    int number = bound(setting.key(), Integer.class, message, help).orElse(standard);
    if (number < min || number > max) {
      problem("setting-does-not-fit", setting.key(), message, help);
    }
    return number;
  }

  private Optional<InetAddress> address(Setting setting) {
    return bound(
        setting.key(),
        InetAddress.class,
        "It is not the name or number of an address.",
        "Set it to an address of this machine, for example 0.0.0.0 for all.");
  }

  private Optional<Path> folder(Setting setting) {
    return path(
        setting, Files::isDirectory, "There is no such folder.", "Name an existing folder.");
  }

  private Optional<Path> file(Setting setting) {
    return path(
        setting,
        Files::isReadable,
        "There is no such file, or this user may not read it.",
        "Name a file that this user may read.");
  }

  private Optional<Path> path(Setting setting, Predicate<Path> fits, String message, String help) {
    Optional<Path> path = said(setting).map(Path::of);
    if (path.isPresent() && !fits.test(path.get())) {
      problem("setting-does-not-fit", setting.key(), message, help);
      return Optional.empty();
    }
    return path;
  }

  private Optional<URI> uri(String key) {
    return said(key).flatMap(text -> webAddress(key, text));
  }

  private Optional<URI> webAddress(String place, String text) {
    try {
      URI uri = new URI(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException malformed) {
      // Reported below, as any address that does not fit.
    }
    problem(
        "setting-does-not-fit",
        place,
        "It is not a web address.",
        "Write it like https://host/path, without user, query or fragment.");
    return Optional.empty();
  }

  private List<String> list(String key) {
    return said(key).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
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
