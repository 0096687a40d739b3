package org.proviso.fhir.record;

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
public final class Concepts {
  private final Terminology terminology;
  private final LocalDate dateOfService;

  public Concepts(Terminology terminology, LocalDate dateOfService) {
    this.terminology = terminology;
    this.dateOfService = dateOfService;
  }

  /** One coding that can be relied on. */
  public record Coded(Place coding, Code code) {}

  /**
   * The codings of a CodeableConcept that are well formed and in force, on the day they were
   * recorded or on the date of service, as far as is known. Codings of other systems are left out.
   * What is wrong with a coding is told when no other coding of the concept is right.
   */
  public List<Coded> of(Place concept, @Nullable LocalDate recorded) {
    List<Place> codings = concept.all("coding");
    var coded = new ArrayList<Coded>(2);
    var faults = new ArrayList<InputProblem>(0);
    for (Place coding : codings) {
      Coded one = coding(coding, recorded, faults);
      if (one != null) {
        coded.add(one);
      }
    }
    if (coded.isEmpty()) {
      faults.forEach(concept.notes()::add);
    }
    return coded;
  }

  /** One Coding; see {@link #of}. */
  public @Nullable Coded coding(Place coding, @Nullable LocalDate recorded) {
    var faults = new ArrayList<InputProblem>(0);
    Coded coded = coding(coding, recorded, faults);
    faults.forEach(coding.notes()::add);
    return coded;
  }

  private @Nullable Coded coding(
      Place coding, @Nullable LocalDate recorded, List<InputProblem> faults) {
    String value = coding.text("code");
    String system = coding.text("system");
    if (value == null || value.isBlank()) {
      return null;
    }
    if (system == null) {
      faults.add(
          new InputProblem(
              ProblemKind.CODE_SYSTEM_MISSING,
              coding.where(),
              "The coding has no system, so the code may mean anything; it is not used.",
              "Name the code's system."));
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
        faults.add(
            new InputProblem(
                ProblemKind.MALFORMED_CODE,
                coding.where(),
                "This cannot be a code of " + known.title() + ": it " + fault + "; it is not used.",
                "Correct the code or its system."));
        yield null;
      }
      case CodeCheck.NotInForce(List<CodeCheck.Span> inForce) -> {
        if (recorded != null
            && !(terminology.check(code, recorded) instanceof CodeCheck.NotInForce)) {
          yield new Coded(coding, code);
        }
        faults.add(
            new InputProblem(
                ProblemKind.CODE_NOT_IN_FORCE,
                coding.where(),
                notInForce(code, dateOfService, inForce) + "; it is not used.",
                "Use a code in force on that date."));
        yield null;
      }
    };
  }

  /** A clause that says when the code is in force. */
  public static String notInForce(Code code, LocalDate day, List<CodeCheck.Span> inForce) {
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
