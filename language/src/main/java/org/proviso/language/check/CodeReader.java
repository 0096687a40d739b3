package org.proviso.language.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.syntax.Word;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;

/**
 * Reads codes and holds them against the spelling of their system, as {@link CodeSyntax} knows it.
 * Whether a code exists is said when it is used.
 */
final class CodeReader {
  private static final int LENGTH_LIMIT = 32;

  private final DiagnosticCollector diagnostics;

  CodeReader(DiagnosticCollector diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** A system's keyword, a space and a code. */
  Optional<Code> code(Word word) {
    String[] parts = word.text().split("\\s+", 2);
    Optional<CodeSystem> system = system(new Word(parts[0], word.span()));
    if (system.isEmpty()) {
      return Optional.empty();
    }
    String value = parts.length < 2 ? "" : parts[1];
    return code(system.get(), new Word(value, word.span()));
  }

  /** The system that a keyword names. */
  Optional<CodeSystem> system(Word word) {
    Optional<CodeSystem> system = CodeSystem.ofKeyword(word.text());
    if (system.isEmpty()) {
      List<String> keywords = Arrays.stream(CodeSystem.values()).map(CodeSystem::keyword).toList();
      diagnostics.add(
          DiagnosticId.UNKNOWN_CODE_SYSTEM,
          word.span(),
          "`" + word.text() + "` is not a code system",
          Suggestion.help(word.text(), keywords)
              .orElse("the systems are " + String.join(", ", keywords)));
    }
    return system;
  }

  /** A code of a known system. */
  Optional<Code> code(CodeSystem system, Word word) {
    return check(system, word, CodeSyntax::fault);
  }

  /** A code, or the beginning of one, below which others stand. */
  Optional<Code> stem(CodeSystem system, Word word) {
    return check(system, word, CodeSyntax::faultOfCategory);
  }

  private Optional<Code> check(
      CodeSystem system, Word word, Function<Code, Optional<String>> spelling) {
    String text = word.text();
    if (text.isBlank() || text.length() > LENGTH_LIMIT) {
      return malformed(system, word, text.isBlank() ? "is missing" : "is too long");
    }
    var code = new Code(system, text);
    Optional<String> fault = spelling.apply(code);
    return fault.isPresent() ? malformed(system, word, fault.get()) : Optional.of(code);
  }

  private Optional<Code> malformed(CodeSystem system, Word word, String fault) {
    diagnostics.add(
        DiagnosticId.MALFORMED_CODE,
        word.span(),
        "`" + word.text() + "` is not a code of " + system.title() + ": it " + fault,
        canonical(system, word.text())
            .map(code -> "did you mean `" + code.value() + "`?")
            .orElse("codes of " + system.title() + " look like `" + example(system) + "`"));
    return Optional.empty();
  }

  /** The same code in its system's own spelling, when that is another one and is well formed. */
  private static Optional<Code> canonical(CodeSystem system, String text) {
    return Optional.of(text)
        .filter(written -> !written.isBlank())
        .map(written -> CodeSyntax.canonical(system, written))
        .filter(code -> CodeSyntax.fault(code).isEmpty())
        .filter(code -> !code.value().equals(text));
  }

  private static String example(CodeSystem system) {
    return switch (system) {
      case ICD10CM -> "icd10cm C71.9";
      case ICD10PCS -> "icd10pcs B030ZZZ";
      case ICD9CM -> "icd9cm 191.9";
      case CPT -> "cpt 76390";
      case HCPCS -> "hcpcs G0297";
      case SNOMED -> "snomed 393564001";
      case LOINC -> "loinc 39156-5";
      case RXNORM -> "rxnorm 1547545";
      case NDC -> "ndc 0002-7597-01";
      case ATC -> "atc L01XC07";
    };
  }
}
