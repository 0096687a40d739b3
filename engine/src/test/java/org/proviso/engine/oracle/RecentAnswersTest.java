package org.proviso.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.Decider;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Request;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;

/** A remembered answer is the one that would be worked out anew, whatever was asked before. */
class RecentAnswersTest {
  private static final Path GUIDELINES =
      Path.of(System.getProperty("proviso.root", ".."), "guidelines");

  private int remembered;

  @Test
  void ofEveryGuidelineOfTheLibrary() throws IOException {
    for (Guideline guideline : Library.load(GUIDELINES).guidelines()) {
      if (!guideline.decisions().isEmpty()) {
        compare(guideline, 1, 12);
      }
    }
    assertThat(remembered).isPositive();
  }

  @Test
  void ofTheSpectroscopyGuidelineOverManyPatients() throws IOException {
    compare(Library.load(GUIDELINES).versions("04-70540-07").getLast(), 1, 600);
    assertThat(remembered).isGreaterThan(20);
  }

  @Test
  void ofRandomGuidelines() {
    for (long seed = 1; seed <= 12; seed++) {
      compare(RandomGuidelines.of(seed, false), seed, 60);
    }
    assertThat(remembered).isGreaterThan(20);
  }

  @Test
  void ofRandomGuidelinesThatRelateFacts() {
    for (long seed = 1_000_000; seed < 1_000_012; seed++) {
      compare(RandomGuidelines.of(seed, true), seed, 60);
    }
    assertThat(remembered).isPositive();
  }

  private void compare(Guideline guideline, long seed, int count) {
    if (!(Engine.compile(guideline)
        instanceof Compilation.Compiled(CompiledGuideline compiled, var _))) {
      return;
    }
    Set<List<DecisionAnswer>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Request request : PackedCheck.requests(compiled, seed, count)) {
      Answer answer = compiled.decide(request);
      assertThat(answer)
          .as("%s: %s", guideline.id(), request)
          .isEqualTo(Decider.decide(compiled.model(), request, Detail.FULL));
      if (!seen.add(answer.decisions())) {
        remembered++;
      }
    }
  }
}
