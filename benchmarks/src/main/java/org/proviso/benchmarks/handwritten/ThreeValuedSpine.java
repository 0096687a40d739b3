package org.proviso.benchmarks.handwritten;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/** Facts may be missing; says when the outcome depends on them, but not on which. */
public final class ThreeValuedSpine implements Contestant<SpineCase, SpineFinding> {
  @Override
  public SpineCase input(SampleRequest request) {
    return SpineCase.of(request);
  }

  @Override
  public SpineFinding answer(SpineCase request) {
    Truth contract = request.contractHasOwnRule();
    if (contract != Truth.FALSE) {
      return contract.holds() ? SpineFinding.B1 : SpineFinding.UNDECIDED;
    }
    Truth determination =
        request.lineOfBusiness().isMedicareAdvantage().and(request.cmsDetermination());
    if (determination != Truth.FALSE) {
      return determination.holds() ? SpineFinding.E1 : SpineFinding.UNDECIDED;
    }
    return position(request);
  }

  private static SpineFinding position(SpineCase request) {
    Truth l1 = request.spinalStenosisEvident();
    if (l1.holds()) {
      return SpineFinding.L1;
    }
    Truth l2 = request.cordOrCaudaEquinaCompressionSuspected();
    if (l2.holds()) {
      return SpineFinding.L2;
    }
    Truth l3 = request.congenitalSpinalDeformity();
    if (l3.holds()) {
      return SpineFinding.L3;
    }
    Truth l4 = request.recurrentSymptomsAfterSpinalSurgery();
    if (l4.holds()) {
      return SpineFinding.L4;
    }
    Truth l5 = request.epiduralInjectionPlanned();
    if (l5.holds()) {
      return SpineFinding.L5;
    }
    Truth l6 = request.followUpOfSpinalCancerOrInfection();
    if (l6.holds()) {
      return SpineFinding.L6;
    }
    Truth l7 = request.myelopathyKnownOrSuspected().and(request.brainMriNegativeOrSymptomsMimic());
    if (l7.holds()) {
      return SpineFinding.L7;
    }
    Truth l8 = request.spinalCordTumorKnownOrSuspected();
    if (l8.holds()) {
      return SpineFinding.L8;
    }
    Truth l9 =
        request
            .radiculopathy()
            .and(request.objectiveFindingsOfRadiculopathy())
            .and(request.treatedForWeeks(6))
            .and(request.symptomsPersistAfterTherapy());
    if (l9.holds()) {
      return SpineFinding.L9;
    }
    Truth l10 = request.boneTumorOrMetastasisSuspected();
    if (l10.holds()) {
      return SpineFinding.L10;
    }
    Truth l11 = request.progressivelySevereSymptoms();
    if (l11.holds()) {
      return SpineFinding.L11;
    }
    Truth l12 = request.rapidDeficitOrMajorWeakness();
    if (l12.holds()) {
      return SpineFinding.L12;
    }
    Truth l13 = request.severeBackPain();
    if (l13.holds()) {
      return SpineFinding.L13;
    }
    Truth l14 =
        request
            .spondylolisthesisOrDegenerativeDisease()
            .and(request.treatedForWeeks(4))
            .and(request.symptomsPersistAfterTherapy());
    if (l14.holds()) {
      return SpineFinding.L14;
    }
    Truth l15 = request.spinalInfectionSuspected();
    if (l15.holds()) {
      return SpineFinding.L15;
    }
    Truth l16 = request.cordInjurySuspected();
    if (l16.holds()) {
      return SpineFinding.L16;
    }
    Truth l17 = request.fractureSuspected().and(request.plainFilmsConclusive().not());
    if (l17.holds()) {
      return SpineFinding.L17;
    }
    boolean open =
        l1 == Truth.UNKNOWN
            || l2 == Truth.UNKNOWN
            || l3 == Truth.UNKNOWN
            || l4 == Truth.UNKNOWN
            || l5 == Truth.UNKNOWN
            || l6 == Truth.UNKNOWN
            || l7 == Truth.UNKNOWN
            || l8 == Truth.UNKNOWN
            || l9 == Truth.UNKNOWN
            || l10 == Truth.UNKNOWN
            || l11 == Truth.UNKNOWN
            || l12 == Truth.UNKNOWN
            || l13 == Truth.UNKNOWN
            || l14 == Truth.UNKNOWN
            || l15 == Truth.UNKNOWN
            || l16 == Truth.UNKNOWN
            || l17 == Truth.UNKNOWN;
    return open ? SpineFinding.UNDECIDED : SpineFinding.L0;
  }

  @Override
  public String verdict(SpineFinding answer) {
    return answer.text();
  }
}
