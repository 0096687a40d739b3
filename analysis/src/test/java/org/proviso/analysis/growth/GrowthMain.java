package org.proviso.analysis.growth;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Revision;
import org.proviso.analysis.verify.Finding;
import org.proviso.analysis.verify.Verifier;
import org.proviso.engine.compile.CompiledDecision;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.GuidelineCompiler;
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
 * Prints, for random guidelines of some clauses over some facts, how many nodes the diagrams have
 * in the order of mention and sifted (Rudell, 1993), and how long the processor is busy with
 * verifying and with the difference to a version with one revised condition: the first time, and
 * the shorter of two later ones.
 */
public final class GrowthMain {
  private static final Span SPAN = new Span("growth.md", 1, 1, 1, 1);
  private static final List<String> SIZES =
      List.of("20x40", "40x40", "100x100", "300x300", "1000x1000");

  /** Diagrams of more nodes are not counted. */
  private static final int MOST_NODES = 200_000;

  private GrowthMain() {}

  /** Takes the sizes to try, clauses and facts with an x between them, or nothing for all. */
  public static void main(String[] arguments) {
    System.out.println(
        "| clauses x facts | nodes | nodes, sifted | verify, first, ms | later | findings |"
            + " too-complex | diff, first, ms | later | regions | limits |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    for (String size : arguments.length == 0 ? SIZES : List.of(arguments)) {
      int cross = size.indexOf('x');
      System.out.println(
          row(
              Integer.parseInt(size.substring(0, cross)),
              Integer.parseInt(size.substring(cross + 1))));
    }
  }

  private static String row(int clauses, int facts) {
    Guideline guideline = guideline(clauses, facts, Optional.empty());
    Guideline revised = guideline(clauses, facts, Optional.of(clauses / 4));
    Optional<CompiledModel> model = GuidelineCompiler.compile(guideline, MOST_NODES).model();
    Timed<List<Finding>> verified = Timed.of(() -> Verifier.verify(guideline));
    Timed<Revision> compared = Timed.of(() -> GuidelineDiff.between(guideline, revised));
    return "| %d x %d | %s | %s | %d | %d | %d | %d | %d | %d | %d | %d |"
        .formatted(
            clauses,
            facts,
            model.map(GrowthMain::nodes).orElse("-"),
            model
                .flatMap(_ -> GuidelineCompiler.compile(guideline).model())
                .map(GrowthMain::nodes)
                .orElse("-"),
            verified.first(),
            verified.later(),
            verified.result().size(),
            verified.result().stream()
                .filter(finding -> finding.id().equals("too-complex"))
                .count(),
            compared.first(),
            compared.later(),
            compared.result().regions().size(),
            compared.result().limits().size());
  }

  private static String nodes(CompiledModel model) {
    var roots = new ArrayList<Integer>();
    for (CompiledDecision decision : model.decisions()) {
      roots.add(decision.outcome());
      roots.addAll(decision.decides());
    }
    return String.valueOf(model.diagrams().size(roots));
  }

  /** Milliseconds of this thread on the processor. */
  private record Timed<T>(long first, long later, T result) {
    static <T> Timed<T> of(Supplier<T> work) {
      long start = busy();
      T _ = work.get();
      long first = busy() - start;
      T _ = work.get();
      long second = busy() - start - first;
      T result = work.get();
      return new Timed<>(first, Math.min(second, busy() - start - first - second), result);
    }

    private static long busy() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
  }

  /**
   * A guideline whose clauses have four conditions each, about any facts; a quarter of the facts
   * are numbers.
   *
   * @param revised the clause, if any, whose last condition is about another fact of the same type
   */
  private static Guideline guideline(int size, int count, Optional<Integer> revised) {
    var random = new SplittableRandom(1);
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
    for (int index = 0; index < size; index++) {
      var parts = new ArrayList<Criterion>();
      for (int part = 0; part < 4; part++) {
        int fact = random.nextInt(count);
        boolean other = part == 3 && revised.equals(Optional.of(index));
        parts.add(criterion(leaf(facts.get(other ? (fact + 4) % count : fact), random)));
      }
      clauses.add(
          new Clause(
              new Anchor("c" + index),
              Rank.POSITION,
              index < size / 2 ? 0 : 1,
              criterion(new Condition.AllOf(parts)),
              index < size / 2 ? new Outcome.Meets() : new Outcome.DoesNotMeet()));
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
