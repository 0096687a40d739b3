package org.proviso.batch;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An Apache Parquet file of flat columns: texts as CSV has them, booleans for yes/no facts, whole
 * numbers, floating-point numbers, and dates. A part is a row group.
 */
final class ParquetHistory implements History {
  /** Kept, so that its level is: how the reader decodes is nothing for who reads a report. */
  private static final Logger READER = Logger.getLogger("dev.hardwood");

  static {
    READER.setLevel(Level.WARNING);
  }

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] YES = {'y', 'e', 's'};
  private static final byte[] NO = {'n', 'o'};

  private final Path file;
  private final List<ColumnSchema> schema;
  private final List<RowGroup> groups;
  private final long[] begins;

  private ParquetHistory(
      Path file, List<ColumnSchema> schema, List<RowGroup> groups, long[] begins) {
    this.file = file;
    this.schema = List.copyOf(schema);
    this.groups = List.copyOf(groups);
    this.begins = begins;
  }

  static ParquetHistory open(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
      if (!reader.getFileSchema().isFlatSchema()) {
        throw new HistoryFormatException(
            "The Parquet file has nested columns.", "Write one plain column for each fact.");
      }
      List<ColumnSchema> schema = reader.getFileSchema().getColumns();
      for (ColumnSchema column : schema) {
        if (!isReadable(column)) {
          throw new HistoryFormatException(
              "The column " + column.name() + " is of type " + column.type() + ".",
              "Write it as text, boolean, a whole or floating-point number, or a date.");
        }
      }
      List<RowGroup> groups = reader.getFileMetaData().rowGroups();
      var begins = new long[groups.size() + 1];
      for (int index = 0; index < groups.size(); index++) {
        begins[index] = begin(groups.get(index));
      }
      begins[groups.size()] = Long.MAX_VALUE;
      return new ParquetHistory(file, schema, groups, begins);
    } catch (IOException | RuntimeException broken) {
      throw broken instanceof HistoryFormatException known
          ? known
          : new HistoryFormatException(
              "It is no readable Parquet file (" + broken.getMessage() + ").",
              "Write it again, or give the rows as CSV.");
    }
  }

  /** Where the data of a row group begin in the file. */
  private static long begin(RowGroup group) {
    return group.columns().stream()
        .mapToLong(
            chunk -> {
              Long dictionary = chunk.metaData().dictionaryPageOffset();
              long data = chunk.metaData().dataPageOffset();
              return dictionary == null ? data : Math.min(dictionary, data);
            })
        .min()
        .orElse(0);
  }

  private static boolean isReadable(ColumnSchema column) {
    return switch (column.type()) {
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE, BYTE_ARRAY -> true;
      case INT96, FIXED_LEN_BYTE_ARRAY -> false;
    };
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public List<String> columns() {
    return schema.stream().map(ColumnSchema::name).toList();
  }

  @Override
  public int parts() {
    return groups.size();
  }

  @Override
  public String place() {
    return "row";
  }

  @Override
  public void read(int part, Rows rows) throws IOException {
    String[] names = columns().toArray(String[]::new);
    var bytes = new byte[names.length][];
    var from = new int[names.length];
    var until = new int[names.length];
    long place = 0;
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        ColumnReaders columns =
            reader
                .buildColumnReaders(ColumnProjection.columns(names))
                .filter(RowGroupPredicate.byteRange(begins[part], begins[part + 1]))
                .build()) {
      var readers = new Column[names.length];
      for (int index = 0; index < names.length; index++) {
        readers[index] = new Column(columns.getColumnReader(names[index]), schema.get(index));
      }
      while (columns.nextBatch()) {
        for (Column column : readers) {
          column.load();
        }
        int count = columns.getRecordCount();
        for (int row = 0; row < count; row++) {
          for (int index = 0; index < readers.length; index++) {
            readers[index].field(row, index, bytes, from, until);
          }
          rows.row(place, bytes, from, until);
          place++;
        }
      }
    } catch (RuntimeException broken) {
      throw new IOException("row group " + (part + 1) + " cannot be read", broken);
    }
    if (place != groups.get(part).numRows()) {
      throw new IOException(
          "row group "
              + (part + 1)
              + " has "
              + place
              + " rows instead of "
              + groups.get(part).numRows());
    }
    rows.end(place);
  }

  /** One column of the batch at hand. */
  private static final class Column {
    private final ColumnReader reader;
    private final PhysicalType type;
    private final boolean date;
    private Validity validity = Validity.NO_NULLS;
    private byte[] values = NOTHING;
    private int[] offsets = {};

    Column(ColumnReader reader, ColumnSchema schema) {
      this.reader = reader;
      this.type = schema.type();
      this.date = schema.logicalType() instanceof LogicalType.DateType;
    }

    void load() {
      validity = reader.getLeafValidity();
      if (type == PhysicalType.BYTE_ARRAY) {
        values = reader.getBinaryValues();
        offsets = reader.getBinaryOffsets();
      }
    }

    void field(int row, int index, byte[][] bytes, int[] from, int[] until) {
      if (validity.hasNulls() && validity.isNull(row)) {
        bytes[index] = NOTHING;
        from[index] = 0;
        until[index] = 0;
        return;
      }
      if (type == PhysicalType.BYTE_ARRAY) {
        bytes[index] = values;
        from[index] = offsets[row];
        until[index] = offsets[row + 1];
        return;
      }
      byte[] text = text(row);
      bytes[index] = text;
      from[index] = 0;
      until[index] = text.length;
    }

    private byte[] text(int row) {
      return switch (type) {
        case BOOLEAN -> reader.getBooleans()[row] ? YES : NO;
        case INT32 -> {
          int value = reader.getInts()[row];
          yield ascii(date ? LocalDate.ofEpochDay(value).toString() : Integer.toString(value));
        }
        case INT64 -> ascii(Long.toString(reader.getLongs()[row]));
        case FLOAT -> ascii(decimal(Float.toString(reader.getFloats()[row])));
        case DOUBLE -> ascii(decimal(Double.toString(reader.getDoubles()[row])));
        case BYTE_ARRAY, INT96, FIXED_LEN_BYTE_ARRAY ->
            throw new IllegalStateException("not a number: " + type);
      };
    }

    /** Without an exponent, where it is a number at all. */
    private static String decimal(String number) {
      return number.contains("E") ? new java.math.BigDecimal(number).toPlainString() : number;
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }
}
