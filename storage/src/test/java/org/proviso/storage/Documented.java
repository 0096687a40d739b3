package org.proviso.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What docs/storage.md says, so that the tests do what the reader does. */
final class Documented {
  private Documented() {}

  /** The statements that give the server its rights. */
  static List<String> grants() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("proviso.root")).resolve("docs/storage.md"));
    String block = page.substring(page.indexOf("```sql\n") + 7);
    return Arrays.stream(block.substring(0, block.indexOf("```")).split(";\n"))
        .map(String::strip)
        .filter(statement -> statement.startsWith("grant"))
        .toList();
  }
}
