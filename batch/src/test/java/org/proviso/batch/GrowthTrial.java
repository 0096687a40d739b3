package org.proviso.batch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Revision;
import org.proviso.analysis.verify.Finding;
import org.proviso.analysis.verify.Verifier;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.PackedGuideline;
import org.proviso.engine.packed.RowLayout;
import org.proviso.language.library.CsvValueSetReader;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/**
 * What size costs: {@code GrowthTrial GUIDELINES-FOLDER [quick]} prints, for more and more facts,
 * clauses, versions and guidelines, what each step costs the processor, and under each table where
 * a cost begins to grow faster than the size.
 */
public final class GrowthTrial {
  /** A cost that grows with a higher power of the size than this has bent. */
  private static final double STEEP = 1.5;

  private static final int ROWS = 4_096;
  private static final long SEED = 1;

  /** By size, then by what was measured. */
  private final Map<Integer, Map<String, String>> table = new LinkedHashMap<>();

  private final Map<String, Map<Integer, Double>> costs = new LinkedHashMap<>();

  private GrowthTrial() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    boolean quick = arguments.length > 1;
    // What follows is measured with the compiler's work done.
    for (int round = 0; round < (quick ? 1 : 5); round++) {
      new GrowthTrial().page(20, new SyntheticPage(20, 5, true, SEED));
    }
    int[] sizes = quick ? new int[] {10, 20} : new int[] {10, 20, 40, 80, 160, 320};
    pages("facts, each clause with four of its own", sizes, facts -> facts / 4, false);
    pages("facts, each clause with any four", sizes, facts -> facts / 4, true);
    var clauses = new GrowthTrial();
    for (int count : quick ? new int[] {5, 10} : new int[] {5, 10, 20, 40, 80, 160}) {
      clauses.page(count, new SyntheticPage(40, count, true, SEED));
    }
    clauses.print("clauses over 40 facts, each with any four");
    var versions = new GrowthTrial();
    for (int count : quick ? new int[] {1, 4} : new int[] {1, 4, 16, 64, 256}) {
      versions.versions(count);
    }
    versions.print("versions of a document of 20 facts and 5 clauses");
    var guidelines = new GrowthTrial();
    for (int count : quick ? new int[] {15, 45} : new int[] {45, 150, 500, 1_500, 4_500}) {
      guidelines.guidelines(Path.of(arguments[0]), count);
    }
    guidelines.print("documents, copies of the library's own");
  }

  private interface Clauses {
    int of(int facts);
  }

  private static void pages(String title, int[] sizes, Clauses clauses, boolean mixed) {
    var growth = new GrowthTrial();
    for (int facts : sizes) {
      growth.page(facts, new SyntheticPage(facts, clauses.of(facts), mixed, SEED));
    }
    growth.print(title);
  }

  // One document

  private void page(int size, SyntheticPage page) {
    String text = page.text();
    Guideline guideline =
        cost(size, "load, ms", () -> Document.parse("growth.md", text)).guideline().orElseThrow();
    Guideline revised = Document.parse("growth.md", page.revisedText()).guideline().orElseThrow();
    Compilation compilation = cost(size, "compile, ms", () -> Engine.compile(guideline));
    if (compilation instanceof Compilation.Compiled(CompiledGuideline compiled, var _)) {
      int outcome = compiled.model().decisions().getFirst().outcome();
      write(
          size,
          "nodes",
          String.format(Locale.ROOT, "%,d", compiled.model().diagrams().size(List.of(outcome))));
      PackedGuideline packed =
          cost(size, "tables, ms", () -> new PackedGuideline(compiled.model()));
      say(size, "tables, kB", packed.size() / 1e3);
      decide(size, packed);
    } else {
      write(size, "nodes", "too many");
    }
    List<Finding> findings = cost(size, "verify, ms", () -> Verifier.verify(guideline));
    if (findings.stream().anyMatch(finding -> finding.id().equals("too-complex"))) {
      write(size, "verify says", "in part");
    }
    Revision revision = cost(size, "diff, ms", () -> GuidelineDiff.between(guideline, revised));
    write(
        size,
        "regions",
        revision.regions().size() + (revision.limits().isEmpty() ? "" : ", in part"));
  }

  private void decide(int size, PackedGuideline packed) {
    PackedDecision decision = packed.decisions().getFirst();
    RowLayout layout = packed.layout();
    for (boolean complete : new boolean[] {true, false}) {
      var random = new SplittableRandom(SEED);
      var rows = new long[ROWS * layout.words()];
      for (int row = 0; row < ROWS; row++) {
        for (int variable = 0; variable < layout.variables(); variable++) {
          boolean known = complete || random.nextInt(4) > 0;
          int code = known ? 1 + random.nextInt(layout.cells(variable)) : RowLayout.UNKNOWN;
          layout.setCode(rows, row * layout.words(), variable, code);
        }
      }
      int exact = 0;
      for (int row = 0; row < ROWS; row++) {
        exact += decision.decide(rows, row * layout.words()) == PackedDecision.EXACT ? 1 : 0;
      }
      if (exact > 0) {
        write(size, "left to the exact engine", 100 * exact / ROWS + " % of partial rows");
      }
      cost(
          size,
          complete ? "decide, ns" : "decide partial, ns",
          1e6 / ROWS,
          () -> {
            int sum = 0;
            for (int row = 0; row < ROWS; row++) {
              sum += decision.decide(rows, row * layout.words());
            }
            return sum;
          });
      if (complete) {
        cost(
            size,
            "and clauses, ns",
            1e6 / ROWS,
            () -> {
              int sum = 0;
              for (int row = 0; row < ROWS; row++) {
                sum += decision.verdict(rows, row * layout.words()).isPresent() ? 1 : 0;
              }
              return sum;
            });
      }
    }
  }

  // Libraries

  private void versions(int count) {
    String text = new SyntheticPage(20, 5, false, SEED).text();
    Map<String, byte[]> files = new HashMap<>();
    LocalDate first = LocalDate.of(2000, 1, 1);
    for (int version = 0; version < count; version++) {
      String date = first.plusDays(30L * version).toString();
      files.put(
          "growth/" + date + ".md",
          text.replaceFirst("effective: .*", "effective: " + date)
              .getBytes(StandardCharsets.UTF_8));
    }
    library(count, () -> Library.of(files, List.of(new CsvValueSetReader())));
  }

  private void guidelines(Path source, int count) throws IOException {
    Path folder = Files.createTempDirectory("growth");
    LibraryCopies.write(source, folder, count);
    library(
        count,
        () -> {
          try {
            return Library.load(folder);
          } catch (IOException failure) {
            throw new IllegalStateException(failure);
          }
        });
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private void library(int count, Supplier<Library> load) {
    Library library = elapsed(count, "load, ms elapsed", load);
    long before = heap();
    List<Library> kept = new ArrayList<>();
    kept.add(load.get());
    say(count, "kB each", (heap() - before) / 1e3 / kept.getFirst().documents().size());
    var random = new SplittableRandom(SEED);
    var services = new ArrayList<Code>();
    var dates = new ArrayList<LocalDate>();
    for (int index = 0; index < ROWS; index++) {
      Guideline guideline = library.guidelines().get(random.nextInt(library.guidelines().size()));
      services.add(
          guideline.services().isEmpty()
              ? new Code(CodeSystem.CPT, "76390")
              : guideline.services().getFirst());
      dates.add(guideline.effective());
    }
    cost(
        count,
        "route, ns",
        1e6 / ROWS,
        () -> {
          int found = 0;
          for (int index = 0; index < ROWS; index++) {
            found +=
                library
                    .forService(
                        services.get(index), dates.get(index), Optional.empty(), Optional.empty())
                    .size();
          }
          return found;
        });
  }

  private static long heap() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  // Measuring and printing

  private <T> T cost(int size, String what, Supplier<T> step) {
    return cost(size, what, 1, step);
  }

  /** The quickest of some rounds, so that neither the collector nor other programs are in it. */
  private <T> T cost(int size, String what, double factor, Supplier<T> step) {
    return best(
        size, what, factor, step, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  private <T> T elapsed(int size, String what, Supplier<T> step) {
    return best(size, what, 1, step, System::nanoTime);
  }

  private <T> T best(int size, String what, double factor, Supplier<T> step, Supplier<Long> clock) {
    long end = System.nanoTime() + 2_000_000_000L;
    double best = Double.MAX_VALUE;
    T made = null;
    for (int round = 0; made == null || (round < 30 && System.nanoTime() < end); round++) {
      long start = clock.get();
      made = step.get();
      best = Math.min(best, (clock.get() - start) / 1e6);
    }
    say(size, what, best * factor);
    costs.computeIfAbsent(what, _ -> new LinkedHashMap<>()).put(size, best);
    return made;
  }

  private void say(int size, String what, double value) {
    write(
        size,
        what,
        String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 1 ? "%.1f" : "%.3f", value));
  }

  private void write(int size, String what, String text) {
    table.computeIfAbsent(size, _ -> new LinkedHashMap<>()).put(what, text);
  }

  private void print(String title) {
    List<String> columns =
        table.values().stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    System.out.println();
    System.out.println("| " + title + " | " + String.join(" | ", columns) + " |");
    System.out.println("|---".repeat(columns.size() + 1) + "|");
    table.forEach(
        (size, row) ->
            System.out.println(
                "| "
                    + size
                    + " | "
                    + String.join(
                        " | ",
                        columns.stream().map(column -> row.getOrDefault(column, "-")).toList())
                    + " |"));
    System.out.println();
    costs.forEach((what, bySize) -> System.out.println(bend(what, bySize)));
  }

  /** Where a cost first grows with a high power of the size. */
  private static String bend(String what, Map<Integer, Double> bySize) {
    List<Integer> sizes = List.copyOf(bySize.keySet());
    double steepest = 0;
    for (int index = 1; index < sizes.size(); index++) {
      int from = sizes.get(index - 1);
      int to = sizes.get(index);
      double power =
          Math.log(bySize.getOrDefault(to, 1.0) / bySize.getOrDefault(from, 1.0))
              / Math.log((double) to / from);
      if (power > STEEP) {
        return String.format(
            Locale.ROOT,
            "%s: bends between %d and %d, where it grows with the power %.1f of the size",
            what,
            from,
            to,
            power);
      }
      steepest = Math.max(steepest, power);
    }
    return String.format(
        Locale.ROOT, "%s: no bend; it grows with the power %.1f at most", what, steepest);
  }
}
