package org.proviso.benchmarks.handwritten;

/** The answer to one request for spectroscopy. There is one object for each possible answer. */
@SuppressWarnings("EnumOrdinal") // a number for one run, which nothing keeps
public final class Verdict {
  private static final int FINDINGS = Finding.values().length;
  private static final Verdict[] ALL = all();

  private final String text;

  private Verdict(String text) {
    this.text = text;
  }

  private static Verdict[] all() {
    var verdicts = new Verdict[FINDINGS * FINDINGS];
    for (Finding necessity : Finding.values()) {
      for (Finding reimbursement : Finding.values()) {
        verdicts[index(necessity, reimbursement)] =
            new Verdict(
                reimbursement == Finding.ABSENT
                    ? necessity.text()
                    : necessity.text() + "; " + reimbursement.text());
      }
    }
    return verdicts;
  }

  private static int index(Finding necessity, Finding reimbursement) {
    return necessity.ordinal() * FINDINGS + reimbursement.ordinal();
  }

  static Verdict of(Finding necessity, Finding reimbursement) {
    return ALL[index(necessity, reimbursement)];
  }

  /** The verdict of a version that has one decision. */
  static Verdict of(Finding necessity) {
    return of(necessity, Finding.ABSENT);
  }

  /** In the form of {@link org.proviso.benchmarks.contestants.Contestant#verdict}. */
  public String text() {
    return text;
  }
}
