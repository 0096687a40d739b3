package org.proviso.batch;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes flat Parquet files of optional text columns, for tests: dictionary-encoded or plain,
 * uncompressed (Apache Parquet format 2.11: {@code parquet.thrift}, and {@code Encodings.md} for
 * the hybrid of runs and bit-packing).
 */
public final class FlatParquetWriter implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_IN_DICTIONARY = 1 << 16;
  private static final int BYTE_ARRAY = 6;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int RLE_DICTIONARY = 8;

  private final OutputStream out;
  private final List<String> columns;
  private final int groupRows;
  private final List<List<String>> values = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private long position;
  private long rows;

  private record Chunk(long dictionary, long data, long size, boolean inDictionary) {}

  private record Group(List<Chunk> chunks, long rows) {}

  /**
   * Begins a file.
   *
   * @param groupRows rows of a row group, one or more
   */
  public FlatParquetWriter(Path file, List<String> columns, int groupRows) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    this.columns = List.copyOf(columns);
    this.groupRows = groupRows;
    columns.forEach(_ -> values.add(new ArrayList<>()));
    write(MAGIC);
  }

  /** A row; an empty field is null. */
  public void row(String[] fields) throws IOException {
    for (int index = 0; index < fields.length; index++) {
      values.get(index).add(fields[index]);
    }
    if (values.getFirst().size() == groupRows) {
      flush();
    }
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  private void flush() throws IOException {
    int count = values.getFirst().size();
    if (count == 0) {
      return;
    }
    var chunks = new ArrayList<Chunk>();
    for (List<String> column : values) {
      chunks.add(chunk(column));
      column.clear();
    }
    groups.add(new Group(chunks, count));
    rows += count;
  }

  private Chunk chunk(List<String> column) throws IOException {
    Map<String, Integer> dictionary = new LinkedHashMap<>();
    for (String value : column) {
      if (!value.isEmpty() && dictionary.size() <= MOST_IN_DICTIONARY) {
        dictionary.putIfAbsent(value, dictionary.size());
      }
    }
    long begin = position;
    boolean inDictionary = dictionary.size() <= MOST_IN_DICTIONARY;
    var page = new ByteArrayOutputStream();
    byte[] levels = packed(column.stream().mapToInt(value -> value.isEmpty() ? 0 : 1).toArray(), 1);
    little(page, levels.length);
    page.writeBytes(levels);
    if (inDictionary) {
      var words = new ByteArrayOutputStream();
      dictionary.keySet().forEach(value -> plain(words, value));
      page(words.toByteArray(), 2, dictionary.size(), PLAIN);
      int width =
          Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(0, dictionary.size() - 1)));
      page.write(width);
      page.writeBytes(
          packed(
              column.stream()
                  .filter(value -> !value.isEmpty())
                  .mapToInt(value -> dictionary.getOrDefault(value, 0))
                  .toArray(),
              width));
    } else {
      column.stream().filter(value -> !value.isEmpty()).forEach(value -> plain(page, value));
    }
    long data = position;
    page(page.toByteArray(), 0, column.size(), inDictionary ? RLE_DICTIONARY : PLAIN);
    return new Chunk(begin, data, position - begin, inDictionary);
  }

  private static void plain(ByteArrayOutputStream to, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    little(to, bytes.length);
    to.writeBytes(bytes);
  }

  private static void little(ByteArrayOutputStream to, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      to.write(value >>> shift);
    }
  }

  /** One bit-packed run of all values. */
  private static byte[] packed(int[] values, int width) {
    var bytes = new ByteArrayOutputStream();
    int groups = (values.length + 7) / 8;
    variable(bytes, (long) groups << 1 | 1);
    long buffer = 0;
    int bits = 0;
    for (int index = 0; index < 8 * groups; index++) {
      buffer |= (long) (index < values.length ? values[index] : 0) << bits;
      bits += width;
      while (bits >= 8) {
        bytes.write((int) buffer);
        buffer >>>= 8;
        bits -= 8;
      }
    }
    return bytes.toByteArray();
  }

  private void page(byte[] content, int type, int count, int encoding) throws IOException {
    var header = new Thrift();
    header.i32(1, type).i32(2, content.length).i32(3, content.length);
    if (type == 2) {
      header.begin(7).i32(1, count).i32(2, encoding).end();
    } else {
      header.begin(5).i32(1, count).i32(2, encoding).i32(3, RLE).i32(4, RLE).end();
    }
    write(header.stop());
    write(content);
  }

  @Override
  public void close() throws IOException {
    flush();
    var footer = new Thrift();
    footer.i32(1, 1).list(2, 12, columns.size() + 1);
    footer.element().text(4, "schema").i32(5, columns.size()).endElement();
    for (String column : columns) {
      footer.element().i32(1, BYTE_ARRAY).i32(3, 1).text(4, column).i32(6, 0).endElement();
    }
    footer.i64(3, rows).list(4, 12, groups.size());
    for (Group group : groups) {
      footer.element().list(1, 12, columns.size());
      for (int index = 0; index < columns.size(); index++) {
        Chunk chunk = group.chunks().get(index);
        footer.element().i64(2, chunk.dictionary()).begin(3).i32(1, BYTE_ARRAY);
        footer.list(2, 5, 2).value(PLAIN).value(chunk.inDictionary() ? RLE_DICTIONARY : RLE);
        footer.list(3, 8, 1).value(columns.get(index)).i32(4, 0).i64(5, group.rows());
        footer.i64(6, chunk.size()).i64(7, chunk.size()).i64(9, chunk.data());
        if (chunk.inDictionary()) {
          footer.i64(11, chunk.dictionary());
        }
        footer.end().endElement();
      }
      footer
          .i64(2, group.chunks().stream().mapToLong(Chunk::size).sum())
          .i64(3, group.rows())
          .endElement();
    }
    byte[] bytes = footer.stop();
    write(bytes);
    var length = new ByteArrayOutputStream();
    little(length, bytes.length);
    write(length.toByteArray());
    write(MAGIC);
    out.close();
  }

  private static void variable(ByteArrayOutputStream to, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }

  /** Thrift's compact protocol, as far as Parquet's headers need it. */
  private static final class Thrift {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> outer = new ArrayList<>();
    private int last;

    private void field(int number, int type) {
      bytes.write((number - last) << 4 | type);
      last = number;
    }

    private static long zigzag(long value) {
      return (value << 1) ^ (value >> 63);
    }

    Thrift i32(int number, int value) {
      field(number, 5);
      variable(bytes, zigzag(value));
      return this;
    }

    Thrift i64(int number, long value) {
      field(number, 6);
      variable(bytes, zigzag(value));
      return this;
    }

    Thrift text(int number, String value) {
      field(number, 8);
      return value(value);
    }

    Thrift value(String value) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      variable(bytes, text.length);
      bytes.writeBytes(text);
      return this;
    }

    Thrift value(int value) {
      variable(bytes, zigzag(value));
      return this;
    }

    Thrift list(int number, int type, int size) {
      field(number, 9);
      if (size < 15) {
        bytes.write(size << 4 | type);
      } else {
        bytes.write(0xF0 | type);
        variable(bytes, size);
      }
      return this;
    }

    Thrift begin(int number) {
      field(number, 12);
      return element();
    }

    Thrift end() {
      return endElement();
    }

    Thrift element() {
      outer.add(last);
      last = 0;
      return this;
    }

    Thrift endElement() {
      bytes.write(0);
      last = outer.removeLast();
      return this;
    }

    byte[] stop() {
      bytes.write(0);
      return bytes.toByteArray();
    }
  }
}
