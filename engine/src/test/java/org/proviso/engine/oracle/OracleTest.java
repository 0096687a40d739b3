package org.proviso.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.language.model.Guideline;

/**
 * The engine agrees with the law on random guidelines and random partial knowledge.
 *
 * <p>{@code -Dproviso.oracle=N} sets how many partial assignments are tried in all; the default
 * keeps the run short. {@link OracleMain} is the same as a command.
 */
class OracleTest {
  private static final long PARTIAL_ASSIGNMENTS = Long.getLong("proviso.oracle", 2_400);
  private static final int EACH = 60;

  @Test
  void agreesExactlyWhereEveryConditionIsAboutOneFact() {
    assertThat(run(1, false, PARTIAL_ASSIGNMENTS / 2)).isGreaterThan(0);
  }

  @Test
  void neverLeavesOutWhatIsPossibleWhereConditionsRelateFacts() {
    assertThat(run(1_000_000, true, PARTIAL_ASSIGNMENTS / 2)).isGreaterThan(0);
  }

  private static long run(long firstSeed, boolean related, long partialAssignments) {
    long done = 0;
    for (long seed = firstSeed; done < partialAssignments; seed++) {
      Guideline guideline = RandomGuidelines.of(seed, related);
      if (Engine.compile(guideline) instanceof Compilation.Compiled) {
        try {
          done += OracleCheck.run(guideline, seed, EACH).partialAssignments();
        } catch (AssertionError error) {
          throw new AssertionError("seed " + seed + ": " + error.getMessage(), error);
        }
      }
    }
    return done;
  }
}
