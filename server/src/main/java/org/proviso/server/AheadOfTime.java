package org.proviso.server;

import java.nio.file.Path;
import java.util.Map;
import org.proviso.server.settings.InvalidSettingsException;
import org.proviso.server.settings.SettingsReader;

/**
 * What the build runs to let Spring work out the server's beans ahead of time. Settings do not
 * change which beans there are, only what they do, so those of a demonstration serve.
 */
final class AheadOfTime {
  private AheadOfTime() {}

  /** Is ended by Spring when the beans are known, before any of them is made. */
  public static void main(String[] arguments) throws InvalidSettingsException {
    Path home = Path.of(arguments[0]);
    Server.application(SettingsReader.read(Map.of(), "build", Map.of(), true, home)).run();
  }
}
