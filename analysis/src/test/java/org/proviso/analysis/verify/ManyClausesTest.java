package org.proviso.analysis.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Region;
import org.proviso.analysis.diff.Relation;
import org.proviso.analysis.diff.Revision;
import org.proviso.analysis.proof.Prover;
import org.proviso.language.library.Document;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/** Documents whose clauses share so many facts that no diagram of all of them can be made. */
class ManyClausesTest {
  private static final String PAGE = page();
  private static final Path SHARED =
      Path.of(
          System.getProperty("proviso.root", ".."),
          "../shared/cases/verify/forty-clauses-forty-facts.md");

  private static String page() {
    try (InputStream page = ManyClausesTest.class.getResourceAsStream("many-clauses.md")) {
      return new String(
          Objects.requireNonNull(page, "many-clauses.md").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Guideline guideline(String text) {
    Document read = Document.parse("many-clauses.md", text);
    return read.guideline().orElseThrow(() -> new AssertionError(read.diagnostics().toString()));
  }

  private static List<String> words(List<Finding> findings) {
    return findings.stream().map(finding -> finding.id() + ": " + finding.message()).toList();
  }

  private static String idle(String part) {
    return "redundant-criterion: \""
        + part
        + "\" adds nothing: the clause holds for the same patients without it.";
  }

  private static String dead(String clause) {
    return "dead-clause: " + clause + " never holds: no patient can meet all that it requires.";
  }

  @Test
  void everythingThatCanBeSeenInAClauseIsFound() {
    assertThat(words(Verifier.verify(guideline(PAGE))))
        .containsExactly(
            idle("level 4 is at least 40 mm"),
            dead("c4"),
            idle("finding 26"),
            idle("finding 26"),
            dead("c7"),
            idle("finding 2 and finding 6"),
            idle("not finding 35"),
            idle("not finding 35"),
            dead("c12"),
            idle("level 36 is less than 50 mm"),
            dead("c23"),
            dead("c24"),
            idle("level 24 is at least 30 mm"),
            "shadowed-else: c28 never decides: whenever it holds, a clause that goes before it"
                + " holds too.",
            idle("not finding 21"),
            idle("not finding 21"),
            dead("c33"),
            "fact-never-matters: finding-9 is asked for by a criterion, but its value never"
                + " changes an outcome.",
            "fact-never-matters: finding-29 is asked for by a criterion, but its value never"
                + " changes an outcome.");
  }

  @Test
  void withoutABudgetForThemQuestionsAreNamedAndTheOthersAnswered() {
    List<Finding> all = Verifier.verify(guideline(PAGE));
    List<Finding> found = Verifier.verify(guideline(PAGE), new Prover.Budget(1, 1));
    assertThat(found)
        .filteredOn(finding -> finding.id().equals("too-complex"))
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(finding.message()).startsWith("Not settled within the budget: whether "))
        .doesNotHaveDuplicates();
    assertThat(found)
        .filteredOn(finding -> !finding.id().equals("too-complex"))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(words(all)).contains(words(List.of(finding)).getFirst()));
    assertThat(words(found)).contains(dead("c4"), dead("c7"), dead("c12"), dead("c33"));
    assertThat(words(Verifier.verify(guideline(PAGE), new Prover.Budget(1, 1))))
        .isEqualTo(words(found));
  }

  @Test
  void anotherOrderOfClausesThatSayTheSameChangesNothing() {
    String moved =
        PAGE.replace("  c0: level-8", "  SWAP: level-8")
            .replace("  c1: finding-13", "  c0: finding-13")
            .replace("  SWAP: level-8", "  c1: level-8");
    Revision revision = GuidelineDiff.between(guideline(PAGE), guideline(moved));
    assertThat(revision.relation()).isEqualTo(Relation.EQUIVALENT);
    assertThat(revision.limits()).isEmpty();
    assertThat(revision.index()).isPresent();
  }

  @Test
  void aRevisedClauseIsNamedWithAPatientOfEachVersion() {
    String revised =
        PAGE.replace("c8: finding-23 and not finding-27", "c8: finding-23 and level-28 >= 40 mm");
    Revision revision = GuidelineDiff.between(guideline(PAGE), guideline(revised));
    assertThat(revision.limits()).isEmpty();
    assertThat(revision.relation()).isEqualTo(Relation.INCOMPARABLE);
    assertThat(revision.regions())
        .extracting(Region::when)
        .containsOnly(
            List.of("in the earlier version c8 decides"),
            List.of("in the later version c8 decides"));
    assertThat(revision.regions())
        .allSatisfy(
            region -> {
              assertThat(region.witness()).isPresent();
              assertThat(region.before()).isPresent();
              assertThat(List.of(region.from(), region.to()))
                  .anyMatch(outcome -> outcome.orElseThrow() instanceof Outcome.Meets);
              assertThat(
                      revision
                          .index()
                          .orElseThrow()
                          .find(region.decision(), region.witness().orElseThrow().request()))
                  .contains(region);
            });
  }

  @Test
  void theSharedPageIsComplete() throws IOException {
    assumeTrue(Files.isRegularFile(SHARED), () -> "skipped: " + SHARED + " is not here");
    assertThat(words(Verifier.verify(guideline(Files.readString(SHARED)))))
        .containsExactly(
            idle("not fact 3"),
            idle("not fact 3"),
            idle("fact 12 is less than 30 mm"),
            dead("c33"),
            dead("c36"));
  }
}
