package org.proviso.terminology;

import java.util.List;
import java.util.Optional;

/**
 * Whether a code belongs to a value set, decided from the spelling of codes alone.
 *
 * <p>In ICD-10-CM and ICD-9-CM a category's descendants are the codes that continue it after the
 * dot, and a subcategory's those that continue it; in ICD-10-PCS and ATC the codes that continue
 * it. CPT, HCPCS, LOINC, RxNorm and NDC have no hierarchy, and that of SNOMED CT is not in the
 * code: there, only the code itself is below itself. NDC codes are compared in their eleven-digit
 * form.
 *
 * <p>Codes of SNOMED CT, LOINC, RxNorm and NDC have no meaningful order; a range of them is refused
 * where value sets are written, and compares by spelling here.
 *
 * <p>So every pattern selects one {@link Stretch} of its system's codes in spelling order, which
 * makes sets of codes comparable without a list of all codes.
 */
public final class ValueSetMatcher {
  /** What spellings are made of, in the order of {@link String#compareTo}. */
  private static final String ALPHABET =
      ".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

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

    /** A spelling in it that looks like a code, if there is one. */
    public Optional<String> some() {
      return leastSpelling(from)
          .map(spelling -> spelling.endsWith(".") ? spelling + "0" : spelling)
          .filter(this::contains);
    }
  }

  /** Whether a pattern that includes selects the code and none that excludes does. */
  public static boolean matches(ValueSet valueSet, Code code) {
    return selected(valueSet.includes(), code) && !selected(valueSet.excludes(), code);
  }

  private static boolean selected(List<CodePattern> patterns, Code code) {
    for (CodePattern pattern : patterns) {
      if (matches(pattern, code)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the pattern selects the code. */
  public static boolean matches(CodePattern pattern, Code code) {
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

  /** How a code is spelled for comparison. */
  public static String spelling(Code code) {
    return code.system() == CodeSystem.NDC ? elevenDigits(code.value()) : code.value();
  }

  private static String endOfBelow(Code top) {
    String spelling = spelling(top);
    return switch (top.system()) {
      // After everything that begins with "C71.", and before "C710", which is no descendant.
      case ICD10CM, ICD9CM -> spelling.indexOf('.') < 0 ? spelling + "/" : afterPrefix(spelling);
      case ICD10PCS, ATC -> afterPrefix(spelling);
      case CPT, HCPCS, SNOMED, LOINC, RXNORM, NDC -> spelling + "\0";
    };
  }

  private static String afterPrefix(String prefix) {
    int last = prefix.length() - 1;
    return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
  }

  /**
   * The form that claims use: labeler five, product four, package two digits. Ten digits without
   * hyphens could be any of three forms and stay as they are.
   */
  private static String elevenDigits(String value) {
    int first = value.indexOf('-');
    int second = value.lastIndexOf('-');
    if (first < 0 || second == first) {
      return value;
    }
    return "0".repeat(Math.max(0, 5 - first))
        + value.substring(0, first)
        + "0".repeat(Math.max(0, 4 - (second - first - 1)))
        + value.substring(first + 1, second)
        + "0".repeat(Math.max(0, 2 - (value.length() - second - 1)))
        + value.substring(second + 1);
  }

  /** The first string over the alphabet that is not before {@code from}. */
  private static Optional<String> leastSpelling(String from) {
    if (from.isEmpty()) {
      return Optional.of(ALPHABET.substring(1, 2));
    }
    for (int index = 0; index < from.length(); index++) {
      char character = from.charAt(index);
      if (ALPHABET.indexOf(character) < 0 && character != '-') {
        return character < ALPHABET.charAt(0)
            ? Optional.of(from.substring(0, index) + ALPHABET.charAt(0))
            : above(from.substring(0, index), character);
      }
    }
    return Optional.of(from);
  }

  /** The first string over the alphabet after everything that begins with prefix and floor. */
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
