package org.proviso.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.BundleReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Reading;
import org.proviso.terminology.Terminology;

/** The project's own examples, and those of the implementation guides where they are at hand. */
class ExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("proviso.root", ".."));

  @Test
  void everyExampleOfTheProjectHasAnOrder() throws IOException {
    Path examples = ROOT.resolve("examples");
    assumeTrue(Files.isDirectory(examples), "no examples at " + examples);
    try (var files = Files.list(examples)) {
      List<Path> bundles = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(bundles).hasSizeGreaterThanOrEqualTo(14);
      for (Path bundle : bundles) {
        assertThat(order(bundle)).as(bundle.toString()).isInstanceOf(Reading.Done.class);
      }
    }
  }

  @Test
  void everyExampleOfTheGuidesIsReadOrRefusedWithReasons() throws IOException {
    Path guides = ROOT.resolve("../shared/fhir/examples");
    assumeTrue(Files.isDirectory(guides), "the guides' examples are not at " + guides);
    int read = 0;
    try (var files = Files.walk(guides)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        Reading<?> reading = order(file);
        if (reading instanceof Reading.Refused<?> refused) {
          assertThat(refused.problems()).as(file.toString()).anyMatch(InputProblem::refuses);
        }
        read++;
      }
    }
    assertThat(read).isPositive();
  }

  private static Reading<?> order(Path file) {
    Reading<ClinicalRecord> record = BundleReader.standard().read(file);
    return record instanceof Reading.Done<ClinicalRecord> done
        ? OrderReader.read(done.value(), Terminology.standard())
        : record;
  }
}
