package org.proviso.spectroscopy.basis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of published figures that ships with the module: tab-separated, one heading, and comments
 * ({@code #}) that cite the sources.
 *
 * @param comments lines without their {@code #}
 * @param rows cells of each line below the heading
 */
public record TextTable(List<String> comments, List<List<String>> rows) {

  /** Copies the lists. */
  public TextTable {
    comments = List.copyOf(comments);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a table.
   *
   * @param owner class in whose package the resource lies
   * @param resource its name
   * @return the table
   */
  public static TextTable read(Class<?> owner, String resource) {
    List<String> comments = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    try (InputStream stream = owner.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the module is built without its table " + resource);
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      boolean heading = true;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("#")) {
          comments.add(line.substring(1).strip());
        } else {
          if (!heading) {
            rows.add(List.of(line.split("\t", -1)));
          }
          heading = false;
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new TextTable(comments, rows);
  }
}
