package org.proviso.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.proviso.analysis.Guidelines;
import org.proviso.determination.Determiner;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.Plan;
import org.proviso.determination.Refused;
import org.proviso.determination.ServiceRequested;
import org.proviso.determination.WhichVersion;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.RowLayout;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/**
 * Where the time of a batch goes: {@code BatchTrial GUIDELINES-FOLDER ID HISTORY-FILE...} decides
 * packed facts alone, then works through each history stage by stage, each with all that come
 * before it, by one thread and by all: reading the file, decoding its fields, packing them for the
 * newest version, deciding; then the whole of {@code decide --batch} and of {@code impact} between
 * the first version that decides and the newest.
 */
public final class BatchTrial {
  private static final int PACKED = 1 << 20;
  private static final int ROUNDS = 60;
  private static final LocalDate TODAY = LocalDate.of(2027, 1, 1);

  private static Determiner door =
      new Determiner(
          LibrarySource.of(Library.of(Map.of(), List.of())),
          Optional.empty(),
          Terminology.standard());

  private BatchTrial() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    Library library = Library.load(Path.of(arguments[0]));
    door = new Determiner(LibrarySource.of(library), Optional.empty(), Terminology.standard());
    List<Guideline> versions =
        library.versions(arguments[1]).stream()
            .filter(version -> !version.cases().isEmpty())
            .toList();
    packed(compiled(versions.getLast()));
    int processors = Runtime.getRuntime().availableProcessors();
    for (int index = 2; index < arguments.length; index++) {
      Path file = Path.of(arguments[index]);
      System.out.printf("%n%s, %,d bytes%n", file.getFileName(), Files.size(file));
      System.out.println("| stage | threads | rows a second | seconds |");
      System.out.println("|---|---|---|---|");
      for (int threads = 1; threads <= processors; threads += Math.max(1, processors - 1)) {
        file(file, versions, threads);
      }
    }
  }

  private static CompiledGuideline compiled(Guideline guideline) {
    if (Engine.compile(guideline) instanceof Compilation.Compiled(var done, var _)) {
      return done;
    }
    throw new IllegalStateException(guideline.file() + " does not compile");
  }

  // Packed facts

  private static void packed(CompiledGuideline guideline) {
    PackedDecision decision = guideline.packed().decisions().getFirst();
    for (boolean complete : new boolean[] {true, false}) {
      long[] rows = rows(guideline.packed().layout(), complete);
      var results = new short[PACKED];
      double best = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        decision.decide(rows, 0, PACKED, results);
        best = Math.max(best, PACKED * 1e3 / (System.nanoTime() - start));
      }
      System.out.printf(
          "packed facts, %s: %.0f million decisions a second on one thread, the best of %d rounds"
              + " over %,d rows%n",
          complete ? "complete" : "a quarter of them unknown", best, ROUNDS, PACKED);
    }
  }

  private static long[] rows(RowLayout layout, boolean complete) {
    var random = new SplittableRandom(20_270_101);
    var rows = new long[PACKED * layout.words()];
    for (int row = 0; row < PACKED; row++) {
      for (int variable = 0; variable < layout.variables(); variable++) {
        boolean known = complete || random.nextInt(4) > 0;
        layout.setCode(
            rows,
            row * layout.words(),
            variable,
            known ? 1 + random.nextInt(layout.cells(variable)) : RowLayout.UNKNOWN);
      }
    }
    return rows;
  }

  // Files

  private interface Stage {
    void run() throws IOException;
  }

  /** The newest version as if it had always been in force. */
  private static Guideline always(List<Guideline> versions) {
    Guideline newest = versions.getLast();
    return Guidelines.with(
        newest,
        versions.getFirst().effective(),
        Optional.empty(),
        newest.facts(),
        newest.valueSets(),
        newest.decisions());
  }

  private static Plan plan(WhichVersion which, LocalDate date) {
    return switch (door.prepare(
        new ServiceRequested(
            "row", List.of(), date, Optional.empty(), Optional.empty(), Optional.empty(), which),
        TODAY)) {
      case Plan plan -> plan;
      case Refused refused -> throw new IllegalStateException(refused.id());
    };
  }

  private static void file(Path file, List<Guideline> versions, int threads) throws IOException {
    History history = History.open(file);
    FlatColumns flat = FlatColumns.of(history.columns(), List.of(versions.getLast()));
    WhichVersion which = new WhichVersion.Named(always(versions));
    Plan newest = plan(which, versions.getLast().effective());
    var rows = new AtomicLong();
    read(history, threads, () -> new Counted(rows, (_, _, _) -> {}));
    long count = rows.get();
    print("read the file", threads, count, () -> readBytes(file, threads));
    print(
        "and decode",
        threads,
        count,
        () -> read(history, threads, () -> new Counted(rows, (_, _, _) -> {})));
    print(
        "and pack",
        threads,
        count,
        () ->
            read(
                history,
                threads,
                () -> {
                  var services = new ServiceColumns(door, which, TODAY, flat);
                  var version = new FlatRow(newest.rows(), flat);
                  int date = flat.date();
                  return new Counted(
                      rows,
                      (bytes, from, until) -> {
                        long day = Days.parse(bytes[date], from[date], until[date]);
                        if (services.prepare(day, bytes, from, until) instanceof Plan plan) {
                          version.load(plan, bytes, from, until);
                        }
                      });
                }));
    print(
        "and decide",
        threads,
        count,
        () ->
            read(
                history,
                threads,
                () -> {
                  var services = new ServiceColumns(door, which, TODAY, flat);
                  var version = new FlatRow(newest.rows(), flat);
                  int date = flat.date();
                  return new Counted(
                      rows,
                      (bytes, from, until) -> {
                        long day = Days.parse(bytes[date], from[date], until[date]);
                        if (services.prepare(day, bytes, from, until) instanceof Plan plan) {
                          version.load(plan, bytes, from, until);
                          version.decider().outcome(0);
                        }
                      });
                }));
    print(
        "decide --batch",
        threads,
        count,
        () ->
            BatchDecision.flat(
                door,
                new WhichVersion.InForceOf(versions.getLast().id()),
                versions,
                TODAY,
                history,
                OutputStream.nullOutputStream(),
                threads,
                _ -> {}));
    print(
        "impact",
        threads,
        count,
        () ->
            Impact.of(
                versions.getFirst(), versions.getLast(), history, door, TODAY, threads, _ -> {}));
  }

  private static void print(String stage, int threads, long rows, Stage run) throws IOException {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      run.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    System.out.printf("| %s | %d | %,.0f | %.2f |%n", stage, threads, rows / best, best);
  }

  /** What is done with a row. */
  private interface Work {
    void row(byte[][] bytes, int[] from, int[] until);
  }

  private record Counted(AtomicLong rows, Work work) implements History.Rows {
    @Override
    public void row(long place, byte[][] bytes, int[] from, int[] until) {
      work.row(bytes, from, until);
    }

    @Override
    public void malformed(long place, String reason) {}

    @Override
    public void end(long places) {
      rows.addAndGet(places);
    }
  }

  private static void read(History history, int threads, Supplier<History.Rows> rows)
      throws IOException {
    Workers.read(
        history.parts(),
        threads,
        () -> {
          History.Rows of = rows.get();
          return part -> history.read(part, of);
        });
  }

  /** As much as a disk, or the system's memory of it, gives. */
  private static void readBytes(Path file, int threads) throws IOException {
    long size = Files.size(file);
    int part = 4 << 20;
    Workers.read(
        Math.toIntExact((size + part - 1) / part),
        threads,
        () -> {
          ByteBuffer buffer = ByteBuffer.allocateDirect(part);
          return number -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
              buffer.clear();
              long at = (long) number * part;
              while (buffer.hasRemaining()) {
                int read = channel.read(buffer, at + buffer.position());
                if (read < 0) {
                  break;
                }
              }
            }
          };
        });
  }
}
