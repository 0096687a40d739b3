package org.proviso.engine.decide;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Question;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.decide.Circumstances.Standing;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.FactName;

/**
 * The answers that one model gave last. To explain a decision costs many times what it costs to
 * decide it, and patients differ in far fewer ways than their facts do: an age of 61 and one of 62
 * are one cell wherever the document asks for 18 and over. Safe for use by several threads.
 *
 * <p>It keeps at most {@value #MOST} answers, gives them up when memory runs short, and holds no
 * evidence. It holds the value of a fact only where cells do not say all of it: where a variable
 * depends on several facts, or where several cells are left possible.
 */
public final class RecentAnswers {
  /** How many answers are kept. */
  private static final int MOST = 256;

  private final Map<FactName, BitSet> variablesOfFacts;

  /** Facts on which no variable depends together with another fact. */
  private final Set<FactName> alone;

  private @Nullable SoftReference<Kept> kept;

  /** What was worked out. */
  record Worked(List<DecisionAnswer> decisions, Optional<Question> ask) {
    Worked {
      decisions = List.copyOf(decisions);
    }
  }

  /** The least recently used goes first. */
  private static final class Kept extends LinkedHashMap<Circumstances, Worked> {
    private static final long serialVersionUID = 1L;

    Kept() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Circumstances, Worked> eldest) {
      return size() > MOST;
    }
  }

  /** Nothing yet of a model. */
  public RecentAnswers(CompiledModel model) {
    this.variablesOfFacts = Collections.unmodifiableMap(model.variablesOfFacts());
    var single = new TreeSet<>(variablesOfFacts.keySet());
    model.variables().stream()
        .filter(variable -> variable.facts().size() > 1)
        .forEach(variable -> single.removeAll(variable.facts()));
    this.alone = Set.copyOf(single);
  }

  /** The variables that depend on each fact; not to be changed. */
  Map<FactName, BitSet> variablesOfFacts() {
    return variablesOfFacts;
  }

  /** The answer in these circumstances, worked out unless it is remembered. */
  Worked get(Circumstances circumstances, Supplier<Worked> work) {
    Worked known = remembered(circumstances);
    if (known == null) {
      known = work.get();
      remember(circumstances, known);
    }
    return known;
  }

  private @Nullable Kept kept() {
    return kept == null ? null : kept.get();
  }

  private synchronized @Nullable Worked remembered(Circumstances circumstances) {
    Kept now = kept();
    return now == null ? null : now.get(circumstances);
  }

  private synchronized void remember(Circumstances circumstances, Worked worked) {
    Kept now = kept();
    if (now == null) {
      now = new Kept();
      kept = new SoftReference<>(now);
    }
    now.put(circumstances, worked);
  }

  /**
   * What the answer to a request depends on.
   *
   * @param settled the facts of which nothing is left to know
   * @param masks for each variable its possible cells with all that is known; taken over
   */
  Circumstances circumstances(Request request, Set<FactName> settled, long[] masks) {
    var facts = new ArrayList<Object>(variablesOfFacts.size());
    variablesOfFacts.forEach(
        (fact, variables) -> {
          Standing standing = settled.contains(fact) ? Standing.SETTLED : Standing.OPEN;
          facts.add(
              switch (request.knowledge(fact)) {
                case Knowledge.NotAsked _ -> Standing.NOT_ASKED;
                case Knowledge.Unanswerable _ -> Standing.UNANSWERABLE;
                case Knowledge.Contradicted _ -> Standing.CONTRADICTED;
                case Knowledge.Known(var value, var _) ->
                    isToldByCells(fact, variables, masks) ? standing : value;
                case Knowledge.Narrowed(var range, var _) ->
                    isToldByCells(fact, variables, masks) ? standing : range;
              });
        });
    return new Circumstances(request.dateOfService(), masks, facts);
  }

  /**
   * Whether to keep or to forget a fact leaves the same possible for every value in these cells.
   * Where a variable depends on other facts too, that depends on the value; where several cells are
   * left, so may which of them come together.
   */
  private boolean isToldByCells(FactName fact, BitSet variables, long[] masks) {
    return alone.contains(fact)
        && variables.stream().allMatch(variable -> Long.bitCount(masks[variable]) == 1);
  }
}
