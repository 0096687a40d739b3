package org.proviso.engine.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the variables in which some diagrams have fewer nodes: each variable in
 * turn is moved through all places and left at the best (Rudell 1993). Neighbors are exchanged in
 * place, so that only the nodes of two variables change, and a node that nothing leads to any more
 * is dropped at once.
 */
public final class Sifting {
  /** A variable is not moved on where the diagrams have grown to so many times their best size. */
  private static final double MOST_GROWTH = 1.2;

  private final int[] cellCounts;
  private final int[] variableAt;
  private final List<Map<Branches, Node>> nodesOf = new ArrayList<>();
  private final Map<Integer, Node> roots = new LinkedHashMap<>();
  private long stepsLeft;
  private int size;

  /** A node whose variable and branches change while it stays the same function. */
  private static final class Node {
    private final int terminal;
    private int variable;
    private Node[] branches;
    private int references;

    Node(int variable, Node[] branches, int terminal) {
      this.variable = variable;
      this.branches = branches;
      this.terminal = terminal;
    }
  }

  /** Branches with equality by identity. */
  private static final class Branches {
    private final Node[] nodes;
    private final int hash;

    Branches(Node[] nodes) {
      this.nodes = nodes;
      int of = 1;
      for (Node node : nodes) {
        of = 31 * of + System.identityHashCode(node);
      }
      this.hash = of;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (!(other instanceof Branches same) || same.nodes.length != nodes.length) {
        return false;
      }
      for (int index = 0; index < nodes.length; index++) {
        if (nodes[index] != same.nodes[index]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /**
   * Diagrams in another order.
   *
   * @param diagrams a store with nothing else in it, whose variables are numbered in their order
   * @param order for each variable of the store which one it was
   * @param nodes for each root where it is
   */
  public record Result(Diagrams diagrams, List<Integer> order, Map<Integer, Integer> nodes) {
    public Result {
      order = List.copyOf(order);
      nodes = Map.copyOf(nodes);
    }
  }

  /**
   * Sifts some diagrams.
   *
   * @param roots the diagrams; nodes of no use to them are left behind
   * @param mostSteps how many nodes may be exchanged; the best order so far is taken then
   */
  public static Result of(Diagrams source, Collection<Integer> roots, long mostSteps) {
    var sifting = new Sifting(source, roots, mostSteps);
    sifting.sift();
    return sifting.result(source);
  }

  private Sifting(Diagrams source, Collection<Integer> from, long mostSteps) {
    int count = source.variableCount();
    this.cellCounts = IntStream.range(0, count).map(source::cellCount).toArray();
    this.variableAt = source.order();
    this.stepsLeft = mostSteps;
    for (int variable = 0; variable < count; variable++) {
      nodesOf.add(new HashMap<>());
    }
    var copies = new HashMap<Integer, Node>();
    for (int root : from) {
      Node copy = copy(source, root, copies);
      if (roots.put(root, copy) == null) {
        copy.references++;
      }
    }
  }

  private Node copy(Diagrams source, int node, Map<Integer, Node> copies) {
    Node known = copies.get(node);
    if (known != null) {
      return known;
    }
    Node copy;
    if (source.isTerminal(node)) {
      copy = new Node(-1, new Node[0], node);
    } else {
      int variable = source.variable(node);
      var branches = new Node[cellCounts[variable]];
      for (int cell = 0; cell < branches.length; cell++) {
        branches[cell] = copy(source, source.child(node, cell), copies);
      }
      copy = unique(variable, branches);
    }
    copies.put(node, copy);
    return copy;
  }

  /** The node with these branches, made where there is none; the branches alone where all agree. */
  private Node unique(int variable, Node[] branches) {
    if (Arrays.stream(branches).allMatch(branch -> branch == branches[0])) {
      return branches[0];
    }
    var key = new Branches(branches);
    Node known = nodesOf.get(variable).get(key);
    if (known != null) {
      return known;
    }
    var node = new Node(variable, branches, -1);
    for (Node branch : branches) {
      branch.references++;
    }
    nodesOf.get(variable).put(key, node);
    size++;
    return node;
  }

  private void release(Node released) {
    var pending = new ArrayList<>(List.of(released));
    while (!pending.isEmpty()) {
      Node node = pending.removeLast();
      if (--node.references == 0 && node.variable >= 0) {
        nodesOf.get(node.variable).remove(new Branches(node.branches));
        size--;
        pending.addAll(Arrays.asList(node.branches));
      }
    }
  }

  /** Exchanges the variables at a level and at the next. */
  private void exchange(int level) {
    int above = variableAt[level];
    int below = variableAt[level + 1];
    var changing = new ArrayList<Node>();
    for (Node node : nodesOf.get(above).values()) {
      if (Arrays.stream(node.branches).anyMatch(branch -> branch.variable == below)) {
        changing.add(node);
      }
    }
    changing.forEach(node -> nodesOf.get(above).remove(new Branches(node.branches)));
    for (Node node : changing) {
      Node[] old = node.branches;
      var branches = new Node[cellCounts[below]];
      for (int cell = 0; cell < branches.length; cell++) {
        var ofCell = new Node[old.length];
        for (int index = 0; index < old.length; index++) {
          ofCell[index] = old[index].variable == below ? old[index].branches[cell] : old[index];
        }
        branches[cell] = unique(above, ofCell);
        branches[cell].references++;
      }
      node.variable = below;
      node.branches = branches;
      nodesOf.get(below).put(new Branches(branches), node);
      for (Node branch : old) {
        release(branch);
      }
    }
    stepsLeft -= 1 + changing.size();
    variableAt[level] = below;
    variableAt[level + 1] = above;
  }

  private void sift() {
    List<Integer> byNodes =
        IntStream.range(0, cellCounts.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer each) -> -nodesOf.get(each).size()))
            .toList();
    for (int variable : byNodes) {
      if (stepsLeft > 0) {
        sift(variable);
      }
    }
  }

  private void sift(int variable) {
    int level = 0;
    while (variableAt[level] != variable) {
      level++;
    }
    int start = level;
    int best = size;
    int bestLevel = level;
    int last = variableAt.length - 1;
    boolean downFirst = last - level < level;
    for (int way = 0; way < 2; way++) {
      boolean down = (way == 0) == downFirst;
      while (stepsLeft > 0 && (down ? level < last : level > 0) && size <= MOST_GROWTH * best) {
        exchange(down ? level : level - 1);
        level += down ? 1 : -1;
        if (size < best
            || (size == best && Math.abs(level - start) < Math.abs(bestLevel - start))) {
          best = size;
          bestLevel = level;
        }
      }
      level = moved(level, way == 0 ? start : bestLevel);
    }
  }

  private int moved(int from, int to) {
    int level = from;
    while (level < to) {
      exchange(level++);
    }
    while (level > to) {
      exchange(--level);
    }
    return level;
  }

  private Result result(Diagrams source) {
    int[] counts = IntStream.of(variableAt).map(variable -> cellCounts[variable]).toArray();
    var levelOf = new int[counts.length];
    for (int level = 0; level < levelOf.length; level++) {
      levelOf[variableAt[level]] = level;
    }
    var target = new Diagrams(counts, source.nodeLimit());
    var done = new HashMap<Node, Integer>();
    var nodes = new HashMap<Integer, Integer>();
    roots.forEach((root, node) -> nodes.put(root, rebuilt(node, levelOf, source, target, done)));
    return new Result(target, IntStream.of(variableAt).boxed().toList(), nodes);
  }

  private static int rebuilt(
      Node node, int[] levelOf, Diagrams source, Diagrams target, Map<Node, Integer> done) {
    Optional<Integer> known = Optional.ofNullable(done.get(node));
    if (known.isPresent()) {
      return known.get();
    }
    int result =
        node.variable < 0
            ? target.terminal(source.value(node.terminal))
            : target.node(
                levelOf[node.variable],
                Arrays.stream(node.branches)
                    .mapToInt(branch -> rebuilt(branch, levelOf, source, target, done))
                    .toArray());
    done.put(node, result);
    return result;
  }
}
