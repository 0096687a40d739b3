package org.proviso.language.library;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * Reads comma-separated values (RFC 4180) with a header that names the columns {@code system} and
 * {@code code}; other columns are ignored. A system is a keyword of the language or a FHIR URI.
 */
public final class CsvValueSetReader implements ValueSetReader {
  @Override
  public boolean reads(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  @Override
  public ValueSet read(String name, String fileName, byte[] content)
      throws UnreadableValueSetException {
    List<List<String>> rows = rows(decode(content));
    if (rows.isEmpty()) {
      throw new UnreadableValueSetException("it is empty");
    }
    List<String> header = rows.getFirst();
    int system = header.indexOf("system");
    int code = header.indexOf("code");
    if (system < 0 || code < 0) {
      throw new UnreadableValueSetException("its first line does not name `system` and `code`");
    }
    List<CodePattern> includes = new ArrayList<>();
    for (int index = 1; index < rows.size(); index++) {
      List<String> row = rows.get(index);
      if (row.size() == 1 && row.getFirst().isEmpty()) {
        continue;
      }
      if (row.size() <= Math.max(system, code)) {
        throw new UnreadableValueSetException("row " + (index + 1) + " has too few columns");
      }
      includes.add(new CodePattern.Exactly(code(row.get(system), row.get(code), index + 1)));
    }
    return new ValueSet(name, "", includes, List.of());
  }

  private static String decode(byte[] content) throws UnreadableValueSetException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notText) {
      throw new UnreadableValueSetException("it is not UTF-8 text");
    }
  }

  private static Code code(String system, String code, int row) throws UnreadableValueSetException {
    Optional<CodeSystem> known =
        CodeSystem.ofKeyword(system.strip()).or(() -> CodeSystem.ofUri(system.strip()));
    if (known.isEmpty()) {
      throw new UnreadableValueSetException(
          "row " + row + " has the system `" + system + "`, which is not known");
    }
    if (code.isBlank()) {
      throw new UnreadableValueSetException("row " + row + " has no code");
    }
    return new Code(known.get(), code.strip());
  }

  private static List<List<String>> rows(String text) throws UnreadableValueSetException {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (quoted) {
        boolean doubled =
            character == '"' && index + 1 < text.length() && text.charAt(index + 1) == '"';
        if (character == '"' && !doubled) {
          quoted = false;
        } else {
          field.append(character);
          index += doubled ? 1 : 0;
        }
      } else if (character == '"' && field.isEmpty()) {
        quoted = true;
      } else if (character == ',') {
        row.add(field.toString());
        field.setLength(0);
      } else if (character == '\n') {
        row.add(field.toString());
        field.setLength(0);
        rows.add(List.copyOf(row));
        row.clear();
      } else if (character != '\r') {
        field.append(character);
      }
    }
    if (quoted) {
      throw new UnreadableValueSetException("a quotation mark is not closed");
    }
    if (!field.isEmpty() || !row.isEmpty()) {
      row.add(field.toString());
      rows.add(List.copyOf(row));
    }
    return rows;
  }
}
