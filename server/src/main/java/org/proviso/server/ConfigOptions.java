package org.proviso.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.server.settings.InvalidSettingsException;
import org.proviso.server.settings.Settings;
import org.proviso.server.settings.SettingsReader;
import org.proviso.terminology.Terminology;
import org.proviso.terminology.TerminologyFileException;
import picocli.CommandLine.Option;

/** What the commands that open a server's parts have in common. */
final class ConfigOptions {
  private static final String VARIABLE = "PROVISO_CONFIG";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A file of settings, KEY=VALUE a line; default: PROVISO_CONFIG.")
  @Nullable Path config;

  @Option(
      names = "--demo",
      description = "Answer anybody on this machine without a token; for looking around only.")
  boolean demo;

  Settings settings(Console console) {
    Path file =
        config == null && console.environment().containsKey(VARIABLE)
            ? Path.of(console.environment().get(VARIABLE))
            : config;
    try {
      return SettingsReader.read(
          file == null ? Map.of() : content(file),
          file == null ? "settings" : file.toString(),
          console.environment(),
          demo,
          home());
    } catch (InvalidSettingsException invalid) {
      throw new CommandFailure(ExitCode.BAD_INPUT, invalid.problems());
    }
  }

  static Path home() {
    return Path.of(System.getProperty("proviso.home", ".")).toAbsolutePath().normalize();
  }

  private static Map<String, String> content(Path file) {
    var properties = new Once();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          "settings-unreadable",
          file.toString(),
          "The file of settings cannot be read.",
          "Name a text file with KEY=VALUE a line.");
    }
    if (!properties.twice.isEmpty()) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          "setting-twice",
          file.toString(),
          "Settings are given more than once: " + String.join(", ", properties.twice) + ".",
          "Keep the line that is meant.");
    }
    var values = new LinkedHashMap<String, String>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  /** Properties that notice a key that comes again. */
  private static final class Once extends Properties {
    private static final long serialVersionUID = 1L;

    private final TreeSet<String> twice = new TreeSet<>();

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
      Object before = super.put(key, value);
      if (before != null) {
        twice.add(key.toString());
      }
      return before;
    }
  }

  static Terminology terminology(Settings settings) {
    if (settings.terminology().isEmpty()) {
      return Terminology.standard();
    }
    try {
      return Terminology.load(settings.terminology().get());
    } catch (TerminologyFileException wrong) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          "terminology-unreadable",
          wrong.file() + ":" + wrong.line(),
          wrong.problem(),
          wrong.help());
    }
  }
}
