package org.proviso.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.proviso.benchmarks.requests.Workload;

/**
 * Rewrites the block of the README that stands between two marks, from results.
 *
 * <p>Usage: {@code ReadmeTable FOLDER README}.
 */
public final class ReadmeTable {
  private static final String BEGIN = "<!-- benchmarks: begin -->\n";
  private static final String END = "<!-- benchmarks: end -->\n";
  private static final String COMPLETE = "complete";

  private static final List<String> SUBJECTS =
      List.of(
          "java-packed",
          "java",
          "java-explained",
          "proviso-outcome",
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
    var out = new StringBuilder();
    for (Workload workload : Workload.values()) {
      out.append(table(figures, workload.id(), heading(workload))).append('\n');
    }
    return out.append(where(parts)).append('\n').toString();
  }

  private static String heading(Workload workload) {
    return switch (workload) {
      case SPECTROSCOPY -> "04-70540-07, all versions";
      case SPINE -> "aetna-cpb-0236, the largest";
    };
  }

  private static String table(Figures figures, String workload, String heading) {
    var ratios = new Ratios(figures, workload);
    var table =
        new Table(
            heading,
            "decisions a second",
            "bytes",
            "Proviso's outcome: times",
            "with clauses, or explained",
            "start to decision, ms",
            "lines");
    for (String subject : SUBJECTS) {
      Optional<Figure> rate = figures.find(workload, subject, COMPLETE, "decisions");
      if (rate.isPresent()) {
        boolean other = Ratios.others(SUBJECTS).contains(subject);
        table.row(
            figures.title(subject),
            Numbers.of(rate),
            Numbers.bytes(figures.find(workload, subject, COMPLETE, "decisions, allocated")),
            other ? ratios.outcome(subject) : "",
            other ? ratios.clauses(subject) + ratios.explained(subject) : "",
            Numbers.of(figures.find(workload, subject, "", "start to first decision")),
            Numbers.of(figures.find(workload, subject, "", "lines")));
      }
    }
    return table.text();
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
