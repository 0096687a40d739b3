package org.proviso.batch;

import java.io.IOException;
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
import org.proviso.determination.Determiner;
import org.proviso.determination.Options;
import org.proviso.determination.Plan;
import org.proviso.determination.RefusalId;
import org.proviso.determination.Refused;
import org.proviso.determination.RowDecider;
import org.proviso.determination.ServiceRequested;
import org.proviso.determination.SourceFacts;
import org.proviso.determination.WhichVersion;
import org.proviso.fhir.RecordRequest;
import org.proviso.fhir.record.Reading;
import org.proviso.ground.Problem;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/**
 * Decides each row of a history by two versions of a guideline, as if both were in force on its
 * date of service, and tells what differs.
 */
public final class Impact {
  private static final int MAX_MALFORMED = 20;
  private static final int MAX_EXAMPLES = 5;
  private static final String NOT_KNOWN = "not known";

  /** Of a row that is no trouble, and not to be compared either. */
  private static final Fault OUTSIDE = Fault.unreadable("dated before both versions");

  private final History history;
  private final Guideline earlier;
  private final Guideline later;
  private final Determiner determiner;
  private final WhichVersion asEarlier;
  private final WhichVersion asLater;
  private final LocalDate firstDay;
  private final LocalDate today;
  private final Optional<RegionIndex> regions;
  private final Optional<FlatColumns> flat;
  private final List<Pair> pairs = new ArrayList<>();
  private final Places places;

  /** A decision of both versions: its place in each. */
  private record Pair(String name, int earlier, int later, List<Outcome> from, List<Outcome> to) {}

  private Impact(
      Guideline earlier, Guideline later, History history, Determiner determiner, LocalDate today) {
    this.history = history;
    this.earlier = earlier;
    this.later = later;
    this.determiner = determiner;
    this.today = today;
    this.firstDay =
        earlier.effective().isBefore(later.effective()) ? earlier.effective() : later.effective();
    this.asEarlier = inForceFrom(firstDay, earlier);
    this.asLater = inForceFrom(firstDay, later);
    this.regions = GuidelineDiff.between(earlier, later).index();
    this.flat =
        history instanceof BundleHistory
            ? Optional.empty()
            : Optional.of(FlatColumns.of(history.columns(), List.of(earlier, later)));
    this.places = new Places(history);
    RowDecider before = decider(asEarlier, earlier);
    RowDecider after = decider(asLater, later);
    for (int index = 0; index < before.decisions().size(); index++) {
      String name = before.decisions().get(index);
      int other = after.decisions().indexOf(name);
      if (other >= 0) {
        pairs.add(new Pair(name, index, other, before.outcomes(index), after.outcomes(other)));
      }
    }
  }

  /**
   * Compares two versions over a history.
   *
   * @param earlier a version
   * @param later another of the same guideline
   * @param determiner the door, over the library that the versions' other documents are in
   * @param today the day of the decisions
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
      Determiner determiner,
      LocalDate today,
      int threads,
      LongConsumer progress)
      throws IOException {
    if (!earlier.id().equals(later.id())) {
      throw new IllegalArgumentException(
          "versions of different guidelines: " + earlier.id() + ", " + later.id());
    }
    var impact = new Impact(earlier, later, history, determiner, today);
    return impact.report(Workers.read(history.parts(), threads, () -> impact.new Worker(progress)));
  }

  /** The version as if it had always been in force. */
  private static WhichVersion inForceFrom(LocalDate first, Guideline version) {
    return new WhichVersion.Named(
        Guidelines.with(
            version,
            first,
            Optional.empty(),
            version.facts(),
            version.valueSets(),
            version.decisions()));
  }

  private RowDecider decider(WhichVersion which, Guideline version) {
    return switch (determiner.prepare(
        new ServiceRequested(
            "row",
            List.of(),
            firstDay,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            which),
        today)) {
      case Plan plan -> plan.rows();
      case Refused refused ->
          throw new HistoryFormatException(
              refused.problems().getFirst().message(), "Run: proviso check " + version.file());
    };
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
      return examples.size() < MAX_EXAMPLES;
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
    private static final int MAX_KEPT = 1 << 16;
    private static final int TELL_EACH = 1 << 16;

    private final LongConsumer progress;
    private final RowDecider before = decider(asEarlier, earlier);
    private final RowDecider after = decider(asLater, later);
    private final Optional<FlatRow> flatBefore = flat.map(columns -> new FlatRow(before, columns));
    private final Optional<FlatRow> flatAfter = flat.map(columns -> new FlatRow(after, columns));
    private final Optional<ServiceColumns> planBefore =
        flat.map(columns -> new ServiceColumns(determiner, asEarlier, today, columns));
    private final Optional<ServiceColumns> planAfter =
        flat.map(columns -> new ServiceColumns(determiner, asLater, today, columns));
    private final Trouble trouble = new Trouble(MAX_MALFORMED);
    private final Map<Kind, Group> groups = new HashMap<>();
    private final Map<Cells, Group> found = new HashMap<>();
    private final List<Cells> cells = new ArrayList<>();
    private final LineCounts lines = new LineCounts();
    private final long[] undecidedBefore = new long[pairs.size()];
    private final long[] undecidedAfter = new long[pairs.size()];
    private @Nullable RecordRequest bundle;
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
      Optional<Fault> fault =
          flat.isPresent()
              ? flatRow(flat.get(), bytes, from, until)
              : bundle(Arrays.copyOfRange(bytes[0], from[0], until[0]));
      if (fault.isPresent()) {
        if (fault.get().equals(OUTSIDE)) {
          outside++;
        } else {
          trouble.add(part, place, fault.get().toString());
        }
        return;
      }
      LineCounts.Line line = line(bytes, from, until);
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

    private Optional<Fault> flatRow(FlatColumns columns, byte[][] bytes, int[] from, int[] until) {
      int date = columns.date();
      long day = Days.parse(bytes[date], from[date], until[date]);
      if (day == Days.NONE) {
        return Optional.of(Fault.notADay(bytes, from, until, date));
      }
      if (day < firstDay.toEpochDay()) {
        return Optional.of(OUTSIDE);
      }
      return load(planBefore, flatBefore, day, bytes, from, until)
          .or(() -> load(planAfter, flatAfter, day, bytes, from, until));
    }

    private static Optional<Fault> load(
        Optional<ServiceColumns> services,
        Optional<FlatRow> row,
        long day,
        byte[][] bytes,
        int[] from,
        int[] until) {
      return switch (services.orElseThrow().prepare(day, bytes, from, until)) {
        case Refused refused -> Optional.of(Fault.of(refused));
        case Plan plan -> Optional.ofNullable(row.orElseThrow().load(plan, bytes, from, until));
      };
    }

    private Optional<Fault> bundle(byte[] bytes) {
      bundle = null;
      switch (RecordRequest.read(bytes, determiner.terminology(), Options.NONE)) {
        case Reading.Refused<RecordRequest> refused -> {
          return Optional.of(Fault.of(new Refused(refused.refusals())));
        }
        case Reading.Done<RecordRequest>(RecordRequest read, var _) -> {
          LocalDate date = read.requested().dateOfService();
          if (date.isBefore(firstDay)) {
            return Optional.of(OUTSIDE);
          }
          List<Problem> impossible = read.facts().contradictions(date, today);
          if (!impossible.isEmpty()) {
            return Optional.of(Fault.of(new Refused(impossible)));
          }
          bundle = read;
          return load(before, asEarlier, read).or(() -> load(after, asLater, read));
        }
      }
    }

    private Optional<Fault> load(RowDecider decider, WhichVersion which, RecordRequest read) {
      return switch (determiner.prepare(read.requested().by(which), today)) {
        case Refused refused -> Optional.of(Fault.of(refused));
        case Plan plan ->
            switch (read.facts().facts(plan.guideline())) {
              case SourceFacts.Unusable(List<Problem> problems) ->
                  Optional.of(Fault.of(new Refused(problems)));
              case SourceFacts.Found(var known, var _) ->
                  decider.load(plan, known)
                      ? Optional.empty()
                      : Optional.of(
                          new Fault(
                              RefusalId.INVALID_FACT.id(),
                              "a fact has a value that it cannot have"));
            };
      };
    }

    private LineCounts.Line line(byte[][] bytes, int[] from, int[] until) {
      RecordRequest read = bundle;
      if (read != null) {
        return lines.of(read.requested().lineOfBusiness().orElse(NOT_KNOWN));
      }
      int column = flat.map(FlatColumns::lineOfBusiness).orElse(-1);
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
      if (packed && found.size() < MAX_KEPT) {
        found.put(cells.get(index).copy(), group);
      }
      return group;
    }

    /** Empty where the row has none. */
    private String identifier(byte[][] bytes, int[] from, int[] until) {
      RecordRequest read = bundle;
      if (read != null) {
        return read.requested().place();
      }
      int column = flat.map(FlatColumns::id).orElse(-1);
      return column < 0 ? "" : Fault.text(bytes, from, until, column);
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
        Trouble.first(troubles, MAX_MALFORMED, places),
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
            .limit(MAX_EXAMPLES)
            .map(
                example ->
                    example.text().isEmpty()
                        ? history.place() + " " + places.of(example.part(), example.place())
                        : example.text())
            .toList());
  }
}
