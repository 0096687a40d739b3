package org.proviso.terminology;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a code of each system looks like, check digits included. Says nothing of whether a well
 * formed code exists.
 *
 * <p>Sources: ICD-10-CM and ICD-9-CM official coding guidelines (structure of a code); ICD-10-PCS
 * reference manual (34 values, no I and no O, seven places); CPT code categories I, II ({@code F}),
 * III ({@code T}), proprietary laboratory analyses ({@code U}), multianalyte assays ({@code M}) and
 * vaccine administration ({@code A}); SNOMED CT Technical Implementation Guide (identifier,
 * partition, Verhoeff check digit); LOINC Users' Guide (mod 10 check digit); WHO ATC structure.
 */
public final class CodeSyntax {
  private static final Pattern ICD10CM = Pattern.compile("[A-Z][0-9][0-9AB](?:\\.[0-9A-Z]{1,4})?");
  private static final Pattern ICD10CM_WITHOUT_DOT =
      Pattern.compile("[A-Z][0-9][0-9AB][0-9A-Z]{1,4}");
  private static final Pattern ICD10PCS = Pattern.compile("[0-9B-DF-HX][0-9A-HJ-NP-Z]{6}");
  private static final Pattern ICD10PCS_PART = Pattern.compile("[0-9B-DF-HX][0-9A-HJ-NP-Z]{0,6}");
  private static final Pattern ICD9CM =
      Pattern.compile(
          "[0-9]{3}(?:\\.[0-9]{1,2})?|V[0-9]{2}(?:\\.[0-9]{1,2})?|E[0-9]{3}(?:\\.[0-9])?"
              + "|[0-9]{2}(?:\\.[0-9]{1,2})?");
  private static final Pattern CPT = Pattern.compile("[0-9]{4}[0-9FTUMA]");
  private static final Pattern HCPCS = Pattern.compile("[A-V][0-9]{4}");
  private static final Pattern SNOMED = Pattern.compile("[1-9][0-9]{5,17}");
  private static final Pattern LOINC = Pattern.compile("[0-9]{1,7}-[0-9]");
  private static final Pattern LOINC_PART = Pattern.compile("L[ALPG][0-9]{1,9}-[0-9]");
  private static final Pattern RXNORM = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern NDC =
      Pattern.compile(
          "[0-9]{10,11}|[0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{5}-[0-9]{3}-[0-9]{2}"
              + "|[0-9]{5}-[0-9]{4}-[0-9]{1,2}");
  private static final Pattern ATC = Pattern.compile("[A-DGHJ-NPRSV][0-9]{2}[A-Z]{2}[0-9]{2}");
  private static final Pattern ATC_PART =
      Pattern.compile("[A-DGHJ-NPRSV](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?");

  /** Verhoeff (1969): multiplication in the dihedral group D5. */
  private static final int[][] VERHOEFF_PRODUCT = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };

  /** Verhoeff (1969): the position permutation, of period eight. */
  private static final int[][] VERHOEFF_PERMUTATION = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
    {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
    {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
    {9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
    {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
    {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
  };

  private CodeSyntax() {}

  /**
   * Why the code cannot be a code of its system: a clause that completes "it ..."; empty when it is
   * well formed.
   */
  public static Optional<String> fault(Code code) {
    String value = code.value();
    return switch (code.system()) {
      case ICD10CM ->
          unless(
              ICD10CM,
              value,
              "is not a letter, a digit, a digit or A or B, then at most four characters after a"
                  + " dot");
      case ICD10PCS ->
          unless(ICD10PCS, value, "is not seven digits and capital letters without I and O");
      case ICD9CM ->
          unless(
              ICD9CM,
              value,
              "is not three digits (or V and two, or E and three) with at most two after a dot, nor"
                  + " a procedure's two digits with at most two after a dot");
      case CPT -> unless(CPT, value, "is not four digits and a digit, F, T, U, M or A");
      case HCPCS -> unless(HCPCS, value, "is not a letter from A to V and four digits");
      case SNOMED -> snomed(value);
      case LOINC -> loinc(value);
      case RXNORM -> unless(RXNORM, value, "is not a whole number");
      case NDC -> unless(NDC, value, "is not 10 or 11 digits, with or without its two hyphens");
      case ATC -> unless(ATC, value, "is not of the form A00AA00");
    };
  }

  /**
   * Why the code cannot stand for itself and everything below it; like {@link #fault}, but the
   * beginning of a code is enough where the system's hierarchy is in the code itself (ICD-10-PCS,
   * ATC).
   */
  public static Optional<String> faultOfCategory(Code code) {
    return switch (code.system()) {
      case ICD10PCS ->
          unless(
              ICD10PCS_PART,
              code.value(),
              "is not one to seven digits and capital letters without I and O");
      case ATC -> unless(ATC_PART, code.value(), "is not a group of the form A, A00, A00A, A00AA");
      case ICD10CM, ICD9CM, CPT, HCPCS, SNOMED, LOINC, RXNORM, NDC -> fault(code);
    };
  }

  /**
   * The code in its system's own spelling, where records often differ and nothing can be mistaken:
   * an ICD-10-CM code written without its dot gets it. Anything else is returned as it is.
   *
   * @param value not blank
   */
  public static Code canonical(CodeSystem system, String value) {
    if (system == CodeSystem.ICD10CM && ICD10CM_WITHOUT_DOT.matcher(value).matches()) {
      return new Code(system, value.substring(0, 3) + "." + value.substring(3));
    }
    return new Code(system, value);
  }

  private static Optional<String> unless(Pattern pattern, String value, String fault) {
    return pattern.matcher(value).matches() ? Optional.empty() : Optional.of(fault);
  }

  private static Optional<String> snomed(String value) {
    if (!SNOMED.matcher(value).matches()) {
      return Optional.of("is not 6 to 18 digits without a leading zero");
    }
    String partition = value.substring(value.length() - 3, value.length() - 1);
    if (!partition.equals("00") && !partition.equals("10")) {
      return Optional.of("does not name a concept (partition " + partition + ")");
    }
    int check = 0;
    for (int place = 0; place < value.length(); place++) {
      int digit = value.charAt(value.length() - 1 - place) - '0';
      check = VERHOEFF_PRODUCT[check][VERHOEFF_PERMUTATION[place % 8][digit]];
    }
    return check == 0 ? Optional.empty() : Optional.of("has a wrong check digit");
  }

  private static Optional<String> loinc(String value) {
    if (LOINC_PART.matcher(value).matches()) {
      return Optional.empty();
    }
    if (!LOINC.matcher(value).matches()) {
      return Optional.of("is not one to seven digits, a hyphen and a check digit");
    }
    int end = value.length() - 2;
    int sum = 0;
    for (int place = 0; place < end; place++) {
      int digit = value.charAt(end - 1 - place) - '0';
      int weighted = place % 2 == 0 ? digit * 2 : digit;
      sum += weighted / 10 + weighted % 10;
    }
    int expected = (10 - sum % 10) % 10;
    return expected == value.charAt(value.length() - 1) - '0'
        ? Optional.empty()
        : Optional.of("has a wrong check digit");
  }
}
