package org.proviso.language.library;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.proviso.terminology.TerminologyFileException;
import org.proviso.terminology.ValueSet;
import org.proviso.terminology.ValueSetCsv;

/**
 * Reads value sets as {@link ValueSetCsv} does: codes, {@code C71.*} and ranges, with their lines.
 */
public final class CsvValueSetReader implements ValueSetReader {
  @Override
  public boolean reads(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  @Override
  public ValueSet read(String name, String fileName, byte[] content)
      throws UnreadableValueSetException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return ValueSetCsv.read(name, "", fileName, text);
    } catch (CharacterCodingException notText) {
      throw new UnreadableValueSetException("it is not UTF-8 text; save it as UTF-8");
    } catch (TerminologyFileException fault) {
      String line = fault.line() > 0 ? "line " + fault.line() + ": " : "";
      throw new UnreadableValueSetException(line + fault.problem() + "; " + fault.help());
    }
  }
}
