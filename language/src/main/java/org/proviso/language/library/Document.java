package org.proviso.language.library;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.language.check.DocumentChecker;
import org.proviso.language.check.Scope;
import org.proviso.language.check.Surroundings;
import org.proviso.language.check.Surroundings.HashedFile;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.model.Guideline;
import org.proviso.language.syntax.Dates;
import org.proviso.language.syntax.DocumentParser;
import org.proviso.language.syntax.DocumentSyntax;
import org.proviso.language.syntax.Source;
import org.proviso.language.syntax.Word;

/** What reading one document gave: a model with warnings, or errors and no model. */
public sealed interface Document {
  /** The size of the largest file that is read, in bytes. */
  int SIZE_LIMIT = 4 * 1024 * 1024;

  /** What was found wrong with it, by place. */
  List<Diagnostic> diagnostics();

  /** How diagnostics name the file. */
  String file();

  /** The model, unless there are errors. */
  Optional<Guideline> guideline();

  /**
   * A document without errors; the diagnostics are warnings.
   *
   * @param suppressions what it suppresses of the findings of analysis: the reason by the finding's
   *     identifier
   */
  record Sound(Guideline model, List<Diagnostic> diagnostics, Map<String, String> suppressions)
      implements Document {
    public Sound {
      diagnostics = List.copyOf(diagnostics);
      suppressions = Map.copyOf(suppressions);
    }

    @Override
    public String file() {
      return model.file();
    }

    @Override
    public Optional<Guideline> guideline() {
      return Optional.of(model);
    }
  }

  /**
   * A document with errors, one at least.
   *
   * @param id the identifier in its front matter, if that could be read
   * @param effective the first date of service in its front matter, if that could be read
   */
  record Broken(
      String file, Optional<String> id, Optional<LocalDate> effective, List<Diagnostic> diagnostics)
      implements Document {
    public Broken {
      diagnostics = List.copyOf(diagnostics);
    }

    @Override
    public Optional<Guideline> guideline() {
      return Optional.empty();
    }
  }

  /** Reads a document by itself: it can use no other, and its value sets can name no files. */
  static Document parse(String file, String text) {
    return read(file, text, Surroundings.none()).document();
  }

  /**
   * Reads a document by itself from UTF-8. A file that is not UTF-8, or is larger than {@link
   * #SIZE_LIMIT}, has an error that says so.
   */
  static Document parse(String file, byte[] content) {
    return read(file, content, Surroundings.none()).document();
  }

  /**
   * A document and the names that others see when they use it.
   *
   * @param files the documents that it uses and the files of its value sets, itself excluded
   */
  record Reading(Document document, Scope scope, List<HashedFile> files) {
    public Reading {
      files = List.copyOf(files);
    }
  }

  /** Reads a document that stands among others. */
  static Reading read(String file, byte[] content, Surroundings surroundings) {
    if (content.length > SIZE_LIMIT) {
      return broken(
          new Source(file, ""),
          0,
          DiagnosticId.TOO_LARGE,
          "the file has " + content.length + " bytes, and a document has at most " + SIZE_LIMIT,
          "write one version of one guideline in a file");
    }
    // Nearly always: no character stands for bytes that are none, so there were no such bytes.
    String whole = new String(content, StandardCharsets.UTF_8);
    if (whole.indexOf('\uFFFD') < 0) {
      return read(file, whole, content, surroundings);
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(content.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(content), text, true);
    text.flip();
    if (result.isError()) {
      return notUtf8(new Source(file, text.toString()));
    }
    return read(file, text.toString(), content, surroundings);
  }

  /** Reads a document that stands among others. */
  static Reading read(String file, String text, Surroundings surroundings) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] content = new byte[encoded.remaining()];
      encoded.get(content);
      return read(file, content, surroundings);
    } catch (CharacterCodingException loneSurrogate) {
      return notUtf8(new Source(file, text));
    }
  }

  private static Reading notUtf8(Source source) {
    return broken(
        source,
        source.text().length(),
        DiagnosticId.NOT_UTF8,
        "the file is not UTF-8 text",
        "save it as UTF-8");
  }

  private static Reading broken(
      Source source, int offset, DiagnosticId id, String message, String help) {
    var diagnostics = collector(source);
    diagnostics.add(id, source.span(offset, offset), message, help);
    return new Reading(
        new Broken(source.file(), Optional.empty(), Optional.empty(), diagnostics.diagnostics()),
        new Scope(),
        List.of());
  }

  private static DiagnosticCollector collector(Source source) {
    return new DiagnosticCollector(span -> source.line(span.startLine() - 1));
  }

  private static Reading read(String file, String text, byte[] content, Surroundings surroundings) {
    var source = new Source(file, text);
    var diagnostics = collector(source);
    DocumentSyntax syntax = DocumentParser.parse(source, diagnostics);
    var files = new RecordingSurroundings(surroundings);
    DocumentChecker.Checked checked = DocumentChecker.check(syntax, files, diagnostics);
    if (checked.guideline().isPresent()) {
      String hash = ContentHash.of(content, files.files());
      return new Reading(
          new Sound(
              ContentHash.with(checked.guideline().get(), hash),
              checked.diagnostics(),
              checked.suppressions()),
          checked.scope(),
          files.files());
    }
    return new Reading(
        new Broken(file, word(syntax, "guideline"), effective(syntax), checked.diagnostics()),
        checked.scope(),
        files.files());
  }

  private static Optional<String> word(DocumentSyntax syntax, String key) {
    return syntax.frontMatter().flatMap(front -> front.scalar(key)).map(Word::text);
  }

  private static Optional<LocalDate> effective(DocumentSyntax syntax) {
    return word(syntax, "effective").flatMap(Dates::parse);
  }

  /** Whether a diagnostic makes a document unusable. */
  static boolean isError(Diagnostic diagnostic) {
    return diagnostic.severity() == Severity.ERROR;
  }
}
