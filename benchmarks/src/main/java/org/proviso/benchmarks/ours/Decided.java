package org.proviso.benchmarks.ours;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.Verdict;

/**
 * The verdicts on one request, overwritten by those on the next, so that deciding allocates
 * nothing.
 */
public final class Decided {
  private Optional<Verdict> first = Optional.empty();
  private Optional<Verdict> second = Optional.empty();
  private boolean two;

  /** By the exact engine, where the tables cannot say. */
  private @Nullable Answer exact;

  /** Decides packed facts; whether the tables could say it all. */
  boolean decide(List<PackedDecision> decisions, long facts) {
    exact = null;
    first = decisions.get(0).verdict(facts);
    two = decisions.size() > 1;
    if (two) {
      second = decisions.get(1).verdict(facts);
      return first.isPresent() && second.isPresent();
    }
    return first.isPresent();
  }

  void exactly(Answer answer) {
    exact = answer;
  }

  /** In the form of the contestants' verdicts. */
  String text() {
    if (exact != null) {
      return Answers.outcome(exact);
    }
    String text = Answers.text(first.orElseThrow());
    return two ? text + "; " + Answers.text(second.orElseThrow()) : text;
  }
}
