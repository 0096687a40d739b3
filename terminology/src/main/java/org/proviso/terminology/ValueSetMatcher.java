package org.proviso.terminology;

import java.util.List;

/**
 * Whether a code belongs to a value set.
 *
 * <p>In ICD-10-CM and ICD-9-CM a category's descendants are the codes that continue it after the
 * dot; in ICD-10-PCS and ATC the codes that continue it. CPT, HCPCS, LOINC, RxNorm and NDC have no
 * hierarchy, and that of SNOMED CT is not in the code: there, only the code itself is below itself.
 * NDC codes are compared in their eleven-digit form.
 */
public final class ValueSetMatcher {
  private ValueSetMatcher() {}

  /** Whether a pattern that includes selects the code and none that excludes does. */
  public static boolean matches(ValueSet valueSet, Code code) {
    return selected(valueSet.includes(), code) && !selected(valueSet.excludes(), code);
  }

  /** Whether the pattern selects the code. */
  public static boolean matches(CodePattern pattern, Code code) {
    return pattern.system() == code.system()
        && switch (pattern) {
          case CodePattern.Exactly(Code exactly) -> key(exactly).equals(key(code));
          case CodePattern.Below(Code ancestor) -> isAtOrBelow(code, ancestor);
          case CodePattern.Between(Code first, Code last) ->
              compare(first, code) <= 0 && (compare(code, last) <= 0 || isAtOrBelow(code, last));
        };
  }

  /** Whether the code is the ancestor or one of its descendants, as far as the codes tell. */
  public static boolean isAtOrBelow(Code code, Code ancestor) {
    if (code.system() != ancestor.system()) {
      return false;
    }
    String below = code.value();
    String above = ancestor.value();
    return switch (code.system()) {
      case ICD10CM, ICD9CM ->
          below.startsWith(above)
              && (below.length() == above.length()
                  || above.indexOf('.') >= 0
                  || below.charAt(above.length()) == '.');
      case ICD10PCS, ATC -> below.startsWith(above);
      case CPT, HCPCS, SNOMED, LOINC, RXNORM, NDC -> key(code).equals(key(ancestor));
    };
  }

  /** The order of codes within one system: numbers as numbers, all else by character. */
  private static int compare(Code left, Code right) {
    String first = key(left);
    String second = key(right);
    return switch (left.system()) {
      case SNOMED, RXNORM, LOINC ->
          first.length() == second.length()
              ? first.compareTo(second)
              : Integer.compare(first.length(), second.length());
      case ICD10CM, ICD10PCS, ICD9CM, CPT, HCPCS, NDC, ATC -> first.compareTo(second);
    };
  }

  private static boolean selected(List<CodePattern> patterns, Code code) {
    for (CodePattern pattern : patterns) {
      if (matches(pattern, code)) {
        return true;
      }
    }
    return false;
  }

  private static String key(Code code) {
    return code.system() == CodeSystem.NDC ? elevenDigits(code.value()) : code.value();
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
}
