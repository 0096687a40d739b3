package org.proviso.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.proviso.engine.diagram.Diagrams;

/**
 * Brings a region into readable form: only the variables that matter among possible patients, and
 * those that matter independently of each other apart.
 */
public final class RegionWords {
  /** The most boxes that one region is cut into. */
  public static final int MOST_BOXES = 400;

  private static final int MOST_TOGETHER = 3;

  /** With more variables than this only single ones are told apart: there are too many subsets. */
  private static final int MOST_FOR_SUBSETS = 16;

  private final ClauseRegions clauses;
  private final Diagrams diagrams;

  public RegionWords(ClauseRegions clauses) {
    this.clauses = clauses;
    this.diagrams = clauses.diagrams();
  }

  /**
   * The same region for possible patients, testing no variable that it need not test. Two regions
   * with the same possible patients have the same simplest region.
   */
  public int simplest(int region) {
    int possible = clauses.possible(region);
    if (possible == diagrams.constant(false)) {
      return possible;
    }
    int feasible = clauses.feasible(diagrams.support(possible));
    int result = possible;
    BitSet support = diagrams.support(possible);
    for (int variable = support.length() - 1; variable >= 0; variable--) {
      if (support.get(variable)) {
        int without = exists(result, only(variable));
        if (diagrams.and(without, feasible) == possible) {
          result = without;
        }
      }
    }
    int care = clauses.feasible(diagrams.support(result));
    int constrained = diagrams.constrain(result, care);
    boolean simpler =
        diagrams.support(constrained).cardinality() <= diagrams.support(result).cardinality()
            && diagrams.size(List.of(constrained)) <= diagrams.size(List.of(result));
    return simpler ? constrained : result;
  }

  /**
   * Regions over different variables whose intersection is the region, as far as patients are
   * possible.
   */
  public List<Integer> factors(int region) {
    int possible = clauses.possible(region);
    int feasible = clauses.feasible(diagrams.support(region));
    BitSet left = diagrams.support(region);
    var factors = new ArrayList<Integer>();
    int size = 1;
    int most = left.cardinality() <= MOST_FOR_SUBSETS ? MOST_TOGETHER : 1;
    while (size <= most && left.cardinality() > size) {
      List<BitSet> subsets = subsets(left, size);
      boolean found = false;
      for (BitSet subset : subsets) {
        BitSet others = (BitSet) left.clone();
        others.andNot(subset);
        BitSet done = diagrams.support(region);
        done.andNot(left);
        int of = exists(exists(possible, others), done);
        int rest = exists(exists(possible, subset), done);
        int here = exists(possible, done);
        if (diagrams.and(diagrams.and(of, rest), feasible) == diagrams.and(here, feasible)) {
          factors.add(simplest(of));
          left.andNot(subset);
          found = true;
          break;
        }
      }
      size = found ? 1 : size + 1;
    }
    BitSet done = diagrams.support(region);
    done.andNot(left);
    factors.add(simplest(exists(possible, done)));
    return factors.stream().filter(factor -> factor != diagrams.constant(true)).toList();
  }

  /** What remains of a region when these variables may be anything. */
  public int exists(int region, BitSet variables) {
    return diagrams.abstracted(
        region,
        variables,
        diagrams.everything(),
        (left, right) -> left.equals(true) || right.equals(true));
  }

  private static BitSet only(int variable) {
    var set = new BitSet();
    set.set(variable);
    return set;
  }

  private static List<BitSet> subsets(BitSet of, int size) {
    if (size == 0) {
      return List.of(new BitSet());
    }
    var result = new ArrayList<BitSet>();
    for (int last = of.nextSetBit(0); last >= 0; last = of.nextSetBit(last + 1)) {
      for (BitSet smaller : subsets(of.get(0, last), size - 1)) {
        smaller.set(last);
        result.add(smaller);
      }
    }
    return result;
  }

  /** The boxes of a region in which patients can be, each without cells where none can. */
  public List<Box> boxes(int region) {
    var boxes = new ArrayList<Box>();
    for (Box box : Boxes.of(region, diagrams, MOST_BOXES)) {
      if (!clauses.isEmpty(box.diagram(diagrams))) {
        boxes.add(box);
      }
    }
    return boxes;
  }

  /** What a box says, one condition for each variable. */
  public List<String> words(Box box) {
    return CellWords.of(box, clauses.model().variables());
  }

  /** What a region says: conditions that all hold. */
  public List<String> words(int region) {
    List<Box> boxes = boxes(region);
    if (boxes.size() == 1) {
      return words(boxes.getFirst());
    }
    return List.of(
        boxes.stream()
            .map(box -> String.join(" and ", words(box)))
            .collect(Collectors.joining("); or (", "any of: (", ")")));
  }
}
