package org.proviso.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Comma-separated values in UTF-8 (RFC 4180), the first line naming the columns. A row is a line:
 * fields in quotes may hold commas and doubled quotes, but no line ends, so that a file can be read
 * from many places at once and one broken row spoils no other.
 */
final class CsvHistory implements History {
  private static final int MOST_HEADER = 1 << 20;

  private final Path file;
  private final List<String> columns;
  private final TextParts parts;

  private CsvHistory(Path file, List<String> columns, TextParts parts) {
    this.file = file;
    this.columns = List.copyOf(columns);
    this.parts = parts;
  }

  static CsvHistory open(Path file) throws IOException {
    var header = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      int next = in.read();
      while (next >= 0 && next != '\n' && header.size() <= MOST_HEADER) {
        header.write(next);
        next = in.read();
      }
    }
    byte[] line = header.toByteArray();
    int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    boolean marked =
        length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    var fields = new Fields(Math.max(1, length));
    int count = fields.split(line, marked ? 3 : 0, length);
    if (count <= 0 || length == 0) {
      throw new HistoryFormatException(
          "The first line names no columns.",
          "Write a line such as: id,date-of-service,line-of-business,age");
    }
    var names = new String[count];
    for (int index = 0; index < count; index++) {
      names[index] = fields.text(index);
    }
    long start = Math.min(Files.size(file), line.length + 1L);
    return new CsvHistory(file, Arrays.asList(names), new TextParts(file, start));
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public List<String> columns() {
    return columns;
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
    var fields = new Fields(columns.size());
    long places =
        parts.read(
            part,
            new TextParts.Lines() {
              @Override
              public void line(long place, byte[] bytes, int from, int until) {
                if (from == until) {
                  rows.malformed(place, "the line is empty");
                  return;
                }
                int count = fields.split(bytes, from, until);
                if (count == columns.size()) {
                  rows.row(place, fields.bytes, fields.from, fields.until);
                } else if (count < 0) {
                  rows.malformed(place, "a quote is not closed on the line");
                } else {
                  rows.malformed(place, "it has " + count + " fields instead of " + columns.size());
                }
              }

              @Override
              public void tooLong(long place) {
                rows.malformed(place, "it is longer than " + TextParts.MOST_LINE + " bytes");
              }
            });
    rows.end(places);
  }

  /** The fields of one line at a time. */
  private static final class Fields {
    private byte[][] bytes;
    private int[] from;
    private int[] until;

    Fields(int expected) {
      bytes = new byte[expected][];
      from = new int[expected];
      until = new int[expected];
    }

    /** How many fields there are, more than are kept perhaps; -1 where a quote is not closed. */
    int split(byte[] line, int start, int end) {
      int count = 0;
      int at = start;
      while (true) {
        boolean quoted = at < end && line[at] == '"';
        int begin = quoted ? at + 1 : at;
        int stop = begin;
        boolean doubled = false;
        if (quoted) {
          while (stop < end && (line[stop] != '"' || (stop + 1 < end && line[stop + 1] == '"'))) {
            doubled |= line[stop] == '"';
            stop += line[stop] == '"' ? 2 : 1;
          }
          if (stop >= end) {
            return -1;
          }
          at = stop + 1;
          if (at < end && line[at] != ',') {
            return -1;
          }
        } else {
          while (stop < end && line[stop] != ',') {
            stop++;
          }
          at = stop;
        }
        if (count < bytes.length) {
          if (doubled) {
            bytes[count] = undoubled(line, begin, stop);
            from[count] = 0;
            until[count] = bytes[count].length;
          } else {
            bytes[count] = line;
            from[count] = begin;
            until[count] = stop;
          }
        }
        count++;
        if (at >= end) {
          return count;
        }
        at++;
      }
    }

    private static byte[] undoubled(byte[] line, int begin, int stop) {
      return new String(line, begin, stop - begin, StandardCharsets.UTF_8)
          .replace("\"\"", "\"")
          .getBytes(StandardCharsets.UTF_8);
    }

    String text(int field) {
      return new String(
              bytes[field], from[field], until[field] - from[field], StandardCharsets.UTF_8)
          .strip();
    }
  }
}
