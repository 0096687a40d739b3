package org.proviso.engine.residual;

import java.util.HashMap;
import java.util.Map;
import java.util.SequencedSet;
import org.proviso.engine.compile.CompiledDecision.Result;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Situation;
import org.proviso.engine.diagram.Diagrams;

/**
 * What is left of a guideline's diagrams when some facts are known: restricted to the cells that
 * are still possible, and {@link Result.Impossible} where no facts lead. Belongs to one thread.
 */
public final class Residual {
  /** The most diagram nodes that answering one question may need. */
  private static final int MOST_NODES = 1_000_000;

  private static final Result IMPOSSIBLE = new Result.Impossible();

  private final CompiledModel model;
  private final long[] masks;
  private final boolean tied;
  private final Diagrams diagrams;
  private final int feasible;
  private final Map<Integer, Integer> known = new HashMap<>();

  /** The residual of a model in a situation. */
  public Residual(CompiledModel model, Situation situation) {
    this.model = model;
    this.masks = situation.masks();
    this.tied = !situation.ties().isEmpty();
    this.diagrams = new Diagrams(model.cellCounts(), MOST_NODES);
    this.feasible = CompiledModel.feasible(situation, diagrams);
  }

  /** The store of the residual diagrams. */
  public Diagrams diagrams() {
    return diagrams;
  }

  /** For each variable its possible cells; not to be changed. */
  public long[] masks() {
    return masks;
  }

  /** The residual of one of the model's diagrams. */
  public int of(int node) {
    return known.computeIfAbsent(
        node,
        _ -> {
          int restricted = diagrams.copyFrom(model.diagrams(), node, masks);
          return tied
              ? diagrams.apply(
                  feasible, restricted, (can, value) -> can.equals(true) ? value : IMPOSSIBLE)
              : restricted;
        });
  }

  /** The terminals of one of the model's diagrams that can still be reached. */
  public SequencedSet<Object> reachable(int node) {
    SequencedSet<Object> reachable =
        tied ? diagrams.reachable(of(node), masks) : model.diagrams().reachable(node, masks);
    reachable.remove(IMPOSSIBLE);
    return reachable;
  }
}
