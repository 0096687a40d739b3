package org.proviso.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.proviso.benchmarks.contestants.Contestants;
import org.proviso.benchmarks.contestants.Entry;
import org.proviso.benchmarks.requests.Workload;

/**
 * Writes the readable form of results, {@code results.md}, beside them.
 *
 * <p>Usage: {@code Report FOLDER}.
 */
public final class Report {
  private static final String COMPLETE = "complete";

  private final List<Results> parts;
  private final Figures figures;
  private final StringBuilder out = new StringBuilder();

  private Report(List<Results> parts) {
    this.parts = parts;
    this.figures = Figures.of(parts);
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.writeString(folder.resolve("results.md"), new Report(Results.read(folder)).text());
  }

  private String text() {
    out.append("# Results of the benchmarks\n\n");
    out.append("Written by `benchmarks/run`; docs/benchmarks.md says how to read it.\n");
    machines();
    for (Workload workload : Workload.values()) {
      decisions(workload);
      starts(workload);
    }
    orders();
    others();
    notes();
    return out.toString();
  }

  private void heading(String text) {
    out.append("\n## ").append(text).append("\n\n");
  }

  private void machines() {
    heading("Machine");
    var table = new Table("part", "date", "run", "processor", "cores", "memory", "load", "Java");
    for (Results part : parts) {
      table.row(
          part.part(),
          described(part, "date"),
          described(part, "run"),
          described(part, "processor"),
          described(part, "cores"),
          described(part, "memory"),
          described(part, "load before"),
          described(part, "java"));
    }
    out.append(table.text());
  }

  private static String described(Results part, String name) {
    return part.machine().getOrDefault(name, "");
  }

  private void decisions(Workload workload) {
    List<String> subjects = figures.subjects(workload.id(), "checked");
    if (subjects.isEmpty()) {
      return;
    }
    heading("Decisions, " + workload.id() + " (" + workload.guideline() + ")");
    out.append(
        "Decisions a second on one thread; bytes allocated for one of complete requests.\n\n");
    var table =
        new Table(
            "", "checked", "wrong", "complete", "partial", "undecided", "with input", "bytes");
    for (String subject : subjects) {
      table.row(
          figures.title(subject),
          number(workload, subject, "", "checked"),
          number(workload, subject, "", "wrong"),
          rate(workload, subject, COMPLETE, "decisions"),
          rate(workload, subject, "partial", "decisions"),
          rate(workload, subject, "undecided", "decisions"),
          rate(workload, subject, COMPLETE, "decisions with input"),
          Numbers.bytes(figures.find(workload.id(), subject, COMPLETE, "decisions, allocated")));
    }
    out.append(table.text());
    ratios(workload, subjects);
    configurations(workload);
  }

  private void ratios(Workload workload, List<String> subjects) {
    out.append("\nHow many times as fast Proviso decides complete requests:\n\n");
    var ratios = new Ratios(figures, workload.id());
    var table = new Table("as", "outcome", "with clauses", "with every criterion", "at least");
    for (String other : Ratios.others(subjects)) {
      if (figures.find(workload.id(), other, COMPLETE, "decisions").isPresent()) {
        table.row(
            figures.title(other),
            ratios.outcome(other),
            ratios.clauses(other),
            ratios.explained(other),
            Ratios.goal(other));
      }
    }
    out.append(table.text());
  }

  private void configurations(Workload workload) {
    out.append('\n');
    for (Entry entry : Contestants.of(workload)) {
      out.append("- ").append(entry.title()).append(": ").append(entry.configuration());
      if (!entry.cannot().isEmpty()) {
        out.append(". Does not say: ").append(entry.cannot());
      }
      out.append(".\n");
    }
  }

  private String number(Workload workload, String subject, String selection, String measure) {
    return Numbers.of(figures.find(workload.id(), subject, selection, measure));
  }

  private String rate(Workload workload, String subject, String selection, String measure) {
    return Numbers.withError(figures.find(workload.id(), subject, selection, measure));
  }

  private void starts(Workload workload) {
    List<String> subjects = figures.subjects(workload.id(), "load");
    if (subjects.isEmpty()) {
      return;
    }
    heading("Cold, " + workload.id());
    out.append(
        "In a fresh virtual machine, medians: milliseconds to load the guideline, for the first"
            + " decision, from the start to it; heap kept; lines of the guideline's source.\n\n");
    var table = new Table("", "load", "first decision", "start to decision", "heap", "lines");
    for (String subject : subjects) {
      table.row(
          figures.title(subject),
          number(workload, subject, "", "load"),
          number(workload, subject, "", "first decision"),
          number(workload, subject, "", "start to first decision"),
          Numbers.bytes(figures.find(workload.id(), subject, "", "heap kept")),
          number(workload, subject, "", "lines"));
    }
    out.append(table.text());
  }

  private void orders() {
    List<String> subjects = figures.subjects("order", "CPU time for an order");
    if (subjects.isEmpty()) {
      return;
    }
    heading("From an order to a response");
    Optional<Figure> size = figures.find("order", "orders", "", "size");
    Optional<Figure> compared = figures.find("order", "orders", "", "compared");
    out.append(
        "Orders of %s bytes on average; %s responses compared, none differs.\n\n"
            .formatted(Numbers.of(size), Numbers.of(compared)));
    var table = new Table("", "CPU time, µs", "bytes allocated");
    for (String subject : subjects) {
      table.row(
          figures.title(subject),
          Numbers.of(figures.find("order", subject, "", "CPU time for an order")),
          Numbers.bytes(figures.find("order", subject, "", "allocated")));
    }
    out.append(table.text());
    figures
        .find("order", "streaming", "", "times HAPI")
        .ifPresent(
            times ->
                out.append(
                    "\nHAPI takes %s times the CPU time of streaming.\n"
                        .formatted(Numbers.of(times.value()))));
  }

  /** Parts whose figures have no table of their own. */
  private void others() {
    for (Results part : parts) {
      switch (part.part()) {
        case "decide", "peers", "cold", "fhir" -> {}
        default -> {
          heading(part.part());
          var table = new Table("", "", "", "value", "unit");
          for (Figure figure : part.figures()) {
            table.row(
                figure.title(),
                figure.selection(),
                figure.measure(),
                Numbers.of(figure.value()),
                figure.unit());
          }
          out.append(table.text());
        }
      }
    }
  }

  private void notes() {
    List<String> notes = parts.stream().flatMap(part -> part.notes().stream()).toList();
    if (notes.isEmpty()) {
      return;
    }
    heading("Notes");
    notes.forEach(note -> out.append("- ").append(note).append('\n'));
  }
}
