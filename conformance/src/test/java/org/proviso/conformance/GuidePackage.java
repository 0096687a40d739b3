package org.proviso.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.validation.FhirValidator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The official packages of implementation guides, where they are at hand, and a validator for them.
 */
final class GuidePackage {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;

  private GuidePackage() {}

  /** Where the packages are; ../shared beside the repository. */
  static Path folder() {
    return Path.of(System.getProperty("proviso.root", "..")).resolve("../shared/fhir/packages");
  }

  /** A validator that knows R4 and these packages. */
  static FhirValidator validator(FhirContext context, String... packages) throws IOException {
    var guides = new PrePopulatedValidationSupport(context);
    for (String name : packages) {
      load(context, folder().resolve(name), guides);
    }
    var chain =
        new ValidationSupportChain(
            guides,
            new DefaultProfileValidationSupport(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new SnapshotGeneratingValidationSupport(context));
    var instances = new FhirInstanceValidator(chain);
    instances.setNoTerminologyChecks(false);
    instances.setErrorForUnknownProfiles(false);
    return context.newValidator().registerValidatorModule(instances);
  }

  /** Reads the tape archive (POSIX.1-1988 ustar, gzip) of a FHIR package. */
  private static void load(FhirContext context, Path file, PrePopulatedValidationSupport into)
      throws IOException {
    IParser parser = context.newJsonParser();
    try (InputStream tape = new GZIPInputStream(Files.newInputStream(file))) {
      for (byte[] header = tape.readNBytes(BLOCK);
          header.length == BLOCK && header[0] != 0;
          header = tape.readNBytes(BLOCK)) {
        String name = text(header, 0, NAME_LENGTH);
        int size = Integer.parseInt(text(header, SIZE_AT, SIZE_LENGTH).strip(), 8);
        byte[] content = tape.readNBytes(size);
        tape.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if (name.matches("package/(StructureDefinition|ValueSet|CodeSystem)-[^/]+\\.json")) {
          add(parser, new String(content, StandardCharsets.UTF_8), into);
        }
      }
    }
  }

  private static String text(byte[] header, int start, int length) {
    String padded = new String(header, start, length, StandardCharsets.US_ASCII);
    int end = padded.indexOf('\0');
    return end < 0 ? padded : padded.substring(0, end);
  }

  private static void add(IParser parser, String json, PrePopulatedValidationSupport into) {
    IBaseResource resource;
    try {
      resource = parser.parseResource(json);
    } catch (DataFormatException notR4) {
      // Logical models of CDS Hooks use types that R4 has not; no resource conforms to them.
      return;
    }
    switch (resource) {
      case StructureDefinition definition -> into.addStructureDefinition(definition);
      case ValueSet set -> into.addValueSet(set);
      case CodeSystem system -> into.addCodeSystem(system);
      default -> {}
    }
  }
}
