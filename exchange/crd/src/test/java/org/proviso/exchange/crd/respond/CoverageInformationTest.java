package org.proviso.exchange.crd.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proviso.exchange.crd.Reply;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.exchange.crd.respond.CoverageInformation.DocNeeded;
import org.proviso.exchange.crd.respond.CoverageInformation.DocPurpose;
import org.proviso.exchange.crd.respond.CoverageInformation.InfoNeeded;
import org.proviso.exchange.crd.respond.CoverageInformation.PaNeeded;
import org.proviso.ground.json.Json;
import org.proviso.payer.CoverageStatement.Covered;
import org.proviso.payer.CoverageStatement.Detail;
import org.proviso.payer.CoverageStatement.Reason;

/**
 * Every combination of what can be asserted either breaks an invariant of the guide and cannot be
 * made, or keeps them all as written in each version, with codes of its value sets only.
 */
class CoverageInformationTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 5);

  /** Codes by element, CRD 2.2.1. */
  private static final Map<String, Set<String>> CODES_OF_2_2 =
      Map.of(
          "covered", Set.of("covered", "not-covered", "conditional", "indeterminate"),
          "pa-needed",
              Set.of(
                  "no-auth",
                  "auth-needed",
                  "satisfied",
                  "performpa",
                  "conditional",
                  "indeterminate"),
          "doc-needed", Set.of("clinical", "admin", "patient", "conditional", "indeterminate"),
          "doc-purpose", Set.of("withpa", "withclaim", "withorder", "retain-doc", "OTH"),
          "info-needed",
              Set.of(
                  "performer", "location", "timeframe", "contract-window", "detail-code", "OTH"));

  /** Codes by element, CRD 2.0.1. */
  private static final Map<String, Set<String>> CODES_OF_2_0 =
      Map.of(
          "covered", Set.of("covered", "not-covered", "conditional"),
          "pa-needed", Set.of("no-auth", "auth-needed", "satisfied", "performpa", "conditional"),
          "doc-needed", Set.of("clinical", "admin", "both", "conditional"),
          "doc-purpose", Set.of("withpa", "withclaim", "withorder", "retain-doc", "OTH"),
          "info-needed", Set.of("performer", "location", "timeframe", "contract-window", "OTH"));

  @Test
  void everyAssertionThatCanBeMadeKeepsTheInvariants() {
    int made = 0;
    int refused = 0;
    for (Covered covered : Covered.values()) {
      for (Optional<PaNeeded> needed : orNone(PaNeeded.values())) {
        for (List<DocNeeded> documents :
            List.of(
                List.<DocNeeded>of(),
                List.of(DocNeeded.CLINICAL),
                List.of(DocNeeded.CLINICAL, DocNeeded.ADMIN))) {
          for (Optional<DocPurpose> purpose : orNone(DocPurpose.values())) {
            for (List<InfoNeeded> info :
                List.of(
                    List.<InfoNeeded>of(),
                    List.of(InfoNeeded.OTH),
                    List.of(InfoNeeded.DETAIL_CODE, InfoNeeded.TIMEFRAME))) {
              for (List<Reason> reasons : List.of(List.<Reason>of(), List.of(Reason.of("x")))) {
                for (Optional<String> number :
                    List.of(Optional.<String>empty(), Optional.of("1"))) {
                  for (List<String> forms : List.of(List.<String>of(), List.of("http://q|1"))) {
                    try {
                      var information =
                          information(
                              covered, needed, documents, purpose, info, reasons, forms, number);
                      keepsTheInvariants(information);
                      made++;
                    } catch (IllegalArgumentException broken) {
                      refused++;
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    assertThat(made).isPositive();
    assertThat(refused).isPositive();
  }

  private static <T> List<Optional<T>> orNone(T[] values) {
    return Stream.concat(Stream.of(Optional.<T>empty()), Arrays.stream(values).map(Optional::of))
        .toList();
  }

  private static CoverageInformation information(
      Covered covered,
      Optional<PaNeeded> needed,
      List<DocNeeded> documents,
      Optional<DocPurpose> purpose,
      List<InfoNeeded> info,
      List<Reason> reasons,
      List<String> forms,
      Optional<String> number) {
    return new CoverageInformation(
        new Json.Members().put("reference", "Coverage/c").toObject(),
        covered,
        needed,
        documents,
        purpose,
        info,
        List.of(),
        reasons,
        List.<Detail>of(
            new Detail.Notice("n"),
            new Detail.AllowedPeriod(DAY, DAY),
            new Detail.PolicyLink("https://x"),
            new Detail.Missing("q?", "f"),
            new Detail.Instruction("i")),
        forms,
        DAY,
        "a",
        number,
        Optional.of("+1 555 0100"),
        Optional.of(DAY));
  }

  /** The invariants as the guide writes them, q4 by its meaning, over what is written. */
  private static void keepsTheInvariants(CoverageInformation information) {
    for (CrdVersion version : CrdVersion.values()) {
      var written = new Reply.Information(information.extension(version));
      String covered = written.covered();
      String needed = written.paNeeded();
      List<String> documents = written.values("doc-needed");
      boolean conditional =
          covered.equals("conditional")
              || needed.equals("conditional")
              || documents.contains("conditional");
      assertThat(written.values("questionnaire").isEmpty() || !documents.isEmpty()).isTrue();
      assertThat(covered.equals("not-covered") && !needed.isEmpty()).isFalse();
      assertThat(conditional).isEqualTo(!written.values("info-needed").isEmpty());
      assertThat(
              Set.of("satisfied", "no-auth", "not-covered").contains(needed)
                  && written.values("doc-purpose").contains("withpa"))
          .isFalse();
      assertThat(needed.equals("satisfied"))
          .isEqualTo(written.value("satisfied-pa-id").isPresent());
      assertThat(
              written.values("info-needed").contains("OTH") && written.values("reason").isEmpty())
          .isFalse();
      assertThat(written.reasons().isEmpty()).isEqualTo(written.values("reason").isEmpty());
      assertThat(!written.values("doc-purpose").isEmpty() && written.values("reason").isEmpty())
          .isFalse();
      assertThat(
              (covered.equals("indeterminate") || needed.equals("indeterminate"))
                  && written.values("reason").isEmpty())
          .isFalse();
      assertThat(written.values("date")).hasSize(1);
      assertThat(written.values("coverage-assertion-id")).hasSize(1);
      if (version == CrdVersion.V2_0) {
        assertThat(documents).hasSizeLessThan(2);
      }
      (version == CrdVersion.V2_0 ? CODES_OF_2_0 : CODES_OF_2_2)
          .forEach((element, codes) -> assertThat(codes).containsAll(written.values(element)));
    }
  }

  @Test
  void authorizationThatIsSatisfiedNeedsItsNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                information(
                    Covered.COVERED,
                    Optional.of(PaNeeded.SATISFIED),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(Reason.of("x")),
                    List.of(),
                    Optional.empty()))
        .withMessageContaining("crd-ci-q5");
  }

  @Test
  void whatIsNotCoveredSaysNothingOfAuthorization() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                information(
                    Covered.NOT_COVERED,
                    Optional.of(PaNeeded.AUTH_NEEDED),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty()))
        .withMessageContaining("crd-ci-q2");
  }
}
