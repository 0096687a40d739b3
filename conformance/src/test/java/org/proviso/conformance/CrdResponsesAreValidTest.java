package org.proviso.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.exchange.crd.CrdService;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.respond.CrdResponse;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.Membership;
import org.proviso.payer.PayerConfiguration;
import org.proviso.payer.PayerConfiguration.Approval;
import org.proviso.terminology.Terminology;

/**
 * Every resource of every kind of answer is valid FHIR R4, and conforms to the profiles of the
 * version of the guide that the client asked for: 2.2 (the preview package is the nearest that is
 * to be had) and 2.0.1.
 */
class CrdResponsesAreValidTest {
  private static final Path ROOT = Path.of(System.getProperty("proviso.root", ".."));
  private static final Instant NOW = Instant.parse("2025-06-05T15:00:00Z");
  private static final FhirContext R4 = FhirContext.forR4();
  private static final String PROFILES =
      "http://hl7.org/fhir/us/davinci-crd/StructureDefinition/profile-";

  /** A version of the guide, its packages, and what of its own faults is let through. */
  private enum Version {
    V2_0("2.0", "davinci-crd-2.0.1.tgz", "us_core_311.tgz"),
    V2_2("2.2", "davinci-crd-2.2.0-preview.tgz", "us_core_700.tgz");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> packages;

    Version(String label, String... packages) {
      this.label = label;
      this.packages = List.of(packages);
    }

    private String profile(String type) {
      return PROFILES
          + switch (type) {
            case "Appointment" -> this == V2_0 ? "appointment" : "appointment-no-order";
            default -> type.toLowerCase(Locale.ROOT);
          };
    }
  }

  /** An error that is not ours, with the reason. */
  private record Allowed(Optional<Version> version, String contained, String reason) {
    private boolean is(Version asked, SingleValidationMessage message) {
      return version.map(asked::equals).orElse(true) && message.getMessage().contains(contained);
    }
  }

  private static final List<Allowed> ALLOWED =
      List.of(
          new Allowed(
              Optional.of(Version.V2_2),
              "crd-ci-q4",
              "The expression is empty, and so fails, for every pa-needed but the three that it"
                  + " names, and names one of them noauth where the value set has no-auth. What it"
                  + " means is held by CoverageInformation."),
          new Allowed(
              Optional.of(Version.V2_0),
              "crd-ci-q2",
              "The expression demands pa-needed of what is not covered, where its own words forbid"
                  + " it; 2.2 corrected it."),
          new Allowed(
              Optional.of(Version.V2_0),
              "ext-coverage-information is not allowed to be used at this point (this element is"
                  + " [Appointment]",
              "The guide wants it on appointments (appointment-book), and forgot them in the"
                  + " extension's contexts; 2.2 has them."),
          new Allowed(
              Optional.of(Version.V2_0),
              "Value is 'active' but is fixed to 'draft'",
              "An order that is dispatched was signed before; the status is the client's own."),
          new Allowed(
              Optional.of(Version.V2_2),
              "Slice 'Appointment.participant:",
              "The slices are told apart by resolving the actors, which no validator without the"
                  + " EHR can; the participants are the client's own."));

  /** What of the list was met; the list holds nothing else. */
  private static final Set<Allowed> MET = ConcurrentHashMap.newKeySet();

  private static Determiner determiner() throws IOException {
    Path guidelines = ROOT.resolve("guidelines");
    return new Determiner(
        LibrarySource.of(Libraries.open(guidelines)),
        Libraries.payer(guidelines),
        Terminology.standard());
  }

  /** A call, who answers it, and what to call it. */
  private record Case(String name, String service, String call, PayerConfiguration payer) {
    /** A call that names no version is answered as of 2.0. */
    private boolean isOf20() {
      return call.startsWith("{\n") && !call.contains("davinci-crd.requestedVersion");
    }
  }

  private static List<Case> cases() throws IOException {
    PayerConfiguration payer =
        PayerConfiguration.of("Florida Blue")
            .approving(Approval.AUTOMATIC)
            .publishingAt(URI.create("https://guidelines.example.org/"));
    var cases = new ArrayList<Case>();
    try (var files = Files.list(ROOT.resolve("examples/crd"))) {
      for (Path file : files.sorted().toList()) {
        String call = Files.readString(file);
        cases.add(new Case(String.valueOf(file.getFileName()), service(call), call, payer));
      }
    }
    String known = Files.readString(ROOT.resolve("examples/crd/order-sign-facts-known.json"));
    String orderSign = "order-sign-crd";
    for (Approval approval : Approval.values()) {
      cases.add(new Case("approval " + approval, orderSign, known, payer.approving(approval)));
    }
    for (Membership.Eligibility standing :
        List.of(
            new Membership.Eligibility.MemberNotFound(),
            new Membership.Eligibility.CoverageNotFound(),
            new Membership.Eligibility.NotActive(),
            new Membership.Eligibility.Unknown("it is down"))) {
      cases.add(
          new Case(
              standing.getClass().getSimpleName(),
              orderSign,
              known,
              payer.knowing(enquiry -> standing)));
    }
    cases.add(new Case("house code", orderSign, known.replace("/go/cpt", "/go/house"), payer));
    cases.add(new Case("no service", "order-review-crd", known, payer));
    cases.add(new Case("not JSON", orderSign, "{", payer));
    cases.add(
        new Case(
            "two patients", orderSign, known.replaceFirst("Patient/patient", "Patient/x"), payer));
    cases.add(
        new Case("no prefetch", orderSign, known.replace("\"prefetch\"", "\"prefetched\""), payer));
    return cases;
  }

  private static String service(String call) throws IOException {
    try {
      return ((Json.Obj) JsonReader.read(call)).get("hook").orElseThrow()
              instanceof Json.Text(var hook)
          ? hook + "-crd"
          : "";
    } catch (JsonReader.NotJsonException broken) {
      throw new IOException(broken);
    }
  }

  @TestFactory
  Stream<DynamicTest> resources() throws IOException {
    assumeTrue(
        Files.isDirectory(GuidePackage.folder()),
        "skipped: the packages of the guides are not at " + GuidePackage.folder());
    Determiner determiner = determiner();
    var tests = new ArrayList<DynamicTest>();
    for (Version version : Version.values()) {
      FhirValidator validator = GuidePackage.validator(R4, version.packages.toArray(String[]::new));
      for (Case each : cases()) {
        if (version != Version.V2_0 && each.isOf20()) {
          continue;
        }
        tests.add(
            DynamicTest.dynamicTest(
                version.label + " " + each.name(),
                () -> isValid(validator, version, each, determiner)));
      }
    }
    tests.add(
        DynamicTest.dynamicTest(
            "nothing is let through that does not occur",
            () -> assertThat(MET).containsExactlyInAnyOrderElementsOf(ALLOWED)));
    return tests.stream();
  }

  private static void isValid(
      FhirValidator validator, Version version, Case each, Determiner determiner) throws Exception {
    String call =
        each.call()
            .replace(
                "\"davinci-crd.requestedVersion\": \"2.2\"",
                "\"davinci-crd.requestedVersion\": \"" + version.label + "\"");
    CrdResponse response =
        new CrdService(determiner, each.payer(), AssertionIds.random())
            .answer(each.service(), call.getBytes(StandardCharsets.UTF_8), Ehr.none(), NOW);
    switch (response) {
      case CrdResponse.Rejected(int status, var _, byte[] outcome, var _) ->
          assertThat(errors(validator, version, new String(outcome, StandardCharsets.UTF_8), ""))
              .isEmpty();
      case CrdResponse.Answered(byte[] body, var assertions, var digest, var instance) -> {
        var json = (Json.Obj) JsonReader.read(new String(body, StandardCharsets.UTF_8));
        var actions = json.get("systemActions").orElseThrow();
        for (Json action : ((Json.Array) actions).items()) {
          var resource = (Json.Obj) ((Json.Obj) action).get("resource").orElseThrow();
          String type = ((Json.Text) resource.get("resourceType").orElseThrow()).value();
          assertThat(
                  errors(validator, version, JsonWriter.canonical(resource), version.profile(type)))
              .isEmpty();
        }
      }
    }
  }

  private static boolean isAllowed(Version version, SingleValidationMessage message) {
    Optional<Allowed> allowed =
        ALLOWED.stream().filter(each -> each.is(version, message)).findFirst();
    allowed.ifPresent(MET::add);
    return allowed.isPresent();
  }

  private static List<String> errors(
      FhirValidator validator, Version version, String resource, String profile) {
    var options = new ValidationOptions();
    if (!profile.isEmpty()) {
      options.addProfile(profile);
    }
    return validator.validateWithResult(resource, options).getMessages().stream()
        .filter(
            message ->
                message.getSeverity() == ResultSeverityEnum.ERROR
                    || message.getSeverity() == ResultSeverityEnum.FATAL)
        .filter(message -> !isAllowed(version, message))
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }
}
