package org.proviso.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Releases in a SQLite file. */
class EmbeddedReleaseTest extends ReleaseContract {
  @TempDir Path temporary;

  @Override
  TestStore newStore() throws Exception {
    return new SqliteStore(Files.createTempDirectory(temporary, "log"));
  }
}
