package org.proviso.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.proviso.storage.embedded.EmbeddedLog;

/** A SQLite file in a folder. */
final class SqliteStore implements TestStore {
  private final Path folder;

  SqliteStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public DecisionLog open() throws StorageException {
    return EmbeddedLog.open(folder);
  }

  @Override
  public Connection raw() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(EmbeddedLog.FILE));
  }

  @Override
  public List<String> withoutGuards() {
    var drops = new ArrayList<String>();
    try (Connection connection = raw();
        Statement statement = connection.createStatement();
        ResultSet trigger =
            statement.executeQuery("select name from sqlite_schema where type = 'trigger'")) {
      while (trigger.next()) {
        drops.add("drop trigger " + trigger.getString(1));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return drops;
  }

  @Override
  public void toFormat1() throws SQLException {
    try (Connection connection = raw();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table log_entry drop column caller");
      statement.execute("pragma user_version = 1");
    }
  }

  @Override
  public String bytes(String hex) {
    return "x'" + hex + "'";
  }

  @Override
  public void close() {}
}
