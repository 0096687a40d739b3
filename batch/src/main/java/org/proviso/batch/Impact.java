package org.proviso.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.proviso.analysis.Guidelines;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Region;
import org.proviso.analysis.diff.RegionIndex;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.terminology.Terminology;

/**
 * Decides each row of a history by two versions of a guideline, as if both were in force on its
 * date of service, and tells what differs.
 */
public final class Impact {
  private static final int MOST_MALFORMED = 20;
  private static final int MOST_EXAMPLES = 5;
  private static final String NOT_KNOWN = "not known";

  /** Of a row that is no trouble, and not to be compared either. */
  private static final String OUTSIDE = "dated before both versions";

  private final History history;
  private final Guideline earlier;
  private final Guideline later;
  private final CompiledGuideline compiledEarlier;
  private final CompiledGuideline compiledLater;
  private final Optional<RegionIndex> regions;
  private final Optional<FlatColumns> flat;
  private final Terminology terminology;
  private final List<Pair> pairs = new ArrayList<>();
  private final Places places;

  /** A decision of both versions: its place in each. */
  private record Pair(String name, int earlier, int later, List<Outcome> from, List<Outcome> to) {}

  private Impact(Guideline earlier, Guideline later, History history, Terminology terminology) {
    this.history = history;
    this.earlier = earlier;
    this.later = later;
    this.terminology = terminology;
    LocalDate first =
        earlier.effective().isBefore(later.effective()) ? earlier.effective() : later.effective();
    this.compiledEarlier = inForceFrom(first, earlier);
    this.compiledLater = inForceFrom(first, later);
    this.regions = GuidelineDiff.between(earlier, later).index();
    this.flat =
        history instanceof BundleHistory
            ? Optional.empty()
            : Optional.of(FlatColumns.of(history.columns(), List.of(earlier, later)));
    this.places = new Places(history);
    List<String> names =
        compiledLater.packed().decisions().stream().map(decision -> decision.name()).toList();
    for (int index = 0; index < compiledEarlier.packed().decisions().size(); index++) {
      var decision = compiledEarlier.packed().decisions().get(index);
      int other = names.indexOf(decision.name());
      if (other >= 0) {
        pairs.add(
            new Pair(
                decision.name(),
                index,
                other,
                decision.outcomes(),
                compiledLater.packed().decisions().get(other).outcomes()));
      }
    }
  }

  /**
   * Compares two versions over a history.
   *
   * @param earlier a version
   * @param later another of the same guideline
   * @param threads how many read at the same time, one or more
   * @param progress is told from time to time how many rows a thread has read since it last told;
   *     may be called by several threads at once
   * @throws IOException when the file cannot be read to its end
   * @throws HistoryFormatException when it cannot be used at all
   * @throws IllegalArgumentException when the versions are not of one guideline
   */
  public static ImpactReport of(
      Guideline earlier,
      Guideline later,
      History history,
      Terminology terminology,
      int threads,
      LongConsumer progress)
      throws IOException {
    if (!earlier.id().equals(later.id())) {
      throw new IllegalArgumentException(
          "versions of different guidelines: " + earlier.id() + ", " + later.id());
    }
    var impact = new Impact(earlier, later, history, terminology);
    return impact.report(Workers.read(history.parts(), threads, () -> impact.new Worker(progress)));
  }

  /** The version as if it had always been in force. */
  private static CompiledGuideline inForceFrom(LocalDate first, Guideline version) {
    Guideline always =
        Guidelines.with(
            version,
            first,
            Optional.empty(),
            version.facts(),
            version.valueSets(),
            version.decisions());
    if (Engine.compile(always)
        instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var _)) {
      return compiled;
    }
    throw new HistoryFormatException(
        "Version " + version.version() + " of " + version.id() + " does not pass its checks.",
        "Run: proviso check " + version.file());
  }

  /** Rows of one kind of change. */
  private static final class Group {
    private final List<Trouble.Place> examples = new ArrayList<>();
    private long[] counts = new long[16];

    void add(LineCounts.Line line) {
      if (line.number >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(2 * counts.length, line.number + 1));
      }
      counts[line.number]++;
    }

    boolean wantsExample() {
      return examples.size() < MOST_EXAMPLES;
    }

    void example(int part, long place, String identifier) {
      examples.add(new Trouble.Place(part, place, identifier));
    }
  }

  /** The same of all threads. */
  private static final class Sum {
    private final List<Trouble.Place> examples = new ArrayList<>();
    private final Map<String, Long> lines = new TreeMap<>();

    void add(Group group, LineCounts of) {
      of.addTo(group.counts, lines);
      examples.addAll(group.examples);
    }

    long count() {
      return lines.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private record Kind(int decision, int from, int to, Optional<Region> region) {}

  /**
   * Two packed rows: what is known, as far as both versions tell it apart. Those of a thread are
   * the rows that it is at; what is kept is a copy.
   */
  private static final class Cells {
    private final int decision;
    private final long[] earlier;
    private final long[] later;

    Cells(int decision, long[] earlier, long[] later) {
      this.decision = decision;
      this.earlier = earlier;
      this.later = later;
    }

    Cells copy() {
      return new Cells(decision, earlier.clone(), later.clone());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Cells cells
          && decision == cells.decision
          && Arrays.equals(earlier, cells.earlier)
          && Arrays.equals(later, cells.later);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * decision + Arrays.hashCode(earlier)) + Arrays.hashCode(later);
    }
  }

  /** One thread's share. */
  private final class Worker implements Workers.Worker, History.Rows {
    private static final int MOST_KEPT = 1 << 16;
    private static final int TELL_EACH = 1 << 16;

    private final LongConsumer progress;
    private final Side before = new Side(compiledEarlier, flat);
    private final Side after = new Side(compiledLater, flat);
    private final Bundles bundles = new Bundles(terminology);
    private final Trouble trouble = new Trouble(MOST_MALFORMED);
    private final Map<Kind, Group> groups = new HashMap<>();
    private final Map<Cells, Group> found = new HashMap<>();
    private final List<Cells> cells = new ArrayList<>();
    private final LineCounts lines = new LineCounts();
    private final long[] undecidedBefore = new long[pairs.size()];
    private final long[] undecidedAfter = new long[pairs.size()];
    private final long firstDay = compiledEarlier.guideline().effective().toEpochDay();
    private int part;
    private long told;
    private long outside;

    Worker(LongConsumer progress) {
      this.progress = progress;
      for (int index = 0; index < pairs.size(); index++) {
        cells.add(new Cells(index, before.row(), after.row()));
      }
    }

    @Override
    public void part(int number) throws IOException {
      part = number;
      history.read(number, this);
    }

    @Override
    public void end(long count) {
      places.set(part, count);
    }

    @Override
    public void malformed(long place, String reason) {
      tell();
      trouble.add(part, place, reason);
    }

    @Override
    public void row(long place, byte[][] bytes, int[] from, int[] until) {
      tell();
      String problem =
          flat.isPresent()
              ? flatRow(flat.get(), bytes, from, until)
              : bundle(bytes[0], from[0], until[0]);
      if (OUTSIDE.equals(problem)) {
        outside++;
        return;
      }
      if (problem != null) {
        trouble.add(part, place, problem);
        return;
      }
      LineCounts.Line line =
          flat.isPresent()
              ? line(flat.get(), bytes, from, until)
              : lines.of(bundles.lineOfBusiness());
      line.count++;
      for (int index = 0; index < pairs.size(); index++) {
        compare(index, place, line, bytes, from, until);
      }
    }

    private void tell() {
      told++;
      if (told == TELL_EACH) {
        progress.accept(told);
        told = 0;
      }
    }

    private @Nullable String flatRow(FlatColumns columns, byte[][] bytes, int[] from, int[] until) {
      int date = columns.date();
      long day = Days.parse(bytes[date], from[date], until[date]);
      if (day == Days.NONE) {
        return "date-of-service: `" + text(bytes, from, until, date) + "` is not a day";
      }
      if (day < firstDay) {
        return OUTSIDE;
      }
      String problem = before.load(day, bytes, from, until);
      return problem != null ? problem : after.load(day, bytes, from, until);
    }

    private @Nullable String bundle(byte[] bytes, int from, int until) {
      String problem = bundles.read(Arrays.copyOfRange(bytes, from, until));
      if (problem != null) {
        return problem;
      }
      Request request = bundles.request(compiledEarlier.guideline());
      if (request.dateOfService().toEpochDay() < firstDay) {
        return OUTSIDE;
      }
      if (!before.load(request) || !after.load(bundles.request(compiledLater.guideline()))) {
        return "a fact has a value that it cannot have";
      }
      return null;
    }

    private LineCounts.Line line(FlatColumns columns, byte[][] bytes, int[] from, int[] until) {
      int column = columns.lineOfBusiness();
      return column < 0
          ? lines.of(NOT_KNOWN)
          : lines.of(bytes[column], from[column], until[column]);
    }

    private void compare(
        int index, long place, LineCounts.Line line, byte[][] bytes, int[] from, int[] until) {
      Pair pair = pairs.get(index);
      int old = before.outcome(pair.earlier());
      int now = after.outcome(pair.later());
      undecidedBefore[index] += old < 0 ? 1 : 0;
      undecidedAfter[index] += now < 0 ? 1 : 0;
      boolean same =
          (old < 0 || now < 0) ? old == now : pair.from().get(old).equals(pair.to().get(now));
      if (same) {
        return;
      }
      Group group = group(index, old, now);
      group.add(line);
      if (group.wantsExample()) {
        group.example(part, place, identifier(bytes, from, until));
      }
    }

    private Group group(int index, int old, int now) {
      // What the exact engine says is more than the packed rows hold.
      boolean packed = !before.isExact() && !after.isExact();
      Group known = packed ? found.get(cells.get(index)) : null;
      if (known != null) {
        return known;
      }
      Optional<Region> region =
          regions.flatMap(of -> of.find(pairs.get(index).name(), after.request()));
      Group group = groups.computeIfAbsent(new Kind(index, old, now, region), _ -> new Group());
      if (packed && found.size() < MOST_KEPT) {
        found.put(cells.get(index).copy(), group);
      }
      return group;
    }

    /** Empty where the row has none. */
    private String identifier(byte[][] bytes, int[] from, int[] until) {
      return flat.isPresent() && flat.get().id() >= 0
          ? text(bytes, from, until, flat.get().id())
          : flat.isPresent() ? "" : bundles.identifier();
    }

    private static String text(byte[][] bytes, int[] from, int[] until, int column) {
      return new String(
              bytes[column], from[column], until[column] - from[column], StandardCharsets.UTF_8)
          .strip();
    }
  }

  // The report

  private ImpactReport report(List<Worker> workers) {
    var lines = new TreeMap<String, Long>();
    var groups = new HashMap<Kind, Sum>();
    for (Worker worker : workers) {
      worker.lines.addTo(lines);
      worker.groups.forEach(
          (kind, group) -> groups.computeIfAbsent(kind, _ -> new Sum()).add(group, worker.lines));
    }
    List<Trouble> troubles = workers.stream().map(worker -> worker.trouble).toList();
    var decisions = new ArrayList<ImpactReport.OfDecision>();
    for (int index = 0; index < pairs.size(); index++) {
      int decision = index;
      List<ImpactReport.Change> changes =
          groups.entrySet().stream()
              .filter(entry -> entry.getKey().decision() == decision)
              .map(entry -> change(entry.getKey(), entry.getValue()))
              .sorted(
                  Comparator.comparingLong((ImpactReport.Change change) -> -change.count())
                      .thenComparing(change -> change.toString()))
              .toList();
      decisions.add(
          new ImpactReport.OfDecision(
              pairs.get(index).name(),
              workers.stream().mapToLong(worker -> worker.undecidedBefore[decision]).sum(),
              workers.stream().mapToLong(worker -> worker.undecidedAfter[decision]).sum(),
              changes.stream().mapToLong(ImpactReport.Change::count).sum(),
              changes));
    }
    return new ImpactReport(
        earlier,
        later,
        places.total(),
        workers.stream().mapToLong(worker -> worker.outside).sum(),
        Trouble.count(troubles),
        Trouble.first(troubles, MOST_MALFORMED, places),
        history.place(),
        flat.map(FlatColumns::ignored).orElse(List.of()),
        lines,
        decisions);
  }

  private ImpactReport.Change change(Kind kind, Sum group) {
    Pair pair = pairs.get(kind.decision());
    return new ImpactReport.Change(
        kind.from() < 0 ? Optional.empty() : Optional.of(pair.from().get(kind.from())),
        kind.to() < 0 ? Optional.empty() : Optional.of(pair.to().get(kind.to())),
        kind.region(),
        group.count(),
        group.lines,
        group.examples.stream()
            .sorted()
            .limit(MOST_EXAMPLES)
            .map(
                example ->
                    example.text().isEmpty()
                        ? history.place() + " " + places.of(example.part(), example.place())
                        : example.text())
            .toList());
  }
}
