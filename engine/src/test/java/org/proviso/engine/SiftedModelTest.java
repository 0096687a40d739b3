package org.proviso.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.compile.GuidelineCompiler;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.oracle.PackedCheck;
import org.proviso.language.library.Document;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;

/** A large guideline is decided alike whatever the order of its variables. */
class SiftedModelTest {
  private static final int FACTS = 40;
  private static final Guideline LARGE = guideline();

  private static Guideline guideline() {
    var random = new SplittableRandom(3);
    var text =
        new StringBuilder(
            """
            ---
            guideline: large
            title: Large
            payer: Example Health
            effective: 2025-01-01
            service: cpt 76390
            ---
            # Large

            ## Notice

            This is not an authorization.

            """);
    int clauses = 22;
    for (int clause = 0; clause < clauses; clause++) {
      text.append("- [c").append(clause).append("] a criterion\n");
    }
    text.append("\n[o] otherwise\n\n```criteria\nneed meets when any of\n");
    for (int clause = 0; clause < clauses; clause++) {
      if (clause == clauses / 2) {
        text.append("else does-not-meet when any of\n");
      }
      text.append("  c").append(clause).append(": ");
      for (int part = 0; part < 4; part++) {
        int fact = random.nextInt(FACTS);
        text.append(part == 0 ? "" : " and ");
        text.append(
            fact % 4 == 0
                ? "f" + fact + " >= " + 10 * random.nextInt(1, 10) + " mm"
                : (random.nextBoolean() ? "not f" : "f") + fact);
      }
      text.append('\n');
    }
    text.append("otherwise o: not-addressed\n```\n\n```facts\n");
    for (int fact = 0; fact < FACTS; fact++) {
      text.append("f").append(fact);
      text.append(fact % 4 == 0 ? " : number in mm from 0 to 100\n" : " : yes/no\n");
    }
    Document read = Document.parse("large.md", text + "```\n");
    return read.guideline().orElseThrow(() -> new AssertionError(read.diagnostics().toString()));
  }

  private static CompiledGuideline compiled(Compilation compilation) {
    return ((Compilation.Compiled) compilation).guideline();
  }

  private static Request request(SplittableRandom random, int known) {
    var facts = new HashMap<FactName, Knowledge>();
    for (int fact = 0; fact < FACTS; fact++) {
      if (random.nextInt(100) < known) {
        Value value =
            fact % 4 == 0
                ? new Value.Decimal(BigDecimal.valueOf(random.nextInt(101)))
                : new Value.YesNo(random.nextBoolean());
        facts.put(new FactName("f" + fact), new Knowledge.Known(value, List.of()));
      }
    }
    return new Request(LARGE.effective(), facts);
  }

  @Test
  void outcomesClausesAndMissingFactsAreThoseOfTheOrderOfMention() {
    CompiledGuideline sifted = compiled(Engine.compile(LARGE));
    CompiledGuideline mentioned = compiled(Engine.compile(LARGE, GuidelineCompiler.MOST_NODES));
    assertThat(sifted.model().variables())
        .isNotEqualTo(mentioned.model().variables())
        .containsExactlyInAnyOrderElementsOf(mentioned.model().variables());
    assertThat(sifted.model().diagrams().size())
        .isLessThan(mentioned.model().diagrams().size() / 2);
    var random = new SplittableRandom(11);
    for (int index = 0; index < 15; index++) {
      Request request = request(random, index % 3 == 0 ? 100 : 95);
      var one = sifted.decide(request).decisions().getFirst();
      var other = mentioned.decide(request).decisions().getFirst();
      assertThat(one.outcome()).isEqualTo(other.outcome());
      assertThat(one.anchors()).isEqualTo(other.anchors());
      assertThat(one.reachable()).isEqualTo(other.reachable());
      assertThat(one.missing()).isEqualTo(other.missing());
      assertThat(one.criteria()).isEqualTo(other.criteria());
    }
  }

  @Test
  void packedRowsAreAnsweredAlike() {
    PackedCheck.Report report = PackedCheck.run(compiled(Engine.compile(LARGE)), 1, 10);
    assertThat(report.requests()).isPositive();
  }
}
