package org.proviso.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.command.CommandFailure;
import org.proviso.command.ExitCode;
import org.proviso.server.settings.Settings;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.StorageException;
import org.proviso.storage.embedded.EmbeddedLog;
import org.proviso.storage.postgres.PostgresLog;
import org.proviso.storage.postgres.PostgresSettings;
import org.proviso.storage.release.FolderGuidelineStore;
import org.proviso.storage.release.LibraryFolder;
import org.proviso.storage.release.LogGuidelineStore;
import org.proviso.storage.release.Publication;
import org.proviso.storage.release.PublicationCheck;
import org.proviso.storage.release.Published;
import org.proviso.storage.release.PublishingService;
import org.proviso.storage.release.Release;
import org.proviso.storage.release.StandardChecks;

/** Opens what a server keeps its answers in and has its guidelines from. */
final class Stores {
  /** Who publishes the library that a server starts with. */
  private static final String FIRST_START = "first start of the server";

  private Stores() {}

  /**
   * Opens both. A log without any release is given the library's folder as its first.
   *
   * @throws CommandFailure when they cannot be opened, or the library does not pass its checks
   */
  static Ports open(Settings settings) {
    DecisionLog log = log(settings.storage());
    try {
      return switch (settings.guidelines()) {
        case FOLDER -> {
          var store = FolderGuidelineStore.open(settings.library(), Clock.systemUTC());
          requirePayer(store.current());
          yield Ports.of(log, store, Optional.empty());
        }
        case RELEASED -> {
          LogGuidelineStore store = LogGuidelineStore.open(log);
          PublishingService publishing = publishing(store);
          if (store.current().number() == 0) {
            publishFirst(settings, publishing);
          }
          requirePayer(store.current());
          yield Ports.of(log, store, Optional.of(publishing));
        }
      };
    } catch (StorageException failure) {
      log.close();
      throw failure(failure);
    } catch (RuntimeException failure) {
      log.close();
      throw failure;
    }
  }

  static DecisionLog log(Settings.Storage storage) {
    try {
      return switch (storage) {
        case Settings.Storage.Embedded(var folder) -> EmbeddedLog.open(folder);
        case Settings.Storage.Postgresql(String url, String user, String password) ->
            PostgresLog.open(new PostgresSettings(url, user, password));
      };
    } catch (StorageException failure) {
      throw failure(failure);
    }
  }

  /**
   * Opens a log that is there. Where none is, none is made: an audit of the wrong folder would
   * otherwise find a new log whole. Nor is one made of an empty file, which was a log once.
   *
   * @throws CommandFailure when it cannot be opened, there is none, or its file is empty
   */
  static DecisionLog present(Settings.Storage storage) {
    if (storage instanceof Settings.Storage.Embedded(Path folder)) {
      Path file = folder.resolve(EmbeddedLog.FILE);
      if (!Files.exists(file)) {
        throw new CommandFailure(
            ExitCode.UNAVAILABLE,
            "no-log",
            folder.toString(),
            "There is no log of decisions in this folder.",
            "Check the setting storage.folder; the server makes the log when it first starts.");
      }
      if (isEmpty(file)) {
        throw new CommandFailure(
            ExitCode.FINDINGS,
            "log-empty",
            file.toString(),
            "The file is empty: the log of decisions was lost, or never written.",
            "Restore it from a backup; nothing was written to it.");
      }
    }
    return log(storage);
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException unreadable) {
      // Opening it says why.
      return false;
    }
  }

  static PublishingService publishing(LogGuidelineStore store) {
    var checks = new ArrayList<PublicationCheck>();
    checks.add(new PayerCheck());
    checks.addAll(StandardChecks.all());
    return new PublishingService(store, checks, Clock.systemUTC());
  }

  private static void requirePayer(Release release) {
    PayerCheck.problem(release.payer(), release.library())
        .ifPresent(
            problem -> {
              throw new CommandFailure(ExitCode.FINDINGS, List.of(problem));
            });
  }

  private static void publishFirst(Settings settings, PublishingService publishing)
      throws StorageException {
    try {
      var publication = Publication.of(LibraryFolder.read(settings.library()), FIRST_START);
      if (publishing.publish(publication) instanceof Published.Refused(var problems)) {
        throw new CommandFailure(ExitCode.FINDINGS, problems);
      }
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          "library-unreadable",
          settings.library().toString(),
          "The folder of guidelines cannot be read, or is too large to publish.",
          "Check the folder that the setting library names.");
    }
  }

  static CommandFailure failure(StorageException failure) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "storage",
        failure.fault().store(),
        failure.fault().message(),
        failure.fault().help());
  }
}
