package org.proviso.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeCheck;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/** Reads codings of the systems that guidelines can name. */
final class Concepts {
  private final Terminology terminology;
  private final LocalDate dateOfService;

  Concepts(Terminology terminology, LocalDate dateOfService) {
    this.terminology = terminology;
    this.dateOfService = dateOfService;
  }

  /** One coding that can be relied on. */
  record Coded(Place coding, Code code) {}

  /**
   * The codings of a CodeableConcept that are well formed and in force, on the day they were
   * recorded or on the date of service, as far as is known. Codings of other systems are left out.
   */
  List<Coded> of(Place concept, @Nullable LocalDate recorded) {
    var coded = new ArrayList<Coded>(2);
    for (Place coding : concept.all("coding")) {
      Coded one = coding(coding, recorded);
      if (one != null) {
        coded.add(one);
      }
    }
    return coded;
  }

  /** One Coding; see {@link #of}. */
  @Nullable Coded coding(Place coding, @Nullable LocalDate recorded) {
    String value = coding.text("code");
    String system = coding.text("system");
    if (value == null || value.isBlank()) {
      return null;
    }
    if (system == null) {
      coding.note(
          ProblemKind.CODE_SYSTEM_MISSING,
          "The coding has no system, so the code may mean anything; it is not used.",
          "Name the code's system.");
      return null;
    }
    CodeSystem known = CodeSystem.ofUri(system).orElse(null);
    if (known == null) {
      return null;
    }
    Code code = CodeSyntax.canonical(known, value);
    return switch (terminology.check(code, dateOfService)) {
      case CodeCheck.InForce() -> new Coded(coding, code);
      case CodeCheck.CannotTell(String reason) -> new Coded(coding, code);
      case CodeCheck.UnknownSystem() -> null;
      case CodeCheck.Malformed(String fault) -> {
        coding.note(
            ProblemKind.MALFORMED_CODE,
            "This cannot be a code of " + known.title() + ": it " + fault + "; it is not used.",
            "Correct the code or its system.");
        yield null;
      }
      case CodeCheck.NotInForce(List<CodeCheck.Span> inForce) -> {
        if (recorded != null
            && !(terminology.check(code, recorded) instanceof CodeCheck.NotInForce)) {
          yield new Coded(coding, code);
        }
        coding.note(
            ProblemKind.CODE_NOT_IN_FORCE,
            notInForce(code, dateOfService, inForce) + "; it is not used.",
            "Use a code in force on that date.");
        yield null;
      }
    };
  }

  /** A clause that says when the code is in force. */
  static String notInForce(Code code, LocalDate day, List<CodeCheck.Span> inForce) {
    return "The code "
        + code
        + " is not in force on "
        + day
        + (inForce.isEmpty()
            ? " (the loaded release does not have it)"
            : " (in force "
                + String.join(", ", inForce.stream().map(CodeCheck.Span::toString).toList())
                + ")");
  }
}
