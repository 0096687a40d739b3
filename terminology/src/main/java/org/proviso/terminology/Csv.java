package org.proviso.terminology;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Comma-separated values after RFC 4180: a header, then records; a field that holds commas, quotes
 * or line ends stands in quotes, a quote inside it is doubled. Lines end in LF or CRLF; a
 * byte-order mark at the start and empty lines are skipped.
 *
 * <p>Two faults that the library's parser takes for content are refused here: a quote inside a
 * field that does not begin with one, and a quoted field that is never closed, which would swallow
 * the rest of the file.
 */
final class Csv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;

  private Csv(String file) {
    this.file = file;
  }

  /**
   * One record.
   *
   * @param line where it starts, from 1
   * @param fields by the name of the column
   */
  record Row(int line, Map<String, String> fields) {
    Row {
      fields = Map.copyOf(fields);
    }

    /** The field of a column that the table was read with, without spaces around it. */
    String field(String column) {
      String value = fields.get(column);
      if (value == null) {
        throw new IllegalArgumentException("no such column: " + column);
      }
      return value.strip();
    }
  }

  /** A record as it is parsed. */
  private record Parsed(int line, List<String> fields) {
    boolean isBlank() {
      return fields.size() == 1 && fields.getFirst().isBlank();
    }
  }

  /**
   * Reads a table.
   *
   * @param file its name, for messages
   * @param text its content
   * @param columns those that must be there; others may be
   * @throws TerminologyFileException when the text is not such a table
   */
  static List<Row> read(String file, String text, List<String> columns)
      throws TerminologyFileException {
    var csv = new Csv(file);
    List<Parsed> records =
        csv.records(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).stream()
            .filter(record -> !record.isBlank())
            .toList();
    if (records.isEmpty()) {
      throw csv.error(1, "the file is empty", "begin with a header: " + String.join(",", columns));
    }
    List<String> header =
        csv.header(records.getFirst().line(), records.getFirst().fields(), columns);
    var rows = new ArrayList<Row>();
    for (Parsed record : records.subList(1, records.size())) {
      if (record.fields().size() != header.size()) {
        throw csv.error(
            record.line(),
            "the header has " + header.size() + " columns, this line has " + record.fields().size(),
            "put a field that holds a comma between double quotes");
      }
      var named = new LinkedHashMap<String, String>();
      for (int column = 0; column < header.size(); column++) {
        named.put(header.get(column), record.fields().get(column));
      }
      rows.add(new Row(record.line(), named));
    }
    return rows;
  }

  private List<String> header(int start, List<String> fields, List<String> columns)
      throws TerminologyFileException {
    List<String> names = fields.stream().map(String::strip).toList();
    for (String column : columns) {
      if (!names.contains(column)) {
        throw error(
            start,
            "the header lacks the column '" + column + "'",
            "the first line names the columns: " + String.join(",", columns));
      }
    }
    if (names.stream().distinct().count() != names.size()) {
      throw error(start, "a column stands twice in the header", "name each column once");
    }
    return names;
  }

  private List<Parsed> records(String text) throws TerminologyFileException {
    var handler = new Handler();
    var records = new ArrayList<Parsed>();
    try (CsvReader<Parsed> reader =
        CsvReader.builder().allowExtraFields(true).allowMissingFields(true).build(handler, text)) {
      reader.forEach(records::add);
    } catch (CsvParseException _) {
      throw error(
          handler.line,
          "text follows the closing quote of a field",
          "double a quote that belongs to the field");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (handler.strayQuote > 0) {
      throw error(
          handler.strayQuote,
          "a double quote stands inside a field that does not begin with one",
          "put the whole field between double quotes and double the quote inside it");
    }
    if (text.chars().filter(character -> character == '"').count() % 2 != 0) {
      throw error(
          handler.lastQuoted, "a quoted field is not closed", "close it with a double quote");
    }
    return records;
  }

  /** Takes the fields of each record, and notes where quotes stand. */
  private static final class Handler extends AbstractBaseCsvCallbackHandler<Parsed> {
    private List<String> fields = new ArrayList<>();

    /** Where the field at hand starts. */
    private int line = 1;

    /** Where the last field in quotes starts; 0 for none. */
    private int lastQuoted;

    /** Where the first quote inside a field without quotes stands; 0 for none. */
    private int strayQuote;

    @Override
    protected void handleBegin(long startingLine) {
      fields = new ArrayList<>();
      line = (int) startingLine;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
      var field = new String(buffer, offset, length);
      if (isQuoted) {
        lastQuoted = line;
      } else if (strayQuote == 0 && field.indexOf('"') >= 0) {
        strayQuote = line;
      }
      line += (int) field.chars().filter(character -> character == '\n').count();
      fields.add(field);
    }

    @Override
    protected Parsed buildRecord() {
      return new Parsed((int) getStartingLineNumber(), fields);
    }
  }

  private TerminologyFileException error(int atLine, String message, String help) {
    return new TerminologyFileException(file, atLine, message, help);
  }
}
