package org.proviso.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.proviso.benchmarks.bundles.FhirPath;
import org.proviso.benchmarks.contestants.Contestants;
import org.proviso.benchmarks.contestants.Depth;
import org.proviso.benchmarks.contestants.Entry;
import org.proviso.benchmarks.contestants.Verification;
import org.proviso.benchmarks.ours.DiagramDecide;
import org.proviso.benchmarks.report.Figure;
import org.proviso.benchmarks.report.Machine;
import org.proviso.benchmarks.report.Results;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.decide.Detail;

/**
 * Measures one part and writes its results; {@code benchmarks/run} starts it for each part.
 *
 * <p>Usage: {@code Main PART FOLDER [--quick]}, with parts {@code decide}, {@code peers}, {@code
 * cold}, {@code fhir}.
 */
public final class Main {
  /** How many requests a quick run compares. */
  private static final int QUICK = 2_000;

  private static final String DECIDE = DecideBenchmark.class.getName() + ".decide";
  private static final String WITH_INPUT = DecideBenchmark.class.getName() + ".decideWithInput";

  private final String part;
  private final boolean quick;
  private final Warm warm;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Main(String part, boolean quick) {
    this.part = part;
    this.quick = quick;
    this.warm = new Warm(quick, part.equals("peers") ? 5 : 2);
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    var main = new Main(words.get(0), words.contains("--quick"));
    SequencedMap<String, String> machine = Machine.describe(main.quick);
    main.measure();
    new Results(main.part, machine, main.figures, main.notes).write(Path.of(words.get(1)));
    // Contestants may have left threads behind.
    System.exit(0);
  }

  private void measure() throws IOException, InterruptedException {
    switch (part) {
      case "decide" ->
          verified(
                  workload ->
                      Stream.of(Contestants.handwritten(workload), Contestants.ours(workload))
                          .flatMap(List::stream)
                          .toList())
              .forEach(this::warm);
      case "peers" -> verified(Contestants::peers).forEach(this::warm);
      case "fhir" -> figures.addAll(new FhirPath(quick).measure());
      case "cold" -> figures.addAll(new Cold(quick).measure());
      default -> throw new IllegalArgumentException("no part is called " + part);
    }
  }

  /**
   * Holds contestants against the engine's answers, on every request that they can express. Who
   * gives a wrong answer is named in the notes and is not measured.
   */
  private Map<Workload, List<Entry>> verified(Function<Workload, List<Entry>> contestants) {
    var verified = new EnumMap<Workload, List<Entry>>(Workload.class);
    for (Workload workload : Workload.values()) {
      List<SampleRequest> requests = workload.requests(quick ? QUICK : Workload.REQUESTS);
      Map<Depth, List<String>> expected = expected(workload, requests);
      var right = new ArrayList<Entry>();
      for (Entry entry : contestants.apply(workload)) {
        System.out.println("verify " + workload.id() + " " + entry.id());
        Verification verification =
            Verification.of(
                entry, requests, expected.getOrDefault(entry.depth(), List.of()), every(entry));
        figures.add(figure(workload, entry, "", "checked", verification.checked(), "requests"));
        figures.add(figure(workload, entry, "", "wrong", verification.mismatches(), "requests"));
        if (verification.passed()) {
          right.add(entry);
        } else {
          notes.add(
              "%s, %s: %d of %d answers are wrong, so it is not measured. For example, %s."
                  .formatted(
                      workload.id(),
                      entry.title(),
                      verification.mismatches(),
                      verification.checked(),
                      verification.examples().getFirst()));
        }
      }
      verified.put(workload, right);
    }
    return verified;
  }

  /** What the exact engine answers, in each depth. */
  private static Map<Depth, List<String>> expected(
      Workload workload, List<SampleRequest> requests) {
    List<String> explained =
        Verification.verdicts(
            new DiagramDecide(workload, Detail.OUTCOME, Depth.EXPLAINED), requests);
    return Map.of(
        Depth.EXPLAINED,
        explained,
        Depth.OUTCOME,
        explained.stream().map(verdict -> verdict.substring(0, verdict.indexOf(" | "))).toList());
  }

  /** The full answer takes long, and its outcome is made by what makes the expected answers. */
  private static int every(Entry entry) {
    return entry.id().equals("proviso-full") ? 50 : 1;
  }

  private Figure figure(
      Workload workload, Entry entry, String selection, String measure, double value, String unit) {
    return new Figure(
        part,
        workload.id(),
        entry.id(),
        entry.title(),
        selection,
        measure,
        value,
        Optional.empty(),
        unit);
  }

  private void warm(Workload workload, List<Entry> entries) {
    for (Entry entry : entries) {
      for (Selection selection : selections(entry)) {
        warm(workload, entry, selection, DECIDE, "decisions");
      }
      if (!quick) {
        warm(workload, entry, Selection.COMPLETE, WITH_INPUT, "decisions with input");
      }
    }
  }

  private List<Selection> selections(Entry entry) {
    if (quick) {
      return List.of(Selection.COMPLETE);
    }
    return switch (entry.scope()) {
      case COMPLETE -> List.of(Selection.COMPLETE);
      case ALL -> List.of(Selection.COMPLETE, Selection.PARTIAL, Selection.UNDECIDED);
    };
  }

  private void warm(
      Workload workload, Entry entry, Selection selection, String benchmark, String measure) {
    List<Figure> measured =
        warm.measure(
            benchmark,
            List.of(
                "workload", workload.id(), "contestant", entry.id(), "requests", selection.id()),
            figure(workload, entry, selection.id(), measure, 0, ""));
    figures.addAll(measured);
    System.out.printf(
        "%s %s %s: %,.0f %s a second%n",
        workload.id(), entry.id(), selection.id(), measured.getFirst().value(), measure);
  }
}
