package org.proviso.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** FHIR R4 bundles in JSON, one a line. */
final class BundleHistory implements History {
  private final Path file;
  private final TextParts parts;

  private BundleHistory(Path file, TextParts parts) {
    this.file = file;
    this.parts = parts;
  }

  static BundleHistory open(Path file) throws IOException {
    return new BundleHistory(file, new TextParts(file, 0));
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public int parts() {
    return parts.count();
  }

  @Override
  public String place() {
    return "line";
  }

  @Override
  public void read(int part, Rows rows) throws IOException {
    var bytes = new byte[1][];
    var from = new int[1];
    var until = new int[1];
    long places =
        parts.read(
            part,
            new TextParts.Lines() {
              @Override
              public void line(long place, byte[] line, int start, int end) {
                if (start == end) {
                  rows.malformed(place, "the line is empty");
                  return;
                }
                bytes[0] = line;
                from[0] = start;
                until[0] = end;
                rows.row(place, bytes, from, until);
              }

              @Override
              public void tooLong(long place) {
                rows.malformed(place, "it is longer than " + TextParts.MOST_LINE + " bytes");
              }
            });
    rows.end(places);
  }
}
