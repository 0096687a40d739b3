package org.proviso.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** The HAPI validator with the profiles that it ships for R4. */
final class Validators {

  private Validators() {}

  static FhirValidator r4() {
    FhirContext context = FhirContext.forR4();
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context));
    var instances = new FhirInstanceValidator(chain);
    instances.setNoTerminologyChecks(false);
    instances.setErrorForUnknownProfiles(false);
    return context.newValidator().registerValidatorModule(instances);
  }

  static void assertValid(FhirValidator validator, String resource) {
    assertThat(validator.validateWithResult(resource).getMessages())
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
