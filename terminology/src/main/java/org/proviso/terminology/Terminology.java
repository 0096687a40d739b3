package org.proviso.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which releases of the code systems are in force on a date, and which codes are, as far as is
 * known.
 *
 * <p>Built in are the dates of releases and of a few codes; the content of the code systems is not,
 * since most are licensed. A user adds it as CSV files in a directory, as docs/terminology.md says.
 * Immutable.
 */
public final class Terminology {
  private static final String RELEASES = "releases.csv";
  private static final List<String> RELEASE_COLUMNS =
      List.of("system", "release", "from", "through");
  private static final List<String> CODE_COLUMNS = List.of("system", "code", "from", "through");

  private final Map<CodeSystem, List<CodeSystemRelease>> releases;
  private final Map<CodeSystem, List<CodeSystemRelease>> complete;
  private final Map<Code, List<CodeCheck.Span>> codes;

  private Terminology(
      Map<CodeSystem, List<CodeSystemRelease>> releases,
      Map<CodeSystem, List<CodeSystemRelease>> complete,
      Map<Code, List<CodeCheck.Span>> codes) {
    this.releases = releases;
    this.complete = complete;
    this.codes = codes;
  }

  /** What is built in. */
  public static Terminology standard() {
    return Standard.TERMINOLOGY;
  }

  /**
   * What is built in, and the CSV files of a directory: {@code releases.csv} with the columns
   * {@code system,release,from,through} and, optionally, {@code content} ({@code complete} when the
   * files hold every code of the release); every other {@code *.csv} with the columns {@code
   * system,code,from,through}. An empty {@code through} of a code is open.
   *
   * @throws TerminologyFileException when a file cannot be read or holds an error; at its line
   */
  public static Terminology load(Path directory) throws TerminologyFileException {
    var builder = new Builder(standard());
    try (var files = Files.list(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        String text = Files.readString(file);
        if (name.equals(RELEASES)) {
          builder.releases(name, text);
        } else {
          builder.codes(name, text);
        }
      }
    } catch (CharacterCodingException notText) {
      throw new TerminologyFileException(
          directory.toString(), 0, "a file is not UTF-8 text", "save it as UTF-8");
    } catch (IOException | UncheckedIOException failure) {
      throw new TerminologyFileException(
          directory.toString(), 0, "it cannot be read", "name a directory with CSV files");
    }
    return builder.build();
  }

  /** The releases in force on the day, one a system at most, in the order of the systems. */
  public List<CodeSystemRelease> releasesOn(LocalDate day) {
    var found = new ArrayList<CodeSystemRelease>();
    for (CodeSystem system : CodeSystem.values()) {
      releaseOn(system, day).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /** The release of a system in force on the day, if one is known. */
  public Optional<CodeSystemRelease> releaseOn(CodeSystem system, LocalDate day) {
    return covering(releases, system, day);
  }

  /** What can be said of a code of a system named by its URI. */
  public CodeCheck check(String systemUri, String code, LocalDate day) {
    Optional<CodeSystem> system = CodeSystem.ofUri(systemUri);
    if (system.isEmpty()) {
      return new CodeCheck.UnknownSystem();
    }
    return code.isBlank()
        ? new CodeCheck.Malformed("is blank")
        : check(CodeSyntax.canonical(system.get(), code), day);
  }

  /** What can be said of a code on a day. */
  public CodeCheck check(Code code, LocalDate day) {
    Optional<String> fault = CodeSyntax.fault(code);
    if (fault.isPresent()) {
      return new CodeCheck.Malformed(fault.get());
    }
    List<CodeCheck.Span> known = codes.getOrDefault(code, List.of());
    if (!known.isEmpty()) {
      return known.stream().anyMatch(span -> span.covers(day))
          ? new CodeCheck.InForce()
          : new CodeCheck.NotInForce(known);
    }
    List<CodeSystemRelease> ofSystem = releases.getOrDefault(code.system(), List.of());
    if (ofSystem.isEmpty()) {
      return new CodeCheck.CannotTell(
          "the releases of " + code.system().title() + " are not shipped");
    }
    Optional<CodeSystemRelease> release = releaseOn(code.system(), day);
    if (release.isEmpty()) {
      LocalDate first = ofSystem.getFirst().from();
      LocalDate last = ofSystem.getLast().through();
      return day.isAfter(last) && code.system() != CodeSystem.ICD9CM
          ? new CodeCheck.CannotTell(
              "no release of " + code.system().title() + " after " + last + " is known")
          : new CodeCheck.NotInForce(List.of(span(code.system(), first, last)));
    }
    if (covering(complete, code.system(), day).isPresent()) {
      return new CodeCheck.NotInForce(List.of());
    }
    return new CodeCheck.CannotTell("the content of " + release.get() + " is not loaded");
  }

  /**
   * A system that has ended has a last day; of the others the last known release is not the end.
   */
  private static CodeCheck.Span span(CodeSystem system, LocalDate first, LocalDate last) {
    return new CodeCheck.Span(
        first, system == CodeSystem.ICD9CM ? Optional.of(last) : Optional.empty());
  }

  private static Optional<CodeSystemRelease> covering(
      Map<CodeSystem, List<CodeSystemRelease>> releases, CodeSystem system, LocalDate day) {
    for (CodeSystemRelease release : releases.getOrDefault(system, List.of())) {
      if (release.covers(day)) {
        return Optional.of(release);
      }
    }
    return Optional.empty();
  }

  /** Loaded on first use. */
  private static final class Standard {
    static final Terminology TERMINOLOGY = load();

    private static Terminology load() {
      var builder = new Builder(new Terminology(Map.of(), Map.of(), Map.of()));
      try {
        builder.releases(RELEASES, resource(RELEASES));
        builder.codes("codes.csv", resource("codes.csv"));
      } catch (TerminologyFileException defect) {
        throw new IllegalStateException(defect);
      }
      return builder.build();
    }

    private static String resource(String name) {
      try (InputStream content = Terminology.class.getResourceAsStream(name)) {
        if (content == null) {
          throw new IllegalStateException("the resource " + name + " is missing");
        }
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static final class Builder {
    private final Map<CodeSystem, List<CodeSystemRelease>> releases =
        new EnumMap<>(CodeSystem.class);
    private final Map<CodeSystem, List<CodeSystemRelease>> complete =
        new EnumMap<>(CodeSystem.class);
    private final Map<Code, List<CodeCheck.Span>> codes;

    Builder(Terminology start) {
      start.releases.forEach((system, list) -> releases.put(system, new ArrayList<>(list)));
      start.complete.forEach((system, list) -> complete.put(system, new ArrayList<>(list)));
      codes = new HashMap<>(start.codes);
    }

    Terminology build() {
      return new Terminology(sorted(releases), sorted(complete), Map.copyOf(codes));
    }

    private static Map<CodeSystem, List<CodeSystemRelease>> sorted(
        Map<CodeSystem, List<CodeSystemRelease>> lists) {
      var result = new EnumMap<CodeSystem, List<CodeSystemRelease>>(CodeSystem.class);
      lists.forEach(
          (system, list) ->
              result.put(
                  system,
                  list.stream()
                      .sorted((left, right) -> left.from().compareTo(right.from()))
                      .toList()));
      return result;
    }

    void releases(String file, String text) throws TerminologyFileException {
      for (Csv.Row row : Csv.read(file, text, RELEASE_COLUMNS)) {
        CodeSystem system = system(file, row);
        LocalDate from = date(file, row, "from");
        LocalDate through = date(file, row, "through");
        ordered(file, row, from, through);
        var release = new CodeSystemRelease(system, row.field("release"), from, through);
        List<CodeSystemRelease> known =
            releases.computeIfAbsent(system, absent -> new ArrayList<>());
        // A user's file names a release that is built in when it brings its content.
        known.removeIf(other -> other.name().equals(release.name()));
        for (CodeSystemRelease other : known) {
          if (!other.from().isAfter(through) && !other.through().isBefore(from)) {
            throw new TerminologyFileException(
                file,
                row.line(),
                release + " overlaps " + other,
                "give each release days of its own");
          }
        }
        known.add(release);
        if (row.fields().containsKey("content") && row.field("content").equals("complete")) {
          complete.computeIfAbsent(system, absent -> new ArrayList<>()).add(release);
        }
      }
    }

    void codes(String file, String text) throws TerminologyFileException {
      for (Csv.Row row : Csv.read(file, text, CODE_COLUMNS)) {
        String written = row.field("code");
        if (written.isEmpty()) {
          throw new TerminologyFileException(
              file, row.line(), "the code is empty", "write the code");
        }
        Code code = CodeSyntax.canonical(system(file, row), written);
        Optional<String> fault = CodeSyntax.fault(code);
        if (fault.isPresent()) {
          throw new TerminologyFileException(
              file,
              row.line(),
              "'" + written + "' is not a code of " + code.system().title() + ": it " + fault.get(),
              "correct the code or the system");
        }
        LocalDate from = date(file, row, "from");
        Optional<LocalDate> through =
            row.field("through").isEmpty()
                ? Optional.empty()
                : Optional.of(date(file, row, "through"));
        if (through.isPresent()) {
          ordered(file, row, from, through.get());
        }
        var spans = new ArrayList<>(codes.getOrDefault(code, List.of()));
        var span = new CodeCheck.Span(from, through);
        if (!spans.contains(span)) {
          spans.add(span);
        }
        codes.put(code, List.copyOf(spans));
      }
    }

    private static CodeSystem system(String file, Csv.Row row) throws TerminologyFileException {
      String written = row.field("system");
      return CodeSystem.ofKeyword(written)
          .or(() -> CodeSystem.ofUri(written))
          .orElseThrow(
              () ->
                  new TerminologyFileException(
                      file,
                      row.line(),
                      "unknown code system '" + written + "'",
                      "write a system's keyword, for example icd10cm"));
    }

    private static LocalDate date(String file, Csv.Row row, String column)
        throws TerminologyFileException {
      try {
        return LocalDate.parse(row.field(column));
      } catch (DateTimeException notADate) {
        throw new TerminologyFileException(
            file,
            row.line(),
            "'" + row.field(column) + "' in the column " + column + " is not a date",
            "write YYYY-MM-DD");
      }
    }

    private static void ordered(String file, Csv.Row row, LocalDate from, LocalDate through)
        throws TerminologyFileException {
      if (through.isBefore(from)) {
        throw new TerminologyFileException(
            file, row.line(), "through is before from", "put the first day first");
      }
    }
  }
}
