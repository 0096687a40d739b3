package org.proviso.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Options;
import org.proviso.determination.Result;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.packed.PackedDecision;
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
   * @param versions of one guideline
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
    workers.forEach(
        worker -> worker.outcomes.forEach((word, count) -> outcomes.merge(word, count, Long::sum)));
    List<Trouble> troubles = workers.stream().map(worker -> worker.trouble).toList();
    return new Report(
        places.total(),
        Trouble.count(troubles),
        Trouble.first(troubles, MOST_MALFORMED, places),
        history.place(),
        flat.map(FlatColumns::ignored).orElse(List.of()),
        outcomes);
  }

  /** One thread's share. */
  private final class Worker implements Workers.Worker, History.Rows {
    private static final int TELL_EACH = 1 << 12;

    private final LongConsumer progress;
    private final List<Side> sides =
        versions.stream().map(version -> new Side(version, flat)).toList();
    private final Trouble trouble = new Trouble(MOST_MALFORMED);
    private final Map<String, Long> outcomes = new TreeMap<>();
    private StringBuilder text = new StringBuilder();
    private int part;
    private long told;

    Worker(LongConsumer progress) {
      this.progress = progress;
    }

    @Override
    public void part(int number) throws IOException {
      part = number;
      text = new StringBuilder();
      try {
        history.read(number, this);
      } catch (IOException | RuntimeException failure) {
        output.fail();
        throw failure;
      }
      output.write(number, text.toString().getBytes(StandardCharsets.UTF_8));
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
      String identifier = columns.id() < 0 ? "" : field(bytes, from, until, columns.id());
      String date = field(bytes, from, until, columns.date());
      long day = Days.parse(bytes[columns.date()], from[columns.date()], until[columns.date()]);
      if (day == Days.NONE) {
        malformed(place, identifier, date, "date-of-service: `" + date + "` is not a day");
        return;
      }
      Side side = side(day);
      if (side == null) {
        malformed(place, identifier, date, "date-of-service: no version was in force on " + date);
        return;
      }
      String problem = side.load(day, bytes, from, until);
      if (problem != null) {
        malformed(place, identifier, date, problem);
        return;
      }
      tell();
      Guideline guideline = side.guideline().guideline();
      List<PackedDecision> decisions = side.guideline().packed().decisions();
      for (int index = 0; index < decisions.size(); index++) {
        Verdict verdict = side.verdict(index);
        line(
            identifier,
            date,
            guideline.id(),
            guideline.version(),
            decisions.get(index).name(),
            verdict.outcome(),
            verdict.clauses(),
            verdict.reachable());
      }
    }

    /** The version in force on a day; null when there is none. */
    private @Nullable Side side(long day) {
      Side found = null;
      for (Side side : sides) {
        if (side.guideline().guideline().effective().toEpochDay() <= day) {
          found = side;
        }
      }
      boolean over =
          found != null
              && found
                  .guideline()
                  .guideline()
                  .through()
                  .map(last -> last.toEpochDay() < day)
                  .orElse(false);
      return over ? null : found;
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
          outcome.map(Outcome::word).orElse("undecided"),
          clauses.stream().map(Clause::anchor).map(Anchor::name).collect(Collectors.joining(" ")),
          outcome.isPresent()
              ? ""
              : reachable.stream().map(Outcome::word).distinct().collect(Collectors.joining(" ")));
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
      for (String field :
          List.of(identifier, date, guideline, version, decision, outcome, clauses)) {
        append(field);
        text.append(',');
      }
      append(last);
      text.append('\n');
    }

    private void append(String field) {
      boolean quoted =
          field.indexOf(',') >= 0
              || field.indexOf('"') >= 0
              || field.indexOf('\n') >= 0
              || field.indexOf('\r') >= 0;
      if (quoted) {
        text.append('"').append(field.replace("\"", "\"\"")).append('"');
      } else {
        text.append(field);
      }
    }

    private static String field(byte[][] bytes, int[] from, int[] until, int column) {
      return new String(
              bytes[column], from[column], until[column] - from[column], StandardCharsets.UTF_8)
          .strip();
    }
  }
}
