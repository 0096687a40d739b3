package org.proviso.terminology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Comma-separated values after RFC 4180: a header, then records; a field that holds commas, quotes
 * or line ends stands in quotes, a quote inside it is doubled. Lines end in LF or CRLF; a
 * byte-order mark at the start and empty lines are skipped.
 */
public final class Csv {
  private final String file;
  private final String text;
  private int position;
  private int line = 1;

  private Csv(String file, String text) {
    this.file = file;
    this.text = text;
    this.position = text.startsWith("\uFEFF") ? 1 : 0;
  }

  /**
   * One record.
   *
   * @param line where it starts, from 1
   * @param fields by the name of the column
   */
  public record Row(int line, Map<String, String> fields) {
    public Row {
      fields = Map.copyOf(fields);
    }

    /** The field of a column that the table was read with, without spaces around it. */
    public String field(String column) {
      String value = fields.get(column);
      if (value == null) {
        throw new IllegalArgumentException("no such column: " + column);
      }
      return value.strip();
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
  public static List<Row> read(String file, String text, List<String> columns)
      throws TerminologyFileException {
    var csv = new Csv(file, text);
    List<String> header = null;
    var rows = new ArrayList<Row>();
    while (!csv.atEnd()) {
      int start = csv.line;
      List<String> fields = csv.record();
      if (fields.size() == 1 && fields.getFirst().isBlank()) {
        continue;
      }
      if (header == null) {
        header = csv.header(start, fields, columns);
        continue;
      }
      if (fields.size() != header.size()) {
        throw csv.error(
            start,
            "the header has " + header.size() + " columns, this line has " + fields.size(),
            "put a field that holds a comma between double quotes");
      }
      var named = new LinkedHashMap<String, String>();
      for (int column = 0; column < fields.size(); column++) {
        named.put(header.get(column), fields.get(column));
      }
      rows.add(new Row(start, named));
    }
    if (header == null) {
      throw csv.error(1, "the file is empty", "begin with a header: " + String.join(",", columns));
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

  private boolean atEnd() {
    return position >= text.length();
  }

  private List<String> record() throws TerminologyFileException {
    var fields = new ArrayList<String>();
    while (true) {
      fields.add(!atEnd() && text.charAt(position) == '"' ? quoted() : plain());
      if (atEnd()) {
        return fields;
      }
      char separator = text.charAt(position);
      position++;
      if (separator == ',') {
        continue;
      }
      if (separator == '\r' && !atEnd() && text.charAt(position) == '\n') {
        position++;
      }
      line++;
      return fields;
    }
  }

  private String plain() throws TerminologyFileException {
    int start = position;
    while (!atEnd() && !endsField(text.charAt(position))) {
      if (text.charAt(position) == '"') {
        throw error(
            line,
            "a double quote stands inside a field that does not begin with one",
            "put the whole field between double quotes and double the quote inside it");
      }
      position++;
    }
    return text.substring(start, position);
  }

  private String quoted() throws TerminologyFileException {
    int start = line;
    var field = new StringBuilder();
    position++;
    while (!atEnd()) {
      char character = text.charAt(position);
      position++;
      if (character != '"') {
        if (character == '\n') {
          line++;
        }
        field.append(character);
      } else if (!atEnd() && text.charAt(position) == '"') {
        field.append('"');
        position++;
      } else if (atEnd() || endsField(text.charAt(position))) {
        return field.toString();
      } else {
        throw error(
            line,
            "text follows the closing quote of a field",
            "double a quote that belongs to the field");
      }
    }
    throw error(start, "a quoted field is not closed", "close it with a double quote");
  }

  private static boolean endsField(char character) {
    return character == ',' || character == '\n' || character == '\r';
  }

  private TerminologyFileException error(int atLine, String message, String help) {
    return new TerminologyFileException(file, atLine, message, help);
  }
}
