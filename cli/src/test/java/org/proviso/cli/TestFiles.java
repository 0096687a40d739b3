package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of the repository that tests read. */
final class TestFiles {
  static final Path ROOT = Path.of(System.getProperty("proviso.root", ".."));

  private TestFiles() {}

  /** The requests that are meant to be decided. */
  static List<Path> examples() throws IOException {
    return json(ROOT.resolve("examples"));
  }

  /** The requests that are meant to be refused. */
  static List<Path> badInput() throws IOException {
    return json(ROOT.resolve("examples/bad-input"));
  }

  private static List<Path> json(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
