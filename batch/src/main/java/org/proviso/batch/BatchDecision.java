package org.proviso.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Options;
import org.proviso.determination.Result;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.packed.Verdict;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/**
 * Decides each row of a file by the version in force on its date of service, and writes one line of
 * CSV for each decision of each row, in the order of the file. A malformed row has a line too: its
 * outcome is {@code malformed}, and the last column says why.
 */
public final class BatchDecision {
  /** The columns that are written. */
  public static final List<String> COLUMNS =
      List.of(
          "id",
          "date-of-service",
          "guideline",
          "version",
          "decision",
          "outcome",
          "clauses",
          "reachable");

  private static final int MOST_MALFORMED = 20;

  private final History history;
  private final List<CompiledGuideline> versions;
  private final Optional<FlatColumns> flat;
  private final Optional<Determiner> determiner;
  private final Options options;
  private final LocalDate today;
  private final Places places;
  private final OrderedOutput output;

  private BatchDecision(
      History history,
      List<CompiledGuideline> versions,
      Optional<Determiner> determiner,
      Options options,
      LocalDate today,
      OutputStream out) {
    this.history = history;
    this.versions = List.copyOf(versions);
    this.flat =
        history instanceof BundleHistory
            ? Optional.empty()
            : Optional.of(
                FlatColumns.of(
                    history.columns(),
                    versions.stream().map(CompiledGuideline::guideline).toList()));
    this.determiner = determiner;
    this.options = options;
    this.today = today;
    this.places = new Places(history);
    this.output = new OrderedOutput(out);
  }

  /**
   * What was done.
   *
   * @param rows how many rows the file has, malformed ones included
   * @param malformed how many of them could not be read or decided
   * @param firstMalformed the first of these
   * @param place what their place is, {@code line} or {@code row}
   * @param ignoredColumns columns that are no fact of any version
   * @param outcomes how many decisions came out how; {@code undecided} and {@code malformed} too
   */
  public record Report(
      long rows,
      long malformed,
      List<Malformed> firstMalformed,
      String place,
      List<String> ignoredColumns,
      Map<String, Long> outcomes) {
    public Report {
      firstMalformed = List.copyOf(firstMalformed);
      ignoredColumns = List.copyOf(ignoredColumns);
    }
  }

  /**
   * Decides a flat file.
   *
   * @param versions of one guideline, the earliest first
   * @param threads how many read at the same time, one or more
   * @throws IOException when the file cannot be read to its end, or the output not be written
   * @throws HistoryFormatException when the file cannot be used at all
   */
  public static Report flat(
      List<Guideline> versions,
      History history,
      OutputStream out,
      int threads,
      LongConsumer progress)
      throws IOException {
    var compiled = new ArrayList<CompiledGuideline>();
    for (Guideline version : versions) {
      if (!(Engine.compile(version)
          instanceof Engine.Compilation.Compiled(CompiledGuideline done, var _))) {
        throw new HistoryFormatException(
            "Version " + version.version() + " of " + version.id() + " does not pass its checks.",
            "Run: proviso check " + version.file());
      }
      compiled.add(done);
    }
    return new BatchDecision(history, compiled, Optional.empty(), Options.NONE, LocalDate.MIN, out)
        .run(threads, progress);
  }

  /**
   * Decides a file of FHIR bundles.
   *
   * @param today the day of the decisions
   * @throws IOException as {@link #flat}
   */
  public static Report bundles(
      Determiner determiner,
      Options options,
      LocalDate today,
      History history,
      OutputStream out,
      int threads,
      LongConsumer progress)
      throws IOException {
    return new BatchDecision(history, List.of(), Optional.of(determiner), options, today, out)
        .run(threads, progress);
  }

  private Report run(int threads, LongConsumer progress) throws IOException {
    output.header(String.join(",", COLUMNS) + "\n");
    List<Worker> workers = Workers.read(history.parts(), threads, () -> new Worker(progress));
    var outcomes = new TreeMap<String, Long>();
    workers.forEach(worker -> worker.addTo(outcomes));
    List<Trouble> troubles = workers.stream().map(worker -> worker.trouble).toList();
    return new Report(
        places.total(),
        Trouble.count(troubles),
        Trouble.first(troubles, MOST_MALFORMED, places),
        history.place(),
        flat.map(FlatColumns::ignored).orElse(List.of()),
        outcomes);
  }

  /** How the lines of one verdict end, and how many there are. Belongs to one thread. */
  private static final class Ending {
    private final String outcome;
    private final byte[] text;
    private long lines;

    Ending(String outcome, String text) {
      this.outcome = outcome;
      this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    void addTo(Map<String, Long> outcomes) {
      if (lines > 0) {
        outcomes.merge(outcome, lines, Long::sum);
      }
    }
  }

  /** One thread's share. */
  private final class Worker implements Workers.Worker, History.Rows {
    private static final int TELL_EACH = 1 << 12;
    private static final int MOST_ENDINGS = 1 << 12;
    private static final int NO_VERSION = -1;

    private final LongConsumer progress;

    /** Of verdicts that are kept as objects: by version and decision. */
    private final List<List<IdentityHashMap<Verdict, Ending>>> endings =
        versions.stream()
            .map(
                version ->
                    version.packed().decisions().stream()
                        .map(_ -> new IdentityHashMap<Verdict, Ending>())
                        .toList())
            .toList();

    private final List<Side> sides =
        versions.stream().map(version -> new Side(version, flat)).toList();
    private final long[] firstDays =
        versions.stream().mapToLong(each -> each.guideline().effective().toEpochDay()).toArray();
    private final long[] lastDays =
        versions.stream()
            .mapToLong(
                each ->
                    each.guideline().through().map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE))
            .toArray();
    private final Trouble trouble = new Trouble(MOST_MALFORMED);
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final LineBuffer text = new LineBuffer();
    private int part;
    private long told;

    Worker(LongConsumer progress) {
      this.progress = progress;
    }

    @Override
    public void part(int number) throws IOException {
      part = number;
      text.clear();
      try {
        history.read(number, this);
      } catch (IOException | RuntimeException failure) {
        output.fail();
        throw failure;
      }
      output.write(number, text.bytes());
    }

    @Override
    public void end(long count) {
      places.set(part, count);
    }

    @Override
    public void malformed(long place, String reason) {
      malformed(place, "", "", reason);
    }

    private void malformed(long place, String identifier, String date, String reason) {
      tell();
      trouble.add(part, place, reason);
      line(identifier, date, "", "", "", "malformed", "", reason);
    }

    @Override
    public void row(long place, byte[][] bytes, int[] from, int[] until) {
      if (flat.isEmpty()) {
        bundle(place, Arrays.copyOfRange(bytes[0], from[0], until[0]));
        return;
      }
      FlatColumns columns = flat.get();
      int date = columns.date();
      long day = Days.parse(bytes[date], from[date], until[date]);
      int version = day == Days.NONE ? NO_VERSION : version(day);
      Side side = version == NO_VERSION ? null : sides.get(version);
      String problem =
          side == null ? undated(day, bytes, from, until) : side.load(day, bytes, from, until);
      if (side == null || problem != null) {
        malformed(
            place,
            columns.id() < 0 ? "" : field(bytes, from, until, columns.id()),
            field(bytes, from, until, date),
            String.valueOf(problem));
        return;
      }
      tell();
      int decisions = side.guideline().packed().decisions().size();
      for (int index = 0; index < decisions; index++) {
        Ending ending = ending(version, index, side.verdict(index));
        if (columns.id() >= 0) {
          text.field(bytes[columns.id()], from[columns.id()], until[columns.id()]);
        }
        text.comma();
        text.field(bytes[date], from[date], until[date]);
        text.comma();
        text.raw(ending.text);
      }
    }

    private String undated(long day, byte[][] bytes, int[] from, int[] until) {
      String date = field(bytes, from, until, flat.orElseThrow().date());
      return day == Days.NONE
          ? "date-of-service: `" + date + "` is not a day"
          : "date-of-service: no version was in force on " + date;
    }

    private Ending ending(int version, int decision, Verdict verdict) {
      IdentityHashMap<Verdict, Ending> ofDecision = endings.get(version).get(decision);
      Ending known = ofDecision.get(verdict);
      if (known == null) {
        Side side = sides.get(version);
        Guideline guideline = side.guideline().guideline();
        String outcome = word(verdict.outcome());
        known =
            new Ending(
                outcome,
                LineBuffer.line(
                    List.of(
                        guideline.id(),
                        guideline.version(),
                        side.guideline().packed().decisions().get(decision).name(),
                        outcome,
                        clauses(verdict.clauses()),
                        reachable(verdict.outcome(), verdict.reachable()))));
        if (side.isExact() || ofDecision.size() >= MOST_ENDINGS) {
          // The verdict may be this row's alone.
          outcomes.merge(outcome, 1L, Long::sum);
          return known;
        }
        ofDecision.put(verdict, known);
      }
      known.lines++;
      return known;
    }

    /** Which version is in force on a day. */
    private int version(long day) {
      int found = Arrays.binarySearch(firstDays, day);
      int place = found >= 0 ? found : -found - 2;
      return place < 0 || day > lastDays[place] ? NO_VERSION : place;
    }

    void addTo(Map<String, Long> sum) {
      outcomes.forEach((word, count) -> sum.merge(word, count, Long::sum));
      endings.stream()
          .flatMap(List::stream)
          .flatMap(ofDecision -> ofDecision.values().stream())
          .forEach(ending -> ending.addTo(sum));
    }

    private void bundle(long place, byte[] bundle) {
      switch (determiner.orElseThrow().determine(bundle, options, today)) {
        case Result.Refused(var problems) ->
            malformed(
                place, "", "", problems.getFirst().id() + ": " + problems.getFirst().message());
        case Result.NoGuideline(var problem) ->
            malformed(place, "", "", problem.id() + ": " + problem.message());
        case Result.Determined(Determination determination) -> {
          tell();
          var answer = determination.answer();
          for (DecisionAnswer decision : answer.decisions()) {
            line(
                determination.inputDigest(),
                answer.dateOfService().toString(),
                answer.guideline().id(),
                answer.guideline().version(),
                decision.decision(),
                decision.outcome(),
                decision.clauses(),
                decision.reachable());
          }
        }
      }
    }

    private void tell() {
      told++;
      if (told == TELL_EACH) {
        progress.accept(told);
        told = 0;
      }
    }

    private void line(
        String identifier,
        String date,
        String guideline,
        String version,
        String decision,
        Optional<Outcome> outcome,
        List<Clause> clauses,
        List<Outcome> reachable) {
      line(
          identifier,
          date,
          guideline,
          version,
          decision,
          word(outcome),
          clauses(clauses),
          reachable(outcome, reachable));
    }

    private static String word(Optional<Outcome> outcome) {
      return outcome.map(Outcome::word).orElse("undecided");
    }

    private static String clauses(List<Clause> clauses) {
      return clauses.stream()
          .map(Clause::anchor)
          .map(Anchor::name)
          .collect(Collectors.joining(" "));
    }

    private static String reachable(Optional<Outcome> outcome, List<Outcome> reachable) {
      return outcome.isPresent()
          ? ""
          : reachable.stream().map(Outcome::word).distinct().collect(Collectors.joining(" "));
    }

    private void line(
        String identifier,
        String date,
        String guideline,
        String version,
        String decision,
        String outcome,
        String clauses,
        String last) {
      outcomes.merge(outcome, 1L, Long::sum);
      text.raw(
          LineBuffer.line(
                  List.of(identifier, date, guideline, version, decision, outcome, clauses, last))
              .getBytes(StandardCharsets.UTF_8));
    }

    private static String field(byte[][] bytes, int[] from, int[] until, int column) {
      return new String(
              bytes[column], from[column], until[column] - from[column], StandardCharsets.UTF_8)
          .strip();
    }
  }
}
