package org.proviso.determination;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.proviso.language.library.CsvValueSetReader;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.library.UnreadableValueSetException;
import org.proviso.language.library.ValueSetReader;
import org.proviso.terminology.Code;
import org.proviso.terminology.TerminologyFileException;
import org.proviso.terminology.ValueSet;
import org.proviso.terminology.ValueSetJson;

/** Opens libraries with every format of value-set file. */
public final class Libraries {
  /** The file in a library's root that says whose library it is. */
  public static final String PROPERTIES = "library.properties";

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

  /**
   * Reads of a folder of guidelines only some documents: every version of each, and what they use.
   *
   * @param ids the identifiers of documents to be read
   * @param files which others are to be read, by file relative to the root with forward slashes
   * @throws IOException when the folder itself cannot be read
   */
  public static Library openOf(Path root, Set<String> ids, Predicate<String> files)
      throws IOException {
    return Library.loadOf(root, READERS, ids, files);
  }

  /**
   * Reads documents that lie elsewhere, which may use shared documents of a folder of guidelines.
   *
   * @throws IOException when the folder or a document cannot be read
   */
  public static Library openGuests(Path root, List<Path> documents) throws IOException {
    return Library.loadGuests(root, READERS, documents);
  }

  /**
   * Reads guidelines that are in memory.
   *
   * @param files by path relative to the library's root, with forward slashes
   */
  public static Library of(Map<String, byte[]> files) {
    return Library.of(files, READERS);
  }

  /** Reads of a folder of guidelines what a request is about, each time anew. */
  public static LibrarySource source(Path root) {
    return services -> {
      try {
        return Optional.of(
            services.isEmpty() ? open(root) : Library.loadAbout(root, READERS, services));
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    };
  }

  /**
   * Reads of a folder of guidelines what requests under one of them rest on, each time anew: its
   * versions, and the documents about its services.
   */
  public static LibrarySource source(Path root, String guideline) {
    return _ -> {
      try {
        Library versions = openOf(root, Set.of(guideline), _ -> false);
        List<Code> services =
            versions.versions(guideline).stream()
                .flatMap(version -> version.services().stream())
                .distinct()
                .toList();
        return Optional.of(
            services.isEmpty() ? versions : Library.loadAbout(root, READERS, services));
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    };
  }

  /**
   * The payer whose library it is: the value of {@code payer} in {@link #PROPERTIES} at its root,
   * if there is one.
   *
   * @throws IOException when the file cannot be read
   */
  public static Optional<String> payer(Path root) throws IOException {
    Path file = root.resolve(PROPERTIES);
    return Files.isRegularFile(file) ? payer(Files.readAllBytes(file)) : Optional.empty();
  }

  /**
   * The payer that the content of {@link #PROPERTIES} names, if it names one.
   *
   * @throws IOException when it is not UTF-8 text, or has a broken escape
   */
  public static Optional<String> payer(byte[] content) throws IOException {
    var properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            new ByteArrayInputStream(content), StandardCharsets.UTF_8.newDecoder())) {
      properties.load(reader);
    } catch (IllegalArgumentException brokenEscape) {
      throw new IOException("it has a broken escape", brokenEscape);
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
