package org.proviso.analysis.growth;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.TooComplexException;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Revision;
import org.proviso.analysis.faults.FaultInjector;
import org.proviso.analysis.verify.Finding;
import org.proviso.analysis.verify.Verifier;
import org.proviso.engine.compile.GuidelineCompiler;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Basis;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.model.Span;

/**
 * Prints, for random guidelines of 10 to 160 facts, how many nodes the outcome's diagram has in the
 * order of mention and after sifting (Rudell, 1993), how many the store holds, and how long the
 * processor is busy with a difference and with verifying.
 */
public final class GrowthMain {
  private static final Span SPAN = new Span("growth.md", 1, 1, 1, 1);
  private static final int[] FACTS = {10, 20, 40, 80, 160};

  private GrowthMain() {}

  /** Takes the numbers of facts to try, or nothing for all. */
  public static void main(String[] arguments) {
    int[] sizes =
        arguments.length == 0
            ? FACTS
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    System.out.println(
        "| facts | seed | nodes | nodes, sifted | nodes in the store | difference | regions |"
            + " verify | findings | limits |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (int facts : sizes) {
      for (long seed = 1; seed <= 3; seed++) {
        System.out.println(row(guideline(facts, seed), seed));
      }
    }
  }

  private static String row(Guideline guideline, long seed) {
    String nodes = "-";
    String sifted = "-";
    String store = "-";
    try {
      ClauseRegions clauses = ClauseRegions.of(guideline);
      int outcome = clauses.outcome(guideline.decisions().getFirst());
      nodes = String.valueOf(clauses.diagrams().size(List.of(outcome)));
      store = String.valueOf(clauses.diagrams().size());
      sifted = String.valueOf(sifted(clauses.diagrams(), outcome));
    } catch (TooComplexException | DiagramLimitException limit) {
      store = "more than " + GuidelineCompiler.MOST_NODES;
    }
    long start = busy();
    Revision revision =
        GuidelineDiff.between(guideline, FaultInjector.faults(guideline, 1).getFirst().faulty());
    long difference = busy() - start;
    List<Finding> findings = Verifier.verify(guideline);
    long verify = busy() - start - difference;
    List<String> limits = new ArrayList<>(revision.limits());
    findings.stream()
        .filter(finding -> finding.id().equals("too-complex"))
        .map(finding -> "verify: " + finding.message())
        .forEach(limits::add);
    return "| %d | %d | %s | %s | %s | %d ms | %d | %d ms | %d | %s |"
        .formatted(
            guideline.facts().size(),
            seed,
            nodes,
            sifted,
            store,
            difference,
            revision.regions().size(),
            verify,
            findings.size(),
            limits.isEmpty() ? "-" : String.join(" ", limits));
  }

  /** Milliseconds of this thread on the processor. */
  private static long busy() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
  }

  /** Each variable in turn goes to the best of some places. */
  private static int sifted(Diagrams diagrams, int root) {
    var order = new ArrayList<Integer>();
    var cells = new int[diagrams.variableCount()];
    for (int variable = 0; variable < cells.length; variable++) {
      order.add(variable);
      cells[variable] = diagrams.cellCount(variable);
    }
    int best = diagrams.size(List.of(root));
    long end = System.nanoTime() + 10_000_000_000L;
    for (int variable = 0; variable < cells.length && System.nanoTime() < end; variable++) {
      List<Integer> bestOrder = List.copyOf(order);
      for (int place = 0; place < cells.length && System.nanoTime() < end; place++) {
        var tried = new ArrayList<>(order);
        tried.remove(Integer.valueOf(variable));
        tried.add(place, variable);
        var store =
            new Diagrams(cells, tried.stream().mapToInt(Integer::intValue).toArray(), 2_000_000);
        int size = store.size(List.of(store.copyFrom(diagrams, root, diagrams.everything())));
        if (size < best) {
          best = size;
          bestOrder = tried;
        }
      }
      order = new ArrayList<>(bestOrder);
    }
    return best;
  }

  private static Guideline guideline(int count, long seed) {
    var random = new SplittableRandom(seed);
    var facts = new ArrayList<FactDeclaration>();
    for (int index = 0; index < count; index++) {
      FactType type =
          index % 4 == 0
              ? new FactType.Quantity(
                  "1", Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.valueOf(100)))
              : new FactType.YesNo();
      facts.add(
          new FactDeclaration(
              new FactName("f" + index), type, Optional.empty(), 1, List.of(), SPAN));
    }
    var clauses = new ArrayList<Clause>();
    for (int index = 0; index < count / 4; index++) {
      var parts = new ArrayList<Criterion>();
      for (int part = 0; part < 4; part++) {
        parts.add(criterion(leaf(facts.get(random.nextInt(count)), random)));
      }
      clauses.add(
          new Clause(
              new Anchor("c" + index),
              Rank.POSITION,
              index,
              criterion(new Condition.AllOf(parts)),
              index % 2 == 0 ? new Outcome.Meets() : new Outcome.DoesNotMeet()));
    }
    clauses.add(
        new Clause(
            new Anchor("otherwise"),
            Rank.OTHERWISE,
            0,
            criterion(new Condition.Constant(true)),
            new Outcome.NotAddressed()));
    return new Guideline(
        new Guideline.Header(
            "growth",
            "Growth",
            "Nobody",
            DocumentKind.GUIDELINE,
            Basis.PUBLISHED,
            LocalDate.of(2025, 1, 1),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            "Notice."),
        new Guideline.Rules(
            facts, Map.of(), List.of(new Decision("medical-necessity", clauses, SPAN)), List.of()),
        new Guideline.Page(Map.of(), List.of(), List.of()),
        new Guideline.Source("growth.md", "0"));
  }

  private static Criterion criterion(Condition condition) {
    return new Criterion(Optional.empty(), condition, "a criterion", SPAN);
  }

  private static Condition leaf(FactDeclaration fact, SplittableRandom random) {
    return fact.type() instanceof FactType.Quantity
        ? new Condition.CompareNumbers(
            new NumberTerm.OfFact(fact.name()),
            random.nextBoolean() ? Comparison.AT_LEAST : Comparison.LESS,
            new NumberTerm.Constant(BigDecimal.valueOf(10L * (1 + random.nextInt(9)))))
        : random.nextBoolean()
            ? new Condition.IsYes(fact.name())
            : new Condition.Not(new Condition.IsYes(fact.name()));
  }
}
