package org.proviso.terminology;

import java.util.ArrayList;
import java.util.List;

/**
 * A value set as a CSV file with the columns {@code system} (a keyword such as {@code icd10cm} or a
 * URI) and {@code code} (a code, {@code C71.*} or {@code D33.0..D33.2}); further columns are
 * ignored.
 */
public final class ValueSetCsv {
  private ValueSetCsv() {}

  /**
   * The patterns of the file, in its order.
   *
   * @param file its name, for messages
   * @throws TerminologyFileException when the file is not such a table, names an unknown system or
   *     holds a malformed code; at its line
   */
  public static List<CodePattern> read(String file, String text) throws TerminologyFileException {
    var patterns = new ArrayList<CodePattern>();
    for (Csv.Row row : Csv.read(file, text, List.of("system", "code"))) {
      String systemName = row.field("system");
      CodeSystem system =
          CodeSystem.ofKeyword(systemName)
              .or(() -> CodeSystem.ofUri(systemName))
              .orElseThrow(
                  () ->
                      new TerminologyFileException(
                          file,
                          row.line(),
                          "unknown code system '" + systemName + "'",
                          "write one of " + keywords() + " or the system's URI"));
      patterns.add(pattern(file, row.line(), system, row.field("code")));
    }
    return List.copyOf(patterns);
  }

  /** A value set of the file's codes. */
  public static ValueSet read(String name, String title, String file, String text)
      throws TerminologyFileException {
    return new ValueSet(name, title, read(file, text), List.of());
  }

  private static CodePattern pattern(String file, int line, CodeSystem system, String written)
      throws TerminologyFileException {
    if (written.isEmpty()) {
      throw new TerminologyFileException(file, line, "the code is empty", "write the code");
    }
    int range = written.indexOf("..");
    if (range > 0 && range + 2 < written.length()) {
      return range(
          file,
          line,
          category(file, line, system, written.substring(0, range)),
          category(file, line, system, written.substring(range + 2)));
    }
    if (written.endsWith(".*") && written.length() > 2) {
      return new CodePattern.Below(
          category(file, line, system, written.substring(0, written.length() - 2)));
    }
    Code code = CodeSyntax.canonical(system, written);
    var fault = CodeSyntax.fault(code);
    if (fault.isPresent()) {
      throw malformed(file, line, code, fault.get());
    }
    return new CodePattern.Exactly(code);
  }

  private static CodePattern range(String file, int line, Code first, Code last)
      throws TerminologyFileException {
    if (!first.system().isOrdered()) {
      throw new TerminologyFileException(
          file,
          line,
          "codes of " + first.system().title() + " have no order, so they have no ranges",
          "list each code on a line of its own");
    }
    if (first.value().compareTo(last.value()) > 0) {
      throw new TerminologyFileException(
          file,
          line,
          "the range ends at " + last.value() + ", which comes before its beginning",
          "write " + last.value() + ".." + first.value());
    }
    return new CodePattern.Between(first, last);
  }

  private static Code category(String file, int line, CodeSystem system, String written)
      throws TerminologyFileException {
    Code code = CodeSyntax.canonical(system, written.strip());
    var fault = CodeSyntax.faultOfCategory(code);
    if (fault.isPresent()) {
      throw malformed(file, line, code, fault.get());
    }
    return code;
  }

  private static TerminologyFileException malformed(
      String file, int line, Code code, String fault) {
    return new TerminologyFileException(
        file,
        line,
        "'" + code.value() + "' is not a code of " + code.system().title() + ": it " + fault,
        "correct the code or the system");
  }

  private static String keywords() {
    var words = new ArrayList<String>();
    for (CodeSystem system : CodeSystem.values()) {
      words.add(system.keyword());
    }
    return String.join(", ", words);
  }
}
