package org.proviso.fhir.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.Concepts;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.ResourceType;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeCheck;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/** The codes of the service that a request asks for. */
final class ServiceCodes {
  private final ClinicalRecord record;
  private final Terminology terminology;
  private final Notes notes;

  ServiceCodes(ClinicalRecord record, Terminology terminology, Notes notes) {
    this.record = record;
    this.terminology = terminology;
    this.notes = notes;
  }

  /** The codes of the request; notes why there are none, or of several services. */
  List<Code> ofRequest(Place request, @Nullable LocalDate day) {
    Place concept = serviceConcept(request);
    List<Place> codings = concept == null ? List.of() : concept.all("coding");
    var codes = new ArrayList<Code>();
    var faults = new ArrayList<InputProblem>();
    for (Place coding : codings) {
      service(coding, day, codes, faults);
    }
    if (!codes.isEmpty()) {
      for (InputProblem fault : faults) {
        notes.add(ProblemKind.MALFORMED_CODE, fault.where(), fault.message(), fault.help());
      }
      if (codes.stream().map(Code::system).distinct().count() < codes.stream().distinct().count()) {
        request.note(
            ProblemKind.SEVERAL_SERVICES,
            "The request's code has several codes of one system: which service is meant cannot"
                + " be told.",
            "Send one request for each service.");
      }
    } else {
      faults.forEach(notes::add);
      if (faults.isEmpty()) {
        request.note(
            ProblemKind.SERVICE_CODE_MISSING,
            "The request names no service by a code.",
            "Give its code a coding with system and code, for example CPT.");
      }
    }
    return codes.stream().distinct().toList();
  }

  /** The caller's codes, those that may be used on the day. */
  List<Code> given(List<Code> services, Place request, @Nullable LocalDate day) {
    var codes = new ArrayList<Code>();
    for (Code code : services) {
      if (day != null
          && terminology.check(code, day) instanceof CodeCheck.NotInForce(var inForce)) {
        request.note(
            ProblemKind.SERVICE_CODE_NOT_IN_FORCE,
            Concepts.notInForce(code, day, inForce) + ".",
            "Use the code in force on the date of service, or correct the date.");
      } else {
        codes.add(code);
      }
    }
    return codes;
  }

  private @Nullable Place serviceConcept(Place request) {
    ResourceType type = request.resource().type();
    if (type == ResourceType.DEVICE_REQUEST) {
      return request.one("codeCodeableConcept");
    }
    if (type != ResourceType.MEDICATION_REQUEST) {
      return request.one("code");
    }
    Place concept = request.one("medicationCodeableConcept");
    return concept != null
        ? concept
        : record
            .referred(request, "medicationReference")
            .map(medication -> Place.of(medication, notes).one("code"))
            .orElse(null);
  }

  private void service(
      Place coding, @Nullable LocalDate day, List<Code> codes, List<InputProblem> faults) {
    String value = coding.text("code");
    String uri = coding.text("system");
    if (value == null || value.isBlank()) {
      return;
    }
    if (uri == null) {
      faults.add(
          new InputProblem(
              ProblemKind.SERVICE_CODE_SYSTEM_MISSING,
              coding.where(),
              "The service's code does not say of which system it is.",
              "Name the system, for example " + CodeSystem.CPT.uri() + "."));
      return;
    }
    Optional<CodeSystem> system = CodeSystem.ofUri(uri);
    if (system.isEmpty()) {
      faults.add(
          new InputProblem(
              ProblemKind.SERVICE_CODE_SYSTEM_UNKNOWN,
              coding.where(),
              "The service's code is of a system that guidelines do not use.",
              "Add a coding in CPT or HCPCS."));
      return;
    }
    Code code = CodeSyntax.canonical(system.get(), value);
    if (day == null) {
      CodeSyntax.fault(code)
          .ifPresentOrElse(
              fault -> faults.add(malformed(coding, code, fault)), () -> codes.add(code));
      return;
    }
    switch (terminology.check(code, day)) {
      case CodeCheck.InForce() -> codes.add(code);
      case CodeCheck.CannotTell(String reason) -> codes.add(code);
      case CodeCheck.UnknownSystem() -> {}
      case CodeCheck.Malformed(String fault) -> faults.add(malformed(coding, code, fault));
      case CodeCheck.NotInForce(List<CodeCheck.Span> inForce) ->
          faults.add(
              new InputProblem(
                  ProblemKind.SERVICE_CODE_NOT_IN_FORCE,
                  coding.where(),
                  Concepts.notInForce(code, day, inForce) + ".",
                  "Use the code in force on the date of service, or correct the date."));
    }
  }

  private static InputProblem malformed(Place coding, Code code, String fault) {
    return new InputProblem(
        ProblemKind.SERVICE_CODE_MALFORMED,
        coding.where(),
        "The service's code cannot be a code of " + code.system().title() + ": it " + fault + ".",
        "Correct the code or its system.");
  }
}
