package org.proviso.engine.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;

/**
 * Compares the engine with the law: {@code OracleMain [PARTIAL-ASSIGNMENTS [FIRST-SEED
 * [GUIDELINES-FOLDER [NAME-PART]]]]}. With a folder on every version of its library whose name has
 * the part, the partial assignments being shared out evenly, and on every complete assignment where
 * there are at most {@value #MOST_COMPLETE}, otherwise on so many; without, on random guidelines.
 * Prints what was compared. Ends with an exception at the first disagreement.
 */
public final class OracleMain {
  private static final int EACH = 250;
  private static final int MOST_COMPLETE = 20_000;
  private static final int EXPLAIN_EVERY = 200;

  private OracleMain() {}

  /** What was compared so far. */
  private static final class Totals {
    private long guidelines;
    private long complete;
    private long partial;
    private long exact;
    private long completions;
    private long explanations;
    private long questions;

    void add(OracleCheck.Report report) {
      guidelines++;
      complete += report.completeAssignments();
      partial += report.partialAssignments();
      exact += report.exact() ? report.partialAssignments() : 0;
      completions += report.completions();
      explanations += report.explanations();
      questions += report.questions();
    }

    void print() {
      System.out.printf(
          "%d guidelines, %d complete and %d partial assignments (%d of these exact),"
              + " %d completions, %d explanations and %d interviews verified; no disagreement%n",
          guidelines, complete, partial, exact, completions, explanations, questions);
    }
  }

  /** Runs it; a million partial assignments unless told otherwise. */
  public static void main(String[] arguments) throws IOException {
    long wanted = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    var totals = new Totals();
    if (arguments.length > 2) {
      library(
          Path.of(arguments[2]), arguments.length > 3 ? arguments[3] : "", wanted, seed, totals);
    } else {
      random(wanted, seed, totals);
    }
    totals.print();
  }

  private static void library(Path folder, String part, long wanted, long seed, Totals totals)
      throws IOException {
    List<Guideline> guidelines =
        Library.load(folder).guidelines().stream()
            .filter(guideline -> (guideline.id() + " " + guideline.version()).contains(part))
            .filter(guideline -> !guideline.decisions().isEmpty())
            .toList();
    for (Guideline guideline : guidelines) {
      OracleCheck.Report report =
          OracleCheck.run(
              guideline,
              guideline.effective(),
              seed,
              MOST_COMPLETE,
              Math.ceilDiv(wanted, guidelines.size()),
              EXPLAIN_EVERY);
      totals.add(report);
      System.out.printf(
          "%-36s complete %d of %d, partial %d (%s), completions %d, explanations %d,"
              + " interviews %d%n",
          report.guideline(),
          report.completeAssignments(),
          report.allCompleteAssignments(),
          report.partialAssignments(),
          report.exact() ? "exact" : "nothing possible left out",
          report.completions(),
          report.explanations(),
          report.questions());
    }
  }

  private static void random(long wanted, long firstSeed, Totals totals) {
    for (long seed = firstSeed; totals.partial < wanted; seed++) {
      Guideline guideline = RandomGuidelines.of(seed, seed % 2 == 0);
      if (Engine.compile(guideline) instanceof Compilation.Compiled) {
        try {
          totals.add(OracleCheck.run(guideline, seed, EACH));
        } catch (AssertionError error) {
          throw new AssertionError("seed " + seed + ": " + error.getMessage(), error);
        }
      }
    }
  }
}
