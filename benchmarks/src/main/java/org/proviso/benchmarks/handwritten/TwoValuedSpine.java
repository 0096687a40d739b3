package org.proviso.benchmarks.handwritten;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/** The floor: every fact is taken to be known. */
public final class TwoValuedSpine implements Contestant<SpineCase, SpineFinding> {
  @Override
  public SpineCase input(SampleRequest request) {
    return SpineCase.of(request);
  }

  @Override
  public SpineFinding answer(SpineCase request) {
    if (request.contractHasOwnRule().holds()) {
      return SpineFinding.B1;
    }
    if (request.lineOfBusiness() == LineOfBusiness.MEDICARE_ADVANTAGE
        && request.cmsDetermination().holds()) {
      return SpineFinding.E1;
    }
    if (request.spinalStenosisEvident().holds()) {
      return SpineFinding.L1;
    }
    if (request.cordOrCaudaEquinaCompressionSuspected().holds()) {
      return SpineFinding.L2;
    }
    if (request.congenitalSpinalDeformity().holds()) {
      return SpineFinding.L3;
    }
    if (request.recurrentSymptomsAfterSpinalSurgery().holds()) {
      return SpineFinding.L4;
    }
    if (request.epiduralInjectionPlanned().holds()) {
      return SpineFinding.L5;
    }
    if (request.followUpOfSpinalCancerOrInfection().holds()) {
      return SpineFinding.L6;
    }
    if (request.myelopathyKnownOrSuspected().holds()
        && request.brainMriNegativeOrSymptomsMimic().holds()) {
      return SpineFinding.L7;
    }
    if (request.spinalCordTumorKnownOrSuspected().holds()) {
      return SpineFinding.L8;
    }
    if (request.radiculopathy().holds()
        && request.objectiveFindingsOfRadiculopathy().holds()
        && request.treatedForWeeks(6).holds()
        && request.symptomsPersistAfterTherapy().holds()) {
      return SpineFinding.L9;
    }
    if (request.boneTumorOrMetastasisSuspected().holds()) {
      return SpineFinding.L10;
    }
    if (request.progressivelySevereSymptoms().holds()) {
      return SpineFinding.L11;
    }
    if (request.rapidDeficitOrMajorWeakness().holds()) {
      return SpineFinding.L12;
    }
    if (request.severeBackPain().holds()) {
      return SpineFinding.L13;
    }
    if (request.spondylolisthesisOrDegenerativeDisease().holds()
        && request.treatedForWeeks(4).holds()
        && request.symptomsPersistAfterTherapy().holds()) {
      return SpineFinding.L14;
    }
    if (request.spinalInfectionSuspected().holds()) {
      return SpineFinding.L15;
    }
    if (request.cordInjurySuspected().holds()) {
      return SpineFinding.L16;
    }
    if (request.fractureSuspected().holds() && !request.plainFilmsConclusive().holds()) {
      return SpineFinding.L17;
    }
    return SpineFinding.L0;
  }

  @Override
  public String verdict(SpineFinding answer) {
    return answer.text();
  }
}
