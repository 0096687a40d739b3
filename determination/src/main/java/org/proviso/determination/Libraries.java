package org.proviso.determination;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.proviso.fhir.ValueSetJson;
import org.proviso.language.library.CsvValueSetReader;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.library.UnreadableValueSetException;
import org.proviso.language.library.ValueSetReader;
import org.proviso.terminology.TerminologyFileException;
import org.proviso.terminology.ValueSet;

/** Opens libraries with every format of value-set file. */
public final class Libraries {
  private static final List<ValueSetReader> READERS =
      List.of(new CsvValueSetReader(), new FhirValueSets());

  private Libraries() {}

  /**
   * Reads a folder of guidelines.
   *
   * @throws IOException when the folder itself cannot be read
   */
  public static Library open(Path root) throws IOException {
    return Library.load(root, READERS);
  }

  /**
   * Reads a document that lies elsewhere, which may use shared documents of a folder of guidelines.
   *
   * @throws IOException when the folder or the document cannot be read
   */
  public static Document readGuest(Path root, Path document) throws IOException {
    return Library.readGuest(root, READERS, document);
  }

  /** Reads of a folder of guidelines what a request is about, each time anew. */
  public static LibrarySource source(Path root) {
    return services -> {
      try {
        return Optional.of(Library.loadAbout(root, READERS, services));
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    };
  }

  /**
   * The payer whose library it is: the value of {@code payer} in {@code library.properties} at its
   * root, if there is one.
   *
   * @throws IOException when the file cannot be read
   */
  public static Optional<String> payer(Path root) throws IOException {
    Path file = root.resolve("library.properties");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return Optional.ofNullable(properties.getProperty("payer")).map(String::strip);
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
