package org.proviso.benchmarks.handwritten;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/** The floor: every fact is taken to be known. */
public final class TwoValuedSpectroscopy implements Contestant<SpectroscopyCase, Verdict> {
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
        ? Verdict.of(position, request.repeatForPoorQuality().holds() ? Finding.R1 : Finding.R0)
        : Verdict.of(position);
  }

  private static Finding exception(Era era, SpectroscopyCase request) {
    if (request.contractHasOwnRule().holds()) {
      return Finding.B1;
    }
    if (era.hasFederalEmployees() && request.lineOfBusiness() == LineOfBusiness.FEP) {
      return Finding.E1;
    }
    if (request.cmsDetermination().holds() && request.lineOfBusiness().isMedicare().holds()) {
      return era.determinationBesideContract() ? Finding.B2 : Finding.E2;
    }
    return Finding.ABSENT;
  }

  private static Finding position(Era era, SpectroscopyCase request) {
    if (!era.hasPosition()) {
      return Finding.I0;
    }
    if (request.brainTumorTreated().holds() && request.tumorOrTherapyChangeInQuestion().holds()) {
      return Finding.P1;
    }
    if (request.brainLesion().holds() && request.tumorOrOtherInQuestion().holds()) {
      return Finding.P2;
    }
    Condition condition = request.conditionInQuestion();
    return era.hasConditions() && condition != Condition.NONE_OF_THESE
        ? Finding.investigational(condition)
        : Finding.P0;
  }

  @Override
  public String verdict(Verdict answer) {
    return answer.text();
  }
}
