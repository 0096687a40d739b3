package org.proviso.exchange.crd.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proviso.exchange.crd.Services;
import org.proviso.exchange.crd.guide.ShallTable.Demand;
import org.proviso.exchange.crd.guide.ShallTable.Holder;

/** Every demand of the guide is in the table, and what the table says holds it is there. */
class ShallTableTest {
  private static final Path REQUIREMENTS =
      Services.ROOT.resolve("../shared/fhir/requirements/payer-server-SHALL.tsv");

  @Test
  void everyDemandOfTheGuideIsInTheTable() throws IOException {
    assumeTrue(Files.isRegularFile(REQUIREMENTS), "skipped: there is no " + REQUIREMENTS);
    List<String> demanded;
    try (Stream<String> lines = Files.lines(REQUIREMENTS)) {
      demanded =
          lines
              .map(line -> line.split("\t", -1))
              .filter(cells -> cells[0].equals("crd"))
              .map(cells -> cells[1])
              .toList();
    }
    assertThat(ShallTable.demands()).extracting(Demand::id).containsExactlyElementsOf(demanded);
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    for (Demand demand : ShallTable.demands()) {
      for (String test : demand.tests()) {
        assertThat(source(test)).as(demand.id()).containsPattern("void|Stream<DynamicTest>");
        String method = test.substring(test.indexOf('#') + 1);
        assertThat(source(test)).as(demand.id()).containsPattern("\\s" + method + "\\(");
      }
    }
  }

  private static String source(String test) throws IOException {
    String[] parts = test.substring(0, test.indexOf('#')).split("\\.");
    Path module = Services.ROOT.resolve(parts[2]);
    if (!Files.exists(module.resolve("pom.xml"))) {
      module = module.resolve(parts[3]);
    }
    return Files.readString(
        module.resolve("src/test/java").resolve(String.join("/", parts) + ".java"));
  }

  @Test
  void whatIsHeldNamesATestAndWhatIsNotSaysWhy() {
    assertThat(ShallTable.demands())
        .allSatisfy(
            demand -> {
              if (demand.holder() == Holder.TEST) {
                assertThat(demand.tests()).as(demand.id()).isNotEmpty();
              } else {
                assertThat(demand.note()).as(demand.id()).isNotBlank();
              }
            });
  }

  @Test
  void theTableIsPrintedWithItsTotals() {
    assertThat(ShallTable.text())
        .startsWith("CRD 2.2.1, demands on a payer's server: 86, test ")
        .contains("resp-37    test           PreservationTest#")
        .contains(
            "sec-2      server         LimitsTest#itSpeaksTlsWithACertificateFromPemFiles (TLS)");
  }
}
