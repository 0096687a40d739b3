package org.proviso.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.proviso.server.settings.InvalidSettingsException;
import org.proviso.server.settings.Settings;
import org.proviso.server.settings.SettingsReader;
import org.proviso.terminology.Terminology;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts servers with the embedded store, on any free port. */
final class TestServers {
  private static final Terminology TERMINOLOGY = Terminology.standard();

  static {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private TestServers() {}

  /** A demonstration with some more settings. */
  static Settings demo(Path folder, Map<String, String> more) {
    return settings(folder, more, true);
  }

  /** A server that asks for tokens; a proxy that is not there speaks TLS for it. */
  static Settings secured(Path folder, Map<String, String> more) {
    var all = new HashMap<>(more);
    all.put("tls.terminated-by-proxy", "yes");
    all.putIfAbsent("public-address", "https://crd.example.org");
    return settings(folder, all, false);
  }

  private static Settings settings(Path folder, Map<String, String> more, boolean demo) {
    var all = new HashMap<String, String>();
    all.put("listen.port", "0");
    all.put("management.port", "0");
    all.put("storage.folder", folder.resolve("store").toString());
    all.putAll(more);
    try {
      return SettingsReader.read(all, "test", Map.of(), demo, Samples.ROOT);
    } catch (InvalidSettingsException invalid) {
      throw new IllegalArgumentException(invalid.problems().toString(), invalid);
    }
  }

  static Server start(Settings settings) {
    return start(settings, UnaryOperator.identity());
  }

  /** With something put in front of what it stands on. */
  static Server start(Settings settings, UnaryOperator<Ports> faults) {
    Ports ports = faults.apply(Stores.open(settings));
    return Server.start(settings, () -> ports, TERMINOLOGY);
  }
}
