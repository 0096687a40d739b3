package org.proviso.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example that is meant to be decided is valid FHIR R4. */
class ExamplesAreValidFhirTest {
  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    FhirContext context = FhirContext.forR4();
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context));
    var instances = new FhirInstanceValidator(chain);
    instances.setNoTerminologyChecks(false);
    instances.setErrorForUnknownProfiles(false);
    FhirValidator validator = context.newValidator().registerValidatorModule(instances);
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
    var result = validator.validateWithResult(Files.readString(file));
    assertThat(result.getMessages())
        .filteredOn(
            message ->
                message.getSeverity() == ResultSeverityEnum.ERROR
                    || message.getSeverity() == ResultSeverityEnum.FATAL)
        // The content of licensed code systems is not at hand to check a code against.
        .filteredOn(message -> !message.getMessage().contains("CodeSystem is unknown"))
        .extracting(message -> message.getLocationString() + ": " + message.getMessage())
        .isEmpty();
  }
}
