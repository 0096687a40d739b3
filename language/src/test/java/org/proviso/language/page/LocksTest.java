package org.proviso.language.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.library.Document;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Guideline;

/** A change of a sentence or its criterion alone is told; a change of neither is not. */
final class LocksTest {
  private static final Person JANE = new Person("Jane Doe");
  private static final Person JOHN = new Person("John Roe");
  private static final LocalDate MONDAY = LocalDate.of(2025, 3, 3);
  private static final LocalDate TUESDAY = LocalDate.of(2025, 3, 4);

  private String sample = "";
  private Lock lock = new Lock("", "", new TreeMap<>());

  @BeforeEach
  void sign() throws IOException {
    Path page = Path.of(System.getProperty("proviso.root", "..")).resolve("docs/diagnostics.md");
    String text = Files.readString(page);
    int start = text.indexOf("````guideline\n") + "````guideline\n".length();
    sample = text.substring(start, text.indexOf("````\n", start));
    Guideline guideline = guideline(sample);
    lock = Locks.sign(guideline, Optional.empty(), all(guideline), JANE, MONDAY);
  }

  private static Guideline guideline(String text) {
    return Document.parse("a/2025-01-01.md", text).guideline().orElseThrow();
  }

  private static Set<Anchor> all(Guideline guideline) {
    return Locks.fingerprints(guideline).keySet();
  }

  private List<String> findings(String text) {
    return Locks.check(guideline(text), lock).stream()
        .map(each -> each.id() + " " + each.message().replaceAll("[^`]*`([^`]*)`.*", "$1"))
        .toList();
  }

  private String changed(String from, String to) {
    assertThat(sample).contains(from);
    return sample.replace(from, to);
  }

  @Test
  void everyAnchorOfACriterionIsSigned() {
    assertThat(lock.signatures().keySet())
        .extracting(Anchor::name)
        .containsExactly("d0", "d1", "e1", "e2", "p1", "p2", "p3", "p4");
    assertThat(findings(sample)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "an adult with a lesion | an adult with   a lesion",
        "p1: age at least 18    | p1:   age   at least 18",
        "- [p1] an adult        | * [p1] an adult",
        "# An example           | # Another heading",
        "icd10cm C71.*, D33.0..D33.2 | icd10cm D33.0..D33.2, C71.*",
        "seizure : yes/no       | seizure : yes/no # a comment",
        "p1: age at least 18    | p1: age >= 18",
      })
  void whatSaysTheSameIsNotTold(String from, String to) {
    assertThat(findings(changed(from, to))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "an adult with a lesion    | an adult with a tumor     | prose-changed p1",
        "p1: age at least 18       | p1: age at least 21       | criterion-changed p1",
        "p2: at least 2 of         | p2: at least 3 of         | criterion-changed p2",
        "from birth-date to        | from 2000-01-01 to        | criterion-changed p1",
        "excluding icd10cm C71.9   | excluding icd10cm C71.8   | criterion-changed d1, criterion-changed p1",
        "in % from 0 to 100        | in % from 10 to 100       | criterion-changed p4",
        "-> refer to \"FEP\"       | -> not-addressed          | criterion-changed e1",
        "d0: refer to decision need| d0: not-addressed         | criterion-changed d0",
        "overrides need, payment   | overrides need            | criterion-changed e1, criterion-changed e2",
        "within 1 year before      | within 2 years before     | criterion-changed p3",
      })
  void aChangeOfOneSideIsToldAtItsSentence(String from, String to, String expected) {
    String text = changed(from, to);
    if (from.startsWith("from birth-date")) {
      text = text.replace("birth-date : date\n", "");
    }
    assertThat(findings(text)).containsExactlyInAnyOrder(expected.split(", "));
  }

  @Test
  void aFindingSaysWhereWhoWhenAndWhatToDo() {
    Diagnostic finding =
        Locks.check(guideline(changed("at least 18", "at least 21")), lock).getFirst();
    assertThat(finding.message())
        .isEqualTo(
            "the criterion `p1` has changed since it was signed by Jane Doe on 2025-03-03, and its"
                + " sentence has not");
    int line = (int) sample.substring(0, sample.indexOf("[p1]")).lines().count();
    assertThat(finding.span().startLine()).isEqualTo(line);
    assertThat(finding.help()).isPresent();
  }

  @Test
  void aChangeOfBothSidesIsTold() {
    String text = changed("at least 18", "at least 21").replace("an adult", "a grown adult");
    assertThat(Locks.check(guideline(text), lock))
        .extracting(Diagnostic::id)
        .containsExactly("both-changed");
  }

  @Test
  void whatIsNewOrGoneIsTold() {
    String more =
        changed("- [p4] heavy", "- [p5] a headache\n- [p4] heavy")
            .replace("  p4: smoking", "  p5: headache\n  p4: smoking");
    assertThat(Locks.check(guideline(more), lock))
        .extracting(Diagnostic::id)
        .containsExactly("not-signed");
    Guideline grown = guideline(more);
    lock = Locks.sign(grown, Optional.of(lock), all(grown), JOHN, TUESDAY);
    assertThat(Locks.check(guideline(sample), lock))
        .extracting(Diagnostic::id)
        .containsExactly("signed-and-gone");
  }

  @Test
  void theLockOfAnotherVersionCountsForNothing() {
    Guideline later = guideline(changed("effective: 2025-01-01", "effective: 2025-02-01"));
    assertThat(Locks.check(later, lock))
        .extracting(Diagnostic::id)
        .containsExactly("lock-of-another-document");
    assertThat(
            Locks.sign(later, Optional.of(lock), Set.of(new Anchor("p1")), JOHN, TUESDAY)
                .signatures())
        .hasSize(1);
  }

  @Test
  void whatHasNotChangedKeepsItsSignature() {
    Guideline changed = guideline(changed("at least 18", "at least 21"));
    Lock again = Locks.sign(changed, Optional.of(lock), all(changed), JOHN, TUESDAY);
    assertThat(again.signatures())
        .hasEntrySatisfying(new Anchor("p1"), each -> assertThat(each.person()).isEqualTo(JOHN))
        .hasEntrySatisfying(new Anchor("p2"), each -> assertThat(each.person()).isEqualTo(JANE));
    assertThat(Locks.check(changed, again)).isEmpty();
  }

  @Test
  void whatIsNotSignedAgainIsStillTold() {
    Guideline changed = guideline(changed("at least 18", "at least 21"));
    Lock again = Locks.sign(changed, Optional.of(lock), Set.of(new Anchor("p2")), JOHN, TUESDAY);
    assertThat(Locks.check(changed, again))
        .extracting(Diagnostic::id)
        .containsExactly("criterion-changed");
  }

  @Test
  void anAnchorThatIsNotThereCannotBeSigned() {
    assertThatThrownBy(
            () ->
                Locks.sign(
                    guideline(sample), Optional.empty(), Set.of(new Anchor("p9")), JANE, MONDAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "1234", "Jane\nDoe", "-"})
  void aSignatureHasTheNameOfAPerson(String name) {
    assertThat(Person.of(name)).isEmpty();
  }

  @Test
  void theFileHoldsTheLock() throws LockFileException {
    String text = LockFile.format(lock);
    assertThat(text).startsWith("signatures of example-2 2025-01-01\nd0 prose ");
    assertThat(text.lines()).hasSize(9);
    assertThat(LockFile.parse(text)).isEqualTo(lock);
    assertThat(LockFile.beside(Path.of("a/2025-01-01.md"))).isEqualTo(Path.of("a/2025-01-01.lock"));
  }

  @Test
  void aDamagedFileIsToldWithItsLine() {
    String text = LockFile.format(lock);
    for (String damaged :
        List.of(
            "",
            text.replace("signatures of", "signed"),
            text.replaceFirst("prose [0-9a-f]", "prose "),
            text.replace("2025-03-03", "2025-02-30"),
            text.replace(" Jane Doe", " 1"),
            text + text.lines().toList().getLast() + "\n")) {
      assertThatThrownBy(() -> LockFile.parse(damaged))
          .isInstanceOfSatisfying(
              LockFileException.class, problem -> assertThat(problem.line()).isPositive());
    }
  }
}
