package org.proviso.language.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.diagnostics.Suggestion;
import org.proviso.language.syntax.Word;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/**
 * Reads codes and holds them against the spelling of their system. Whether a code exists is the
 * terminology's to say, not the language's.
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
    return check(system, word, pattern(system));
  }

  /** A code, or the beginning of one, below which others stand. */
  Optional<Code> stem(CodeSystem system, Word word) {
    return check(system, word, stemPattern(system));
  }

  private Optional<Code> check(CodeSystem system, Word word, Pattern pattern) {
    if (word.text().length() <= LENGTH_LIMIT && pattern.matcher(word.text()).matches()) {
      return Optional.of(new Code(system, word.text()));
    }
    diagnostics.add(
        DiagnosticId.MALFORMED_CODE,
        word.span(),
        "`" + word.text() + "` is not spelled like a code of " + system.title(),
        "codes of " + system.title() + " look like `" + example(system) + "`");
    return Optional.empty();
  }

  private static final Pattern ICD10CM = Pattern.compile("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?");
  private static final Pattern ICD10PCS = Pattern.compile("[0-9A-HJ-NP-Z]{7}");
  private static final Pattern ICD9CM =
      Pattern.compile(
          "([0-9]{3}|V[0-9]{2})(\\.[0-9]{1,2})?|E[0-9]{3}(\\.[0-9])?|[0-9]{2}\\.[0-9]{1,2}");
  private static final Pattern CPT = Pattern.compile("[0-9]{4}[0-9AFMTU]");
  private static final Pattern HCPCS = Pattern.compile("[A-Z][0-9]{4}");
  private static final Pattern SNOMED = Pattern.compile("[1-9][0-9]{5,17}");
  private static final Pattern LOINC = Pattern.compile("(LA|LL|LP|MTHU)?[0-9]{1,7}-[0-9]");
  private static final Pattern RXNORM = Pattern.compile("[1-9][0-9]{0,7}");
  private static final Pattern NDC =
      Pattern.compile("[0-9]{4,5}-[0-9]{3,4}-[0-9]{1,2}|[0-9]{4,5}-[0-9]{3,4}|[0-9]{9,11}");
  private static final Pattern ATC = Pattern.compile("[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?");
  private static final Pattern STEM_ICD10PCS = Pattern.compile("[0-9A-HJ-NP-Z]{1,7}");

  private static Pattern pattern(CodeSystem system) {
    return switch (system) {
      case ICD10CM -> ICD10CM;
      case ICD10PCS -> ICD10PCS;
      case ICD9CM -> ICD9CM;
      case CPT -> CPT;
      case HCPCS -> HCPCS;
      case SNOMED -> SNOMED;
      case LOINC -> LOINC;
      case RXNORM -> RXNORM;
      case NDC -> NDC;
      case ATC -> ATC;
    };
  }

  private static Pattern stemPattern(CodeSystem system) {
    return system == CodeSystem.ICD10PCS ? STEM_ICD10PCS : pattern(system);
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
