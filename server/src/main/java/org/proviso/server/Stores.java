package org.proviso.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proviso.determination.Libraries;
import org.proviso.language.library.Library;
import org.proviso.server.settings.Settings;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.Sha256;
import org.proviso.storage.StorageException;
import org.proviso.storage.embedded.EmbeddedLog;
import org.proviso.storage.postgres.PostgresLog;
import org.proviso.storage.postgres.PostgresSettings;
import org.proviso.storage.release.GuidelineStore;
import org.proviso.storage.release.Release;

/** Opens what a server keeps its answers in and has its guidelines from. */
final class Stores {
  private Stores() {}

  static Ports open(Settings settings) {
    try {
      DecisionLog log = log(settings.storage());
      return Ports.of(log, guidelines(settings));
    } catch (StorageException failure) {
      throw failure(failure);
    }
  }

  static DecisionLog log(Settings.Storage storage) throws StorageException {
    return switch (storage) {
      case Settings.Storage.Embedded(var folder) -> EmbeddedLog.open(folder);
      case Settings.Storage.Postgresql(String url, String user, String password) ->
          PostgresLog.open(new PostgresSettings(url, user, password));
    };
  }

  static CommandFailure failure(StorageException failure) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "storage",
        failure.fault().store(),
        failure.fault().message(),
        failure.fault().help());
  }

  private static GuidelineStore guidelines(Settings settings) {
    try {
      Library library = Libraries.open(settings.library());
      Release release =
          new Release(
              0,
              Sha256.of(new byte[0]),
              library,
              Libraries.payer(settings.library()),
              List.of(),
              List.of(),
              "",
              Instant.now());
      return new GuidelineStore() {
        @Override
        public Release current() {
          return release;
        }

        @Override
        public Release refresh() {
          return release;
        }

        @Override
        public Optional<Release> release(long number) {
          return Optional.of(release);
        }

        @Override
        public Optional<Release> releaseWith(String guideline, Sha256 contentHash) {
          return Optional.of(release);
        }

        @Override
        public void close() {}
      };
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT, "library", "library", "It cannot be read.", "Check the folder.");
    }
  }
}
