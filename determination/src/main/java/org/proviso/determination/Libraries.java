package org.proviso.determination;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.proviso.fhir.ValueSetJson;
import org.proviso.language.library.CsvValueSetReader;
import org.proviso.language.library.Library;
import org.proviso.language.library.UnreadableValueSetException;
import org.proviso.language.library.ValueSetReader;
import org.proviso.terminology.TerminologyFileException;
import org.proviso.terminology.ValueSet;

/** Opens libraries with every format of value-set file. */
public final class Libraries {
  private Libraries() {}

  /**
   * Reads a folder of guidelines.
   *
   * @throws IOException when the folder itself cannot be read
   */
  public static Library open(Path root) throws IOException {
    return Library.load(root, List.of(new CsvValueSetReader(), new FhirValueSets()));
  }

  private static final class FhirValueSets implements ValueSetReader {
    @Override
    public boolean reads(String fileName) {
      return fileName.endsWith(".json");
    }

    @Override
    public ValueSet read(String name, String fileName, byte[] content)
        throws UnreadableValueSetException {
      try {
        return ValueSetJson.read(name, fileName, content);
      } catch (TerminologyFileException exception) {
        throw new UnreadableValueSetException(exception.problem() + "; " + exception.help());
      }
    }
  }
}
