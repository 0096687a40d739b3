package org.proviso.conformance;

import ca.uhn.fhir.validation.FhirValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example that is meant to be decided is valid FHIR R4. */
class ExamplesAreValidFhirTest {
  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    FhirValidator validator = Validators.r4();
    return examplesToDecide().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    String.valueOf(file.getFileName()), () -> isValid(validator, file)));
  }

  private static List<Path> examplesToDecide() throws IOException {
    Path folder = Path.of(System.getProperty("proviso.root", ".."), "examples");
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void isValid(FhirValidator validator, Path file) throws IOException {
    Validators.assertValid(validator, Files.readString(file));
  }
}
