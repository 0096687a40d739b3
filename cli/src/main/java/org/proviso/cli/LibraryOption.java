package org.proviso.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import picocli.CommandLine.Option;

/** Where the library of guidelines is. */
final class LibraryOption {
  @Option(
      names = "--library",
      paramLabel = "DIR",
      description =
          "The folder of guidelines; default: PROVISO_LIBRARY, or the one that came with proviso.")
  @Nullable Path library;

  Path root() {
    String environment = System.getenv("PROVISO_LIBRARY");
    Path root =
        library != null
            ? library
            : environment != null
                ? Path.of(environment)
                : Path.of(System.getProperty("proviso.home", "."), "guidelines");
    if (!Files.isDirectory(root)) {
      throw CommandFailure.badInput(
          "no-library",
          root.toString(),
          "There is no such folder.",
          "Name the folder of guidelines with --library or PROVISO_LIBRARY.");
    }
    return root;
  }
}
