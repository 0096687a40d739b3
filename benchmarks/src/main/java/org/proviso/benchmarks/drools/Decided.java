package org.proviso.benchmarks.drools;

/** The part of a request that rules write their result to. */
public class Decided {
  private static final String NECESSITY = "medical-necessity";

  private Result necessity = Result.NONE;
  private Result reimbursement = Result.NONE;

  private record Result(int rank, String outcome, String clause) {
    private static final Result NONE = new Result(Integer.MAX_VALUE, "", "");

    String text() {
      return outcome + " by " + clause;
    }
  }

  /** Forgets an earlier result. */
  public void clear() {
    necessity = Result.NONE;
    reimbursement = Result.NONE;
  }

  /** Decides by a finding. */
  public void decide(Finding finding) {
    put(finding.decision(), new Result(finding.rank(), finding.outcome(), finding.clause()));
  }

  /** Decides by a clause unless one of higher precedence, that is lower rank, has decided. */
  public void propose(int rank, String decision, String outcome, String clause) {
    if (rank < (decision.equals(NECESSITY) ? necessity : reimbursement).rank()) {
      put(decision, new Result(rank, outcome, clause));
    }
  }

  private void put(String decision, Result result) {
    if (decision.equals(NECESSITY)) {
      necessity = result;
    } else {
      reimbursement = result;
    }
  }

  /** In the form of the contestants' verdicts. */
  public String text() {
    return reimbursement.equals(Result.NONE)
        ? necessity.text()
        : necessity.text() + "; " + reimbursement.text();
  }
}
