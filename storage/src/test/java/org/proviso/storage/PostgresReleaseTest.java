package org.proviso.storage;

/** Releases in PostgreSQL. */
class PostgresReleaseTest extends ReleaseContract {
  @Override
  TestStore newStore() throws Exception {
    return new PostgresStore();
  }
}
