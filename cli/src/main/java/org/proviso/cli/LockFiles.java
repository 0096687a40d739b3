package org.proviso.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.proviso.command.CommandFailure;
import org.proviso.command.InputFile;
import org.proviso.command.OutputFile;
import org.proviso.language.library.Document;
import org.proviso.language.page.Lock;
import org.proviso.language.page.LockFile;
import org.proviso.language.page.LockFileException;

/** Reads and changes locks in files. */
final class LockFiles {
  private static final int ATTEMPTS = 100;
  private static final int PAUSE_MILLISECONDS = 50;

  private LockFiles() {}

  /** The lock in a file; empty when there is no file. */
  static Optional<Lock> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = InputFile.text(file, Document.SIZE_LIMIT, "Check the lock.");
    try {
      return Optional.of(LockFile.parse(text));
    } catch (LockFileException wrong) {
      throw CommandFailure.badInput(
          "lock-unreadable", file + ":" + wrong.line(), wrong.getMessage() + ".", wrong.help());
    }
  }

  /**
   * Begins a change of a lock. Who else wants to change it waits until this one is closed, so that
   * of two who sign at the same time neither takes the other's signature away.
   */
  static Change change(Path file) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (created(next)) {
          return new Change(file, next);
        }
        Thread.sleep(PAUSE_MILLISECONDS);
      }
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unwritable",
          file.toString(),
          "The lock cannot be written there.",
          "Sign where the folder of the document can be written to.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw CommandFailure.badInput(
        "being-signed",
        next.toString(),
        "Somebody else is signing this document, or was interrupted while signing it.",
        "Try again; if nobody is signing, remove this file first.");
  }

  /** Making the file is also how one of several is chosen. */
  private static boolean created(Path next) throws IOException {
    try {
      Files.createFile(next);
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    }
  }

  /** A change that nobody else can make at the same time. */
  static final class Change implements AutoCloseable {
    private final Path file;
    private final Path next;
    private boolean done;

    private Change(Path file, Path next) {
      this.file = file;
      this.next = next;
    }

    /** Writes the lock, whole or not at all. */
    void to(Lock lock) {
      try {
        Files.writeString(next, LockFile.format(lock));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        // From here on the name is free, and may be another's.
        done = true;
      } catch (IOException failure) {
        throw OutputFile.unwritable(file, "The lock", failure);
      }
    }

    @Override
    public void close() {
      try {
        if (!done) {
          Files.deleteIfExists(next);
        }
      } catch (IOException failure) {
        throw OutputFile.unwritable(next, "The lock", failure);
      }
    }
  }
}
