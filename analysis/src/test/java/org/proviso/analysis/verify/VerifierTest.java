package org.proviso.analysis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proviso.analysis.Patient;
import org.proviso.language.library.Document;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;

/** Findings in small documents. */
class VerifierTest {
  private static List<Finding> verify(String criteria, String facts) {
    String document =
        """
        ---
        guideline: sample
        title: A sample
        payer: Example Health
        effective: 2025-01-01
        service: cpt 76390
        ---
        # A sample

        ## Notice

        This is not an authorization.

        - [p1] the first
        - [p2] the second

        ```criteria
        CRITERIA```

        ```facts
        FACTS```
        """
            .replace("CRITERIA", criteria)
            .replace("FACTS", facts);
    Document read = Document.parse("sample.md", document);
    Guideline guideline =
        read.guideline().orElseThrow(() -> new AssertionError(read.diagnostics().toString()));
    return Verifier.verify(guideline);
  }

  private static final String YES_NO = "a : yes/no\nb : yes/no\nc : yes/no\n";

  @Test
  void aPartOfAtLeastThatTheOthersImplyIsRedundant() {
    assertThat(
            verify(
                """
                need meets when any of
                  p1: at least 2 of
                    a
                    b
                    c
                    a and b
                  p2: a and b and c
                otherwise not-addressed
                """,
                YES_NO))
        .filteredOn(finding -> finding.id().equals("redundant-criterion"))
        .extracting(Finding::message)
        .containsExactly(
            "\"a and b\" adds nothing: the clause holds for the same patients without it.");
  }

  @Test
  void noPartOfAtLeastIsRedundantThatSomebodyNeeds() {
    assertThat(
            verify(
                """
                need meets when any of
                  p1: at least 2 of
                    a
                    b
                    c
                  p2: a and not b and not c
                otherwise not-addressed
                """,
                YES_NO))
        .allMatch(finding -> finding.severity() == Finding.Severity.NOTE);
  }

  /** Over the real numbers 55.5 would be in a gap; in whole numbers there is none. */
  @Test
  void valuesBetweenTheStepsAreNoGap() {
    String criteria =
        """
        need meets when p1: po2 at most 55 mm[Hg]
        else does-not-meet when p2: po2 at least 56 mm[Hg]
        """;
    assertThat(verify(criteria, "po2 : number in mm[Hg] from 0 to 150 by 1\n")).isEmpty();
    assertThat(verify(criteria, "po2 : number in mm[Hg] from 0 to 150\n"))
        .extracting(Finding::id)
        .containsExactly("gap");
  }

  @Test
  void aWitnessHasValuesInSteps() {
    Optional<Patient> patient =
        verify(
                """
                need meets when p1: po2 at most 55 mm[Hg]
                else does-not-meet when p2: po2 at least 60 mm[Hg]
                """,
                "po2 : number in mm[Hg] from 0 to 150 by 2\n")
            .getFirst()
            .witness();
    assertThat(patient.orElseThrow().facts())
        .containsEntry(new FactName("po2"), new Value.Decimal(BigDecimal.valueOf(56)));
  }
}
