package org.proviso.engine.packed;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.compile.CompiledDecision;
import org.proviso.engine.compile.CompiledDecision.Result;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.Outcome;

/**
 * One decision over packed rows. Immutable; any number of threads may use it at once.
 *
 * <p>{@link #decide} allocates nothing. A result below the number of {@link #outcomes} is that
 * outcome, decided. A result above is a set of outcomes that are still reachable ({@link
 * #reachable}). {@link #EXACT} means that only the exact engine can say.
 */
public final class PackedDecision {
  /** The row cannot be answered by a walk: ask the exact engine. */
  public static final int EXACT = RowTable.EXACT;

  private static final int MOST_NODES = 50_000;

  /** A diagram of outcomes with clauses that has more makes no small table. */
  private static final int MOST_VERDICT_NODES = 5_000;

  private final CompiledDecision decision;
  private final RowTable outcome;
  private final boolean partial;
  private final List<List<Outcome>> reachable;

  /** Outcome and deciding clauses in one table; null where the two together are too many. */
  private final @Nullable RowTable verdict;

  /** By what {@link #verdict} says. */
  private final List<Optional<Verdict>> verdicts;

  /** Where there is no {@link #verdict}. */
  private final @Nullable DecidingClauses deciding;

  private final Statuses statuses;
  private final StatusTree[] criteria;

  /**
   * What can be reached.
   *
   * @param outcomes by their place among the decision's outcomes
   * @param always the clauses that decide wherever it goes
   * @param sometimes the clauses that decide somewhere
   */
  private record Reach(BitSet outcomes, BitSet always, BitSet sometimes) {
    Reach or(Reach other) {
      if (equals(other)) {
        return this;
      }
      var either = (BitSet) outcomes.clone();
      either.or(other.outcomes);
      var both = (BitSet) always.clone();
      both.and(other.always);
      var some = (BitSet) sometimes.clone();
      some.or(other.sometimes);
      return new Reach(either, both, some);
    }

    Reach with(int clause) {
      var more = (BitSet) always.clone();
      more.set(clause);
      return new Reach(outcomes, more, more);
    }

    /** Of an impossible patient, nothing. */
    static Reach of(Object result, List<Outcome> outcomes) {
      var one = new BitSet();
      if (result instanceof Result.Decided(Outcome outcome)) {
        one.set(outcomes.indexOf(outcome));
      }
      return new Reach(one, new BitSet(), new BitSet());
    }

    static Object union(Object left, Object right) {
      return ((Reach) left).or((Reach) right);
    }
  }

  PackedDecision(CompiledModel model, CompiledDecision decision, RowLayout layout) {
    this.decision = decision;
    var tables = new Tables(layout);
    this.reachable = new ArrayList<>(decision.outcomes().stream().map(List::of).toList());
    Tables.Made made =
        tables.make(
            model.diagrams(),
            decision.outcome(),
            result -> Reach.of(result, decision.outcomes()),
            Reach::union,
            reach -> numberOfSet((Reach) reach),
            true);
    this.outcome = made.table();
    this.partial = made.partial();
    this.verdicts = new ArrayList<>();
    this.verdict = verdictTable(model, tables);
    this.deciding =
        verdict == null
            ? new DecidingClauses(model, decision, outcome, reachable, tables, layout)
            : null;
    var maker = new Statuses.Maker(store(model), tables, layout);
    this.criteria =
        decision.criteria().stream()
            .map(criterion -> StatusTree.of(criterion, model.diagrams(), maker))
            .toArray(StatusTree[]::new);
    this.statuses = maker.make();
  }

  /** A store for what is made of a model's diagrams. */
  static Diagrams store(CompiledModel model) {
    return new Diagrams(model.cellCounts(), MOST_NODES);
  }

  // Tables

  private int numberOfSet(Reach reach) {
    List<Outcome> set = outcomes(reach);
    if (set.isEmpty()) {
      return EXACT;
    }
    int number = reachable.indexOf(set);
    if (number < 0) {
      number = reachable.size();
      reachable.add(set);
    }
    return number;
  }

  private List<Outcome> outcomes(Reach reach) {
    return reach.outcomes().stream().mapToObj(decision.outcomes()::get).toList();
  }

  private @Nullable RowTable verdictTable(CompiledModel model, Tables tables) {
    try {
      var store = new Diagrams(model.cellCounts(), MOST_VERDICT_NODES);
      long[] everything = store.everything();
      int root = store.copyFrom(model.diagrams(), decision.outcome(), everything);
      root = store.map(root, result -> Reach.of(result, decision.outcomes()));
      for (int index = 0; index < decision.decides().size(); index++) {
        int clause = index;
        int decides = store.copyFrom(model.diagrams(), decision.decides().get(index), everything);
        root =
            store.apply(
                root,
                decides,
                (reach, holds) -> holds.equals(true) ? ((Reach) reach).with(clause) : reach);
      }
      Tables.Made made =
          tables.make(
              store,
              root,
              reach -> reach,
              Reach::union,
              reach -> numberOfVerdict((Reach) reach),
              true);
      return made.partial() == partial && made.table().isWide() ? made.table() : null;
    } catch (DiagramLimitException tooLarge) {
      return null;
    }
  }

  private int numberOfVerdict(Reach reach) {
    List<Outcome> set = outcomes(reach);
    if (set.isEmpty()) {
      return EXACT;
    }
    var made = Optional.of(verdict(set, reach.always(), reach.sometimes()));
    int number = verdicts.indexOf(made);
    if (number < 0) {
      number = verdicts.size();
      verdicts.add(made);
    }
    return number;
  }

  private Verdict verdict(List<Outcome> set, BitSet always, BitSet sometimes) {
    return set.size() == 1
        ? Verdict.decided(
            set.getFirst(),
            (always.isEmpty() ? sometimes : always)
                .stream().mapToObj(decision.clauses()::get).toList())
        : Verdict.undecided(set);
  }

  // What it is

  /** Its name, for example {@code medical-necessity}. */
  public String name() {
    return decision.decision().name();
  }

  /** Every outcome it can have, in the order of its clauses. */
  public List<Outcome> outcomes() {
    return decision.outcomes();
  }

  /**
   * Whether rows with unknowns are answered by one walk too. Where the branches for unknowns would
   * need too many nodes, such rows are {@link #EXACT} as soon as an unknown is tested.
   */
  public boolean walksPartialRows() {
    return partial;
  }

  /** How many bytes of memory its tables take, roughly. */
  public int size() {
    return outcome.size()
        + (verdict == null ? 0 : verdict.size())
        + (deciding == null ? 0 : deciding.size())
        + statuses.size();
  }

  // Deciding

  /**
   * Decides a row of one word. Allocates nothing.
   *
   * @param row of a layout of one word
   */
  public int decide(long row) {
    return outcome.find(row);
  }

  /** Decides the row that begins at {@code offset}. Allocates nothing. */
  public int decide(long[] rows, int offset) {
    return outcome.find(rows, offset);
  }

  /**
   * Decides many rows of one word. Allocates nothing.
   *
   * @param from the first row
   * @param until the row after the last
   * @param results where the result of row {@code i} goes to place {@code i}
   */
  public void decide(long[] rows, int from, int until, short[] results) {
    outcome.find(rows, from, until, results);
  }

  /** Whether a result is a decided outcome. */
  public boolean isDecided(int result) {
    return result >= 0 && result < decision.outcomes().size();
  }

  /**
   * The outcomes that a result leaves reachable, in the order of the clauses; one when decided.
   *
   * @param result not {@link #EXACT}
   */
  public List<Outcome> reachable(int result) {
    return reachable.get(result);
  }

  /**
   * The outcome with the clauses that decide; empty when only the exact engine can say. Allocates
   * nothing once the same clauses have decided before, see {@link DecidingClauses}.
   */
  public Optional<Verdict> verdict(long[] rows, int offset) {
    if (deciding != null) {
      return deciding.verdict(rows, offset);
    }
    return verdict == null ? Optional.empty() : numbered(verdict.find(rows, offset));
  }

  /** The same for a row of one word. */
  public Optional<Verdict> verdict(long row) {
    if (deciding != null) {
      return deciding.verdict(row);
    }
    return verdict == null ? Optional.empty() : numbered(verdict.find(row));
  }

  private Optional<Verdict> numbered(int number) {
    return number == EXACT ? Optional.empty() : verdicts.get(number);
  }

  /**
   * Every criterion with its status, as {@link org.proviso.engine.answer.DecisionAnswer#criteria}
   * has it; empty when only the exact engine can say.
   */
  public Optional<List<CriterionStatus>> criteria(long[] rows, int offset) {
    return criteria(statuses.all(rows, offset));
  }

  /** The same for a row of one word. */
  public Optional<List<CriterionStatus>> criteria(long row) {
    return criteria(statuses.all(row));
  }

  private Optional<List<CriterionStatus>> criteria(long[] words) {
    for (long word : words) {
      if (!Statuses.isSaid(word)) {
        return Optional.empty();
      }
    }
    var trees = new CriterionStatus[criteria.length];
    for (int index = 0; index < trees.length; index++) {
      trees[index] = criteria[index].in(words);
    }
    return Optional.of(List.of(trees));
  }
}
