package org.proviso.benchmarks.handwritten;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/** Facts may be missing; says when the outcome depends on them, but not on which. */
public final class ThreeValuedSpectroscopy implements Contestant<SpectroscopyCase, Verdict> {
  @Override
  public SpectroscopyCase input(SampleRequest request) {
    return SpectroscopyCase.of(request);
  }

  @Override
  public Verdict answer(SpectroscopyCase request) {
    Era era = Era.on(request.dateOfService());
    Finding exception = exception(era, request);
    if (exception != Finding.ABSENT) {
      return era == Era.REIMBURSEMENT ? Verdict.of(exception, exception) : Verdict.of(exception);
    }
    Finding position = position(era, request);
    return era == Era.REIMBURSEMENT
        ? Verdict.of(position, reimbursement(request))
        : Verdict.of(position);
  }

  /** The exception that applies, undecided if one may apply, absent if none does. */
  private static Finding exception(Era era, SpectroscopyCase request) {
    Truth contract = request.contractHasOwnRule();
    if (contract != Truth.FALSE) {
      return contract.holds() ? Finding.B1 : Finding.UNDECIDED;
    }
    Truth federal =
        era.hasFederalEmployees() ? request.lineOfBusiness().isFederalEmployees() : Truth.FALSE;
    Truth determination = request.lineOfBusiness().isMedicare().and(request.cmsDetermination());
    if (federal.holds()) {
      return Finding.E1;
    }
    if (determination.holds()) {
      return era.determinationBesideContract() ? Finding.B2 : Finding.E2;
    }
    return federal == Truth.FALSE && determination == Truth.FALSE
        ? Finding.ABSENT
        : Finding.UNDECIDED;
  }

  private static Finding position(Era era, SpectroscopyCase request) {
    if (!era.hasPosition()) {
      return Finding.I0;
    }
    Truth therapy = request.brainTumorTreated().and(request.tumorOrTherapyChangeInQuestion());
    Truth lesion = request.brainLesion().and(request.tumorOrOtherInQuestion());
    if (therapy.holds()) {
      return Finding.P1;
    }
    if (lesion.holds()) {
      return Finding.P2;
    }
    if (therapy == Truth.UNKNOWN || lesion == Truth.UNKNOWN) {
      return Finding.UNDECIDED;
    }
    if (!era.hasConditions()) {
      return Finding.P0;
    }
    return switch (request.conditionInQuestion()) {
      case UNKNOWN -> Finding.UNDECIDED;
      case NONE_OF_THESE -> Finding.P0;
      case EPILEPSY,
          ALZHEIMERS_DISEASE,
          PARKINSONS_DISEASE,
          MULTIPLE_SCLEROSIS,
          BIPOLAR_DISORDER,
          PROSTATE_CANCER,
          UNEXPLAINED_CHEST_PAIN,
          NEUROMETABOLIC_DISEASE,
          MUSCLE_DISORDER,
          BREAST_LESION ->
          Finding.investigational(request.conditionInQuestion());
    };
  }

  private static Finding reimbursement(SpectroscopyCase request) {
    return switch (request.repeatForPoorQuality()) {
      case TRUE -> Finding.R1;
      case FALSE -> Finding.R0;
      case UNKNOWN -> Finding.UNDECIDED;
    };
  }

  @Override
  public String verdict(Verdict answer) {
    return answer.text();
  }
}
