package org.proviso.storage;

/** The log in PostgreSQL. */
class PostgresLogTest extends DecisionLogContract {
  @Override
  TestStore newStore() throws Exception {
    return new PostgresStore();
  }
}
