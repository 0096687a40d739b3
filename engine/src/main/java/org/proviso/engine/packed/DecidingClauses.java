package org.proviso.engine.packed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.engine.compile.CompiledDecision;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Outcome;

/**
 * The clauses that decide, for a decision in which they form too many sets for one table. Verdicts
 * are shared: it allocates nothing when the same clauses have decided before, as long as no more
 * than 31 clauses have an outcome that other clauses have too; and of such sets it keeps 4,096.
 */
final class DecidingClauses {
  private static final long ALWAYS = 0x5555_5555_5555_5555L >>> 2;
  private static final long SOMETIMES = ALWAYS << 1;

  /** By the result: the verdict when the result says it all. */
  private final List<Optional<Verdict>> byResult = new ArrayList<>();

  private final RowTable outcome;
  private final List<Outcome> outcomes;

  /** The clauses that have an outcome that others have too, each with its field. */
  private final List<Deciding> clauses = new ArrayList<>();

  private final Statuses statuses;
  private final SharedVerdicts shared = new SharedVerdicts(this::marked);

  private record Deciding(Clause clause, Statuses.Field field) {}

  /**
   * Of a decision.
   *
   * @param outcome which outcomes remain reachable, by number
   * @param reachable the sets of outcomes by that number
   */
  DecidingClauses(
      CompiledModel model,
      CompiledDecision decision,
      RowTable outcome,
      List<List<Outcome>> reachable,
      Tables tables,
      RowLayout layout) {
    this.outcome = outcome;
    this.outcomes = decision.outcomes();
    for (List<Outcome> set : reachable) {
      List<Clause> those =
          decision.clauses().stream().filter(clause -> set.contains(clause.outcome())).toList();
      byResult.add(
          set.size() > 1
              ? Optional.of(Verdict.undecided(set))
              : Optional.of(those)
                  .filter(clauses -> clauses.size() == 1)
                  .map(clauses -> Verdict.decided(set.getFirst(), clauses)));
    }
    var maker = new Statuses.Maker(PackedDecision.store(model), tables, layout);
    for (int index = 0; index < decision.clauses().size(); index++) {
      Clause clause = decision.clauses().get(index);
      if (byResult.get(outcomes.indexOf(clause.outcome())).isEmpty()) {
        clauses.add(
            new Deciding(
                clause, maker.add(model.diagrams(), decision.decides().get(index), false)));
      }
    }
    this.statuses = maker.make();
  }

  /** How many bytes of memory its tables take, roughly. */
  int size() {
    return statuses.size();
  }

  /** The verdict; empty when only the exact engine can say. */
  Optional<Verdict> verdict(long[] rows, int offset) {
    int result = outcome.find(rows, offset);
    boolean oneWord = statuses.words() == 1;
    long word = oneWord ? statuses.word(rows, offset, 0) : 0;
    long always = Statuses.isSaid(word) ? word & ALWAYS : 0;
    if (always != 0) {
      return shared.of(always);
    }
    if (result == RowTable.EXACT) {
      return Optional.empty();
    }
    Optional<Verdict> known = byResult.get(result);
    if (known.isPresent()) {
      return known;
    }
    if (!oneWord) {
      return several(outcomes.get(result), rows, offset);
    }
    return Statuses.isSaid(word) ? shared.of(word & SOMETIMES) : Optional.empty();
  }

  private Verdict marked(long marked) {
    List<Clause> those =
        clauses.stream()
            .filter(each -> ((marked >>> each.field().shift()) & Statuses.BOTH) != 0)
            .map(Deciding::clause)
            .toList();
    return Verdict.decided(those.getFirst().outcome(), those);
  }

  private Optional<Verdict> several(Outcome outcome, long[] rows, int offset) {
    var words = new long[statuses.words()];
    boolean always = false;
    for (int word = 0; word < words.length; word++) {
      words[word] = statuses.word(rows, offset, word);
      if (!Statuses.isSaid(words[word])) {
        return Optional.empty();
      }
      always |= (words[word] & ALWAYS) != 0;
    }
    int wanted = always ? Statuses.ALWAYS : Statuses.SOMETIMES;
    List<Clause> those =
        clauses.stream()
            .filter(each -> ((words[each.field().word()] >>> each.field().shift()) & wanted) != 0)
            .map(Deciding::clause)
            .toList();
    return Optional.of(Verdict.decided(outcome, those));
  }
}
