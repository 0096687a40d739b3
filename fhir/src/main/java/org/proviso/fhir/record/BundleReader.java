package org.proviso.fhir.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.proviso.ground.json.JsonFault;
import org.proviso.ground.json.JsonScanner;

/**
 * Reads a FHIR R4 Bundle in JSON into a {@link ClinicalRecord}: each byte once, keeping only what
 * facts may need, and refusing input beyond its {@link Limits}. Never throws for what it is given.
 * Safe for use by several threads.
 */
public final class BundleReader {
  private static final int MAX_NAME_BYTES = 1000;
  private static final BundleReader STANDARD = new BundleReader(Limits.STANDARD);

  /** The scanner's bounds with {@link Limits#STANDARD}. */
  static final JsonScanner.Bounds STANDARD_BOUNDS = STANDARD.bounds;

  private final Limits limits;
  private final JsonScanner.Bounds bounds;

  /** A reader with its own limits. */
  public BundleReader(Limits limits) {
    this.limits = limits;
    this.bounds =
        new JsonScanner.Bounds(
            limits.depth(), limits.numberLength(), limits.stringLength(), MAX_NAME_BYTES);
  }

  /** The reader with {@link Limits#STANDARD}. */
  public static BundleReader standard() {
    return STANDARD;
  }

  /** Whether resources of a type are kept at all. */
  public static boolean keeps(String resourceType) {
    return ResourceType.named(resourceType).isPresent();
  }

  /** Reads a file. One that is too large is not opened. */
  public Reading<ClinicalRecord> read(Path file) {
    try {
      if (Files.size(file) > limits.bytes()) {
        return refused(tooLarge());
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return read(stream);
      }
    } catch (IOException failure) {
      return refused(unreadable());
    }
  }

  /** Reads bytes. */
  public Reading<ClinicalRecord> read(byte[] json) {
    if (json.length > limits.bytes()) {
      return refused(tooLarge());
    }
    if (isWide(json)) {
      return refused(
          new InputProblem(
              ProblemKind.NOT_UTF_8,
              "Bundle",
              "The input is UTF-16 or UTF-32; FHIR's JSON is UTF-8.",
              "Save it as UTF-8."));
    }
    try {
      return new BundleParser(new JsonScanner(json, KnownElement.NAMES, bounds), limits).bundle();
    } catch (JsonFault fault) {
      return refused(explain(fault));
    } catch (InputRefusedException refusal) {
      return refused(refusal.problem());
    }
  }

  /** Reads a stream to its end, or until it proves too large. Does not close it. */
  public Reading<ClinicalRecord> read(InputStream stream) {
    try {
      return read(stream.readNBytes((int) Math.min(limits.bytes() + 1, Integer.MAX_VALUE)));
    } catch (IOException failure) {
      return refused(unreadable());
    }
  }

  /** A zero among the first bytes, or a mark of UTF-16, is not UTF-8 JSON. */
  private static boolean isWide(byte[] text) {
    for (int index = 0; index < Math.min(text.length, 4); index++) {
      if (text[index] == 0) {
        return true;
      }
    }
    return text.length >= 2
        && ((text[0] == (byte) 0xFE && text[1] == (byte) 0xFF)
            || (text[0] == (byte) 0xFF && text[1] == (byte) 0xFE));
  }

  private static Reading<ClinicalRecord> refused(InputProblem problem) {
    return new Reading.Refused<>(List.of(problem));
  }

  private InputProblem tooLarge() {
    return new InputProblem(
        ProblemKind.TOO_LARGE,
        "Bundle",
        "The input is larger than " + limits.bytes() + " bytes, the limit.",
        "Send only the resources of this request.");
  }

  private static InputProblem unreadable() {
    return new InputProblem(
        ProblemKind.UNREADABLE,
        "Bundle",
        "The input cannot be read.",
        "Check that it exists and may be read.");
  }

  private InputProblem explain(JsonFault fault) {
    String at = " at line " + fault.line() + ", column " + fault.column();
    return switch (fault.kind()) {
      case NOT_JSON ->
          new InputProblem(
              ProblemKind.NOT_JSON,
              "Bundle",
              "The input is not JSON" + at + ".",
              "Send a FHIR R4 Bundle in JSON.");
      case TRUNCATED ->
          new InputProblem(
              ProblemKind.TRUNCATED,
              "Bundle",
              "The JSON ends before it is complete" + at + ".",
              "Send the whole file.");
      case NOT_UTF_8 ->
          new InputProblem(
              ProblemKind.NOT_UTF_8,
              "Bundle",
              "The input is not UTF-8" + at + ".",
              "Save it as UTF-8; FHIR's JSON has no other encoding.");
      case MEMBER_TWICE ->
          new InputProblem(
              ProblemKind.DUPLICATE_KEY,
              "Bundle",
              "An object has the same key twice" + at + "; which one is meant cannot be told.",
              "Keep one of them.");
      case TOO_DEEP ->
          new InputProblem(
              ProblemKind.TOO_DEEP,
              "Bundle",
              "Objects and arrays are nested deeper than " + limits.depth() + ", the limit.",
              "FHIR resources are not that deep; check how the file was made.");
      case TOO_LONG ->
          new InputProblem(
              ProblemKind.TOO_LONG,
              "Bundle",
              "A number, string or name is longer than the limit ("
                  + limits.numberLength()
                  + " characters for numbers, "
                  + limits.stringLength()
                  + " for strings).",
              "Leave attachments out; they are not read.");
    };
  }
}
