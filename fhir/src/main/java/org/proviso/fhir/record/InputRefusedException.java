package org.proviso.fhir.record;

/** Carries a refusal out of the recursion; never leaves {@link BundleReader}. */
final class InputRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient InputProblem problem;

  InputRefusedException(InputProblem problem) {
    super(problem.kind().id(), null, false, false);
    this.problem = problem;
  }

  InputProblem problem() {
    return problem;
  }
}
