package org.proviso.analysis.diff;

/**
 * Compares {@code diff} and {@code verify} of random guidelines with enumeration, and goes on after
 * a disagreement.
 */
public final class AgreementMain {
  private AgreementMain() {}

  /**
   * Prints every disagreement and a summary; ends with 1 where there is one.
   *
   * @param arguments the first seed, and how many pairs of guidelines
   */
  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[0]);
    int wanted = Integer.parseInt(arguments[1]);
    var agreement = new Agreement();
    int disagreements = 0;
    long first = seed;
    for (; agreement.pairs < wanted; seed++) {
      try {
        agreement.run(seed);
      } catch (AssertionError error) {
        disagreements++;
        System.out.println(error.getMessage());
      }
    }
    System.out.printf(
        "seeds %d to %d: %d pairs of guidelines, %d patients enumerated, %d of them with another"
            + " outcome, %d regions, %d findings, of which %d compared one by one, %d"
            + " disagreements%n",
        first,
        seed - 1,
        agreement.pairs,
        agreement.patients,
        agreement.changed,
        agreement.regions,
        agreement.findings,
        agreement.comparedEach,
        disagreements);
    System.exit(disagreements == 0 ? 0 : 1);
  }
}
