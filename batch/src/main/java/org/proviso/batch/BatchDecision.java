package org.proviso.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
import org.proviso.determination.Plan;
import org.proviso.determination.Refused;
import org.proviso.determination.RowDecider;
import org.proviso.determination.WhichVersion;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.packed.Verdict;
import org.proviso.fhir.RecordRequest;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/**
 * Takes each row of a file to the door, and writes one line of CSV for each decision of each row,
 * in the order of the file. A row that is not decided has a line too: its outcome is {@code
 * refused} with the identifier of the refusal, or {@code malformed} when the row cannot be read.
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
          "reachable",
          "missing",
          "limits",
          "refusal",
          "reason");

  private static final String REFUSED = "refused";
  private static final String MALFORMED = "malformed";
  private static final int MAX_EXAMPLES = 20;

  private final History history;
  private final Determiner determiner;
  private final WhichVersion which;
  private final Optional<FlatColumns> flat;
  private final Options options;
  private final LocalDate today;
  private final Places places;
  private final OrderedOutput output;

  private BatchDecision(
      Determiner determiner,
      WhichVersion which,
      Optional<FlatColumns> flat,
      Options options,
      LocalDate today,
      History history,
      OutputStream out) {
    this.determiner = determiner;
    this.which = which;
    this.flat = flat;
    this.options = options;
    this.today = today;
    this.history = history;
    this.places = new Places(history);
    this.output = new OrderedOutput(out);
  }

  /**
   * What was done.
   *
   * @param rows how many rows the file has, those that were not decided included
   * @param notDecided how many of them could not be read, or were refused
   * @param firstNotDecided the first of these
   * @param place what their place is, {@code line} or {@code row}
   * @param ignoredColumns columns that no version takes a fact from
   * @param outcomes how many decisions came out how; {@code undecided}, {@code refused} and {@code
   *     malformed} too
   */
  public record Report(
      long rows,
      long notDecided,
      List<Malformed> firstNotDecided,
      String place,
      List<String> ignoredColumns,
      Map<String, Long> outcomes) {
    public Report {
      firstNotDecided = List.copyOf(firstNotDecided);
      ignoredColumns = List.copyOf(ignoredColumns);
    }
  }

  /**
   * Decides a flat file, whose columns name what is requested and the facts.
   *
   * @param which the version of every row: the one in force of one guideline, or of the guideline
   *     about the row's own service
   * @param guidelines those whose facts columns may hold
   * @param today the day of the decisions
   * @param threads how many read at the same time, one or more
   * @throws IOException when the file cannot be read to its end, or the output not be written
   * @throws HistoryFormatException when the file cannot be used at all
   */
  public static Report flat(
      Determiner determiner,
      WhichVersion which,
      List<Guideline> guidelines,
      LocalDate today,
      History history,
      OutputStream out,
      int threads,
      LongConsumer progress)
      throws IOException {
    FlatColumns columns = FlatColumns.of(history.columns(), guidelines);
    return new BatchDecision(
            determiner, which, Optional.of(columns), Options.NONE, today, history, out)
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
    return new BatchDecision(
            determiner, new WhichVersion.InForce(), Optional.empty(), options, today, history, out)
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
        Trouble.first(troubles, MAX_EXAMPLES, places),
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

  /** What an undecided row says, as far as its version tells rows apart. */
  private static final class Cells {
    private final int decision;
    private final LocalDate day;
    private final long[] row;

    Cells(int decision, LocalDate day, long[] row) {
      this.decision = decision;
      this.day = day;
      this.row = row.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Cells cells
          && decision == cells.decision
          && day.equals(cells.day)
          && Arrays.equals(row, cells.row);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * decision + day.hashCode()) + Arrays.hashCode(row);
    }
  }

  /** One version with the line endings of its rows. */
  private static final class OfVersion {
    private static final int MAX_ENDINGS = 1 << 14;

    private final FlatRow row;
    private final List<String> decisions;
    private final List<IdentityHashMap<Verdict, Ending>> decided;
    private final Map<Cells, Ending> undecided = new HashMap<>();

    OfVersion(RowDecider decider, FlatColumns columns) {
      this.row = new FlatRow(decider, columns);
      this.decisions = decider.decisions();
      this.decided = decisions.stream().map(_ -> new IdentityHashMap<Verdict, Ending>()).toList();
    }

    /**
     * How the line of a decision of the row at hand ends; not kept when the row is the only one.
     */
    Ending ending(Plan plan, int decision, Map<String, Long> outcomes) {
      Verdict verdict = row.decider().verdict(decision);
      boolean isKept = !row.decider().isExact() && !row.hasUnanswerable();
      if (verdict.outcome().isPresent()) {
        IdentityHashMap<Verdict, Ending> kept = decided.get(decision);
        Ending known = kept.get(verdict);
        if (known == null) {
          known = ending(decision, verdict, List.of());
          if (!isKept || kept.size() >= MAX_ENDINGS) {
            outcomes.merge(known.outcome, 1L, Long::sum);
            return known;
          }
          kept.put(verdict, known);
        }
        known.lines++;
        return known;
      }
      Cells cells = new Cells(decision, plan.dateOfService(), row.decider().row());
      Ending known = isKept ? undecided.get(cells) : null;
      if (known == null) {
        known = ending(decision, verdict, row.decider().missing(decision));
        if (!isKept || undecided.size() >= MAX_ENDINGS) {
          outcomes.merge(known.outcome, 1L, Long::sum);
          return known;
        }
        undecided.put(cells, known);
      }
      known.lines++;
      return known;
    }

    private Ending ending(int decision, Verdict verdict, List<FactName> missing) {
      Guideline guideline = row.decider().guideline();
      String outcome = word(verdict.outcome());
      return new Ending(
          outcome,
          LineBuffer.line(
              List.of(
                  guideline.id(),
                  guideline.version(),
                  decisions.get(decision),
                  outcome,
                  clauses(verdict.clauses()),
                  reachable(verdict.outcome(), verdict.reachable()),
                  missing(missing),
                  "",
                  "",
                  "")));
    }

    void addTo(Map<String, Long> sum) {
      decided.stream().flatMap(kept -> kept.values().stream()).forEach(ending -> ending.addTo(sum));
      undecided.values().forEach(ending -> ending.addTo(sum));
    }
  }

  private static String word(Optional<Outcome> outcome) {
    return outcome.map(Outcome::word).orElse("undecided");
  }

  private static String clauses(List<Clause> clauses) {
    return clauses.stream().map(Clause::anchor).map(Anchor::name).collect(Collectors.joining(" "));
  }

  private static String reachable(Optional<Outcome> outcome, List<Outcome> reachable) {
    return outcome.isPresent()
        ? ""
        : reachable.stream().map(Outcome::word).distinct().collect(Collectors.joining(" "));
  }

  private static String missing(List<FactName> missing) {
    return missing.stream().map(FactName::text).collect(Collectors.joining(" "));
  }

  /** One thread's share. */
  private final class Worker implements Workers.Worker, History.Rows {
    private static final int TELL_EACH = 1 << 12;

    private final LongConsumer progress;
    private final Optional<ServiceColumns> services =
        flat.map(columns -> new ServiceColumns(determiner, which, today, columns));

    /** By version. */
    private final IdentityHashMap<Guideline, OfVersion> versions = new IdentityHashMap<>();

    private final Trouble trouble = new Trouble(MAX_EXAMPLES);
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
      notDecided(place, "", "", Fault.unreadable(reason));
    }

    private void notDecided(long place, String identifier, String date, Fault fault) {
      tell();
      trouble.add(part, place, fault.toString());
      line(
          List.of(
              identifier,
              date,
              "",
              "",
              "",
              fault.refusal().isEmpty() ? MALFORMED : REFUSED,
              "",
              "",
              "",
              "",
              fault.refusal(),
              fault.reason()));
    }

    @Override
    public void row(long place, byte[][] bytes, int[] from, int[] until) {
      if (flat.isEmpty() || services.isEmpty()) {
        bundle(place, Arrays.copyOfRange(bytes[0], from[0], until[0]));
        return;
      }
      FlatColumns columns = flat.get();
      int date = columns.date();
      long day = Days.parse(bytes[date], from[date], until[date]);
      if (day == Days.NONE) {
        notDecided(place, columns, bytes, from, until, Fault.notADay(bytes, from, until, date));
        return;
      }
      switch (services.get().prepare(day, bytes, from, until)) {
        case Refused refused -> notDecided(place, columns, bytes, from, until, Fault.of(refused));
        case Plan plan -> {
          OfVersion version =
              versions.computeIfAbsent(plan.guideline(), _ -> new OfVersion(plan.rows(), columns));
          Fault fault = version.row.load(plan, bytes, from, until);
          if (fault == null) {
            write(version, plan, columns, bytes, from, until);
          } else {
            notDecided(place, columns, bytes, from, until, fault);
          }
        }
      }
    }

    private void notDecided(
        long place, FlatColumns columns, byte[][] bytes, int[] from, int[] until, Fault fault) {
      notDecided(
          place,
          columns.id() < 0 ? "" : Fault.text(bytes, from, until, columns.id()),
          Fault.text(bytes, from, until, columns.date()),
          fault);
    }

    private void write(
        OfVersion version,
        Plan plan,
        FlatColumns columns,
        byte[][] bytes,
        int[] from,
        int[] until) {
      tell();
      int date = columns.date();
      for (int index = 0; index < version.decisions.size(); index++) {
        Ending ending = version.ending(plan, index, outcomes);
        if (columns.id() >= 0) {
          text.field(bytes[columns.id()], from[columns.id()], until[columns.id()]);
        }
        text.comma();
        text.field(bytes[date], from[date], until[date]);
        text.comma();
        text.raw(ending.text);
      }
    }

    void addTo(Map<String, Long> sum) {
      outcomes.forEach((word, count) -> sum.merge(word, count, Long::sum));
      versions.values().forEach(version -> version.addTo(sum));
    }

    private void bundle(long place, byte[] bundle) {
      switch (RecordRequest.determine(determiner, bundle, options, today)) {
        case Refused refused -> notDecided(place, "", "", Fault.of(refused));
        case Determination determination -> {
          tell();
          Answer answer = determination.answer();
          for (DecisionAnswer decision : answer.decisions()) {
            line(
                List.of(
                    determination.inputDigest(),
                    answer.dateOfService().toString(),
                    answer.guideline().id(),
                    answer.guideline().version(),
                    decision.decision(),
                    word(decision.outcome()),
                    clauses(decision.clauses()),
                    reachable(decision.outcome(), decision.reachable()),
                    missing(decision.missing()),
                    "",
                    "",
                    ""));
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

    /** A whole line; its sixth field is the outcome. */
    private void line(List<String> fields) {
      outcomes.merge(fields.get(5), 1L, Long::sum);
      text.raw(LineBuffer.line(fields).getBytes(StandardCharsets.UTF_8));
    }
  }
}
