package org.proviso.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.proviso.language.page.Lock;
import org.proviso.language.page.LockFile;
import org.proviso.language.page.LockFileException;

/** Reads locks from files. */
final class LockFiles {
  private LockFiles() {}

  /** The lock in a file; empty when there is no file. */
  static Optional<Lock> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LockFile.parse(Files.readString(file)));
    } catch (LockFileException wrong) {
      throw Failure.badInput(
          "lock-unreadable", file + ":" + wrong.line(), wrong.getMessage() + ".", wrong.help());
    } catch (IOException failure) {
      throw Failure.badInput(
          "unreadable", file.toString(), "It cannot be read.", "Check the file.");
    }
  }
}
