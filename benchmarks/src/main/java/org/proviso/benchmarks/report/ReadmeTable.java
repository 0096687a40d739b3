package org.proviso.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites the block of the README that stands between two marks, from results.
 *
 * <p>Usage: {@code ReadmeTable FOLDER README}.
 */
public final class ReadmeTable {
  private static final String BEGIN = "<!-- benchmarks: begin -->\n";
  private static final String END = "<!-- benchmarks: end -->\n";
  private static final String WORKLOAD = "spectroscopy";
  private static final String COMPLETE = "complete";

  private static final List<String> SUBJECTS =
      List.of(
          "java-packed",
          "java",
          "java-explained",
          "proviso",
          "proviso-explained",
          "proviso-request",
          "drools-flattened",
          "drools",
          "dmn",
          "cql-new",
          "cql-fhir");

  private ReadmeTable() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    List<Results> parts = Results.read(Path.of(arguments[0]));
    Path readme = Path.of(arguments[1]);
    String text = Files.readString(readme);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      System.err.println(
          "readme-table: %s lacks the lines %s and %s; put them where the table is to stand."
              .formatted(readme, BEGIN.strip(), END.strip()));
      System.exit(2);
    }
    Files.writeString(
        readme, text.substring(0, begin + BEGIN.length()) + block(parts) + text.substring(end));
  }

  private static String block(List<Results> parts) {
    Figures figures = Figures.of(parts);
    Optional<Figure> floor = decisions(figures, "java");
    var table =
        new Table(
            "one thread; the same answers from all, checked first",
            "decisions a second",
            "times Java by hand",
            "bytes allocated",
            "start to first decision, ms",
            "lines");
    for (String subject : SUBJECTS) {
      Optional<Figure> rate = decisions(figures, subject);
      if (rate.isPresent()) {
        table.row(
            figures.title(subject),
            Numbers.of(rate),
            Numbers.times(rate, floor),
            Numbers.bytes(figures.find(WORKLOAD, subject, COMPLETE, "decisions, allocated")),
            Numbers.of(figures.find(WORKLOAD, subject, "", "start to first decision")),
            Numbers.of(figures.find(WORKLOAD, subject, "", "lines")));
      }
    }
    return table.text() + "\n" + where(parts) + "\n";
  }

  private static Optional<Figure> decisions(Figures figures, String subject) {
    return figures.find(WORKLOAD, subject, COMPLETE, "decisions");
  }

  private static String where(List<Results> parts) {
    return parts.stream()
        .filter(part -> part.part().equals("decide"))
        .findFirst()
        .map(
            part ->
                "Measured %s on %s, %s cores, %s; %s run. `./benchmarks/run` measures again."
                    .formatted(
                        part.machine().getOrDefault("date", ""),
                        part.machine().getOrDefault("processor", ""),
                        part.machine().getOrDefault("cores", ""),
                        part.machine().getOrDefault("java", ""),
                        part.machine().getOrDefault("run", "")))
        .orElse("");
  }
}
