package org.proviso.terminology;

import java.util.Optional;

/**
 * Whether a code is in a value set, decided from the spelling of codes alone.
 *
 * <p>The hierarchy of ICD-10-CM, ICD-9-CM, ICD-10-PCS and ATC is in the spelling: what is below a
 * code begins with it, dots left aside. The other systems have no hierarchy in their spelling;
 * there, a code has nothing below it. So every pattern selects one {@link Stretch} of its system's
 * codes in spelling order, which makes sets of codes comparable without a list of all codes.
 */
public final class ValueSetMatcher {
  private static final String ALPHABET =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private ValueSetMatcher() {}

  /**
   * All spellings from one to another in the order of {@link String#compareTo}.
   *
   * @param from the first spelling, inclusive
   * @param until the end, exclusive
   */
  public record Stretch(String from, String until) {
    /** Whether a spelling is in it. */
    public boolean contains(String spelling) {
      return spelling.compareTo(from) >= 0 && spelling.compareTo(until) < 0;
    }

    /** The first spelling in it that is made of letters, digits and hyphens, if there is one. */
    public Optional<String> some() {
      return leastSpelling(from).filter(this::contains);
    }
  }

  /** Whether a value set contains a code: some include selects it and no exclude does. */
  public static boolean contains(ValueSet valueSet, Code code) {
    return valueSet.includes().stream().anyMatch(pattern -> selects(pattern, code))
        && valueSet.excludes().stream().noneMatch(pattern -> selects(pattern, code));
  }

  /** Whether a pattern selects a code. */
  public static boolean selects(CodePattern pattern, Code code) {
    return pattern.system() == code.system() && stretch(pattern).contains(spelling(code));
  }

  /** The codes that a pattern selects, of its system. */
  public static Stretch stretch(CodePattern pattern) {
    return switch (pattern) {
      case CodePattern.Exactly(Code only) -> new Stretch(spelling(only), spelling(only) + "\0");
      case CodePattern.Below(Code top) -> new Stretch(spelling(top), endOfBelow(top));
      case CodePattern.Between(Code first, Code last) ->
          new Stretch(spelling(first), endOfBelow(last));
    };
  }

  /** How a code is spelled for comparison: ICD-10-CM and ICD-9-CM without their dots. */
  public static String spelling(Code code) {
    return switch (code.system()) {
      case ICD10CM, ICD9CM -> code.value().replace(".", "");
      case ICD10PCS, ATC, CPT, HCPCS, SNOMED, LOINC, RXNORM, NDC -> code.value();
    };
  }

  private static String endOfBelow(Code top) {
    String spelling = spelling(top);
    return switch (top.system()) {
      case ICD10CM, ICD9CM, ICD10PCS, ATC -> {
        int last = spelling.length() - 1;
        yield spelling.substring(0, last) + (char) (spelling.charAt(last) + 1);
      }
      case CPT, HCPCS, SNOMED, LOINC, RXNORM, NDC -> spelling + "\0";
    };
  }

  /** The first string over the alphabet that is not before {@code from}; not empty. */
  private static Optional<String> leastSpelling(String from) {
    if (from.isEmpty()) {
      return Optional.of(ALPHABET.substring(0, 1));
    }
    for (int index = 0; index < from.length(); index++) {
      if (ALPHABET.indexOf(from.charAt(index)) < 0) {
        return from.charAt(index) < ALPHABET.charAt(0)
            ? Optional.of(from.substring(0, index) + ALPHABET.charAt(0))
            : above(from.substring(0, index), from.charAt(index));
      }
    }
    return Optional.of(from);
  }

  /**
   * The first string over the alphabet after everything that begins with {@code prefix + floor}.
   */
  private static Optional<String> above(String prefix, char floor) {
    for (int index = 0; index < ALPHABET.length(); index++) {
      if (ALPHABET.charAt(index) > floor) {
        return Optional.of(prefix + ALPHABET.charAt(index));
      }
    }
    return prefix.isEmpty()
        ? Optional.empty()
        : above(prefix.substring(0, prefix.length() - 1), prefix.charAt(prefix.length() - 1));
  }
}
