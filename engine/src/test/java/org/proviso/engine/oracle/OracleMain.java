package org.proviso.engine.oracle;

import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.language.model.Guideline;

/**
 * Compares the engine with the law on many random guidelines: {@code OracleMain
 * [PARTIAL-ASSIGNMENTS [FIRST-SEED]]}. Exits with an exception at the first disagreement.
 */
public final class OracleMain {
  private static final int EACH = 250;

  private OracleMain() {}

  /** Runs it; a million partial assignments unless told otherwise. */
  public static void main(String[] arguments) {
    long wanted = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    long done = 0;
    long exact = 0;
    long completions = 0;
    long explanations = 0;
    long questions = 0;
    long guidelines = 0;
    for (; done < wanted; seed++) {
      Guideline guideline = RandomGuidelines.of(seed, seed % 2 == 0);
      if (Engine.compile(guideline) instanceof Compilation.Compiled) {
        OracleCheck.Report report;
        try {
          report = OracleCheck.run(guideline, seed, EACH);
        } catch (AssertionError error) {
          throw new AssertionError("seed " + seed + ": " + error.getMessage(), error);
        }
        guidelines++;
        done += report.partialAssignments();
        exact += report.exact() ? report.partialAssignments() : 0;
        completions += report.completions();
        explanations += report.explanations();
        questions += report.questions();
      }
    }
    System.out.printf(
        "%d guidelines, %d partial assignments (%d of them exact), %d completions,"
            + " %d explanations and %d interviews verified; no disagreement%n",
        guidelines, done, exact, completions, explanations, questions);
  }
}
