package org.proviso.engine.packed;

import java.util.ArrayList;
import java.util.Arrays;
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

  /** Marks a result; above all fields. */
  private static final long RESULT = 1L << (2 * Statuses.FIELDS);

  /** By the result: the verdict when the result says it all. */
  private final List<Optional<Verdict>> byResult = new ArrayList<>();

  /**
   * By the result, and one: what is marked when no clause is certain. 0 where the clauses that are
   * possible have to be marked, and for {@link RowTable#EXACT}.
   */
  private final long[] marks;

  private final RowTable outcome;
  private final List<Outcome> outcomes;

  /** The clauses that have an outcome that others have too, each with its field. */
  private final List<Deciding> clauses = new ArrayList<>();

  private final Statuses statuses;
  private final boolean oneWord;
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
    this.marks = new long[byResult.size() + 1];
    for (int result = 0; result < byResult.size(); result++) {
      marks[result + 1] = byResult.get(result).isPresent() ? RESULT | result : 0;
    }
    this.statuses = maker.make();
    this.oneWord = statuses.words() == 1;
  }

  /** How many bytes of memory its tables take, roughly. */
  int size() {
    return statuses.size();
  }

  /** The verdict; empty when only the exact engine can say. */
  Optional<Verdict> verdict(long[] rows, int offset) {
    int result = outcome.find(rows, offset);
    return oneWord
        ? verdict(result, statuses.word(rows, offset, 0))
        : verdict(result, statuses.all(rows, offset));
  }

  /** The same for a layout of one word. */
  Optional<Verdict> verdict(long row) {
    int result = outcome.find(row);
    return oneWord ? verdict(result, statuses.word(row, 0)) : verdict(result, statuses.all(row));
  }

  /** Without a branch that depends on the patient: what is certain is one choice of two numbers. */
  private Optional<Verdict> verdict(int result, long word) {
    long certain = word & ALWAYS & (word >> (Long.SIZE - 1));
    long isCertain = (certain | -certain) >> (Long.SIZE - 1);
    long marked = certain | (marks[result + 1] & ~isCertain);
    return marked != 0 ? shared.of(marked) : possible(result, word);
  }

  private Optional<Verdict> possible(int result, long word) {
    return result == RowTable.EXACT || !Statuses.isSaid(word)
        ? Optional.empty()
        : shared.of(word & SOMETIMES);
  }

  private Verdict marked(long marks) {
    if ((marks & RESULT) != 0) {
      return byResult.get((int) (marks ^ RESULT)).orElseThrow();
    }
    List<Clause> those =
        clauses.stream()
            .filter(each -> ((marks >>> each.field().shift()) & Statuses.BOTH) != 0)
            .map(Deciding::clause)
            .toList();
    return Verdict.decided(those.getFirst().outcome(), those);
  }

  private Optional<Verdict> verdict(int result, long[] words) {
    if (result == RowTable.EXACT) {
      return Optional.empty();
    }
    Optional<Verdict> known = byResult.get(result);
    if (known.isPresent() || !Arrays.stream(words).allMatch(Statuses::isSaid)) {
      return known;
    }
    boolean always = Arrays.stream(words).anyMatch(word -> (word & ALWAYS) != 0);
    int wanted = always ? Statuses.ALWAYS : Statuses.SOMETIMES;
    List<Clause> those =
        clauses.stream()
            .filter(each -> ((words[each.field().word()] >>> each.field().shift()) & wanted) != 0)
            .map(Deciding::clause)
            .toList();
    return Optional.of(Verdict.decided(outcomes.get(result), those));
  }
}
