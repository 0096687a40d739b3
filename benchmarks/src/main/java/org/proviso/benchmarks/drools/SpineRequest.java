package org.proviso.benchmarks.drools;

import org.proviso.benchmarks.handwritten.Courses;
import org.proviso.benchmarks.handwritten.LineOfBusiness;
import org.proviso.benchmarks.handwritten.SpineCase;
import org.proviso.benchmarks.requests.SampleRequest;

/** A request for an image of the lumbar spine as a fact of the rules. */
public final class SpineRequest extends Decided {
  private final LineOfBusiness lineOfBusiness;
  private final long daysOfTherapy;
  private final boolean contractHasOwnRule;
  private final boolean cmsDetermination;
  private final boolean spinalStenosisEvident;
  private final boolean cordOrCaudaEquinaCompressionSuspected;
  private final boolean congenitalSpinalDeformity;
  private final boolean recurrentSymptomsAfterSpinalSurgery;
  private final boolean epiduralInjectionPlanned;
  private final boolean followUpOfSpinalCancerOrInfection;
  private final boolean myelopathyKnownOrSuspected;
  private final boolean brainMriNegativeOrSymptomsMimic;
  private final boolean spinalCordTumorKnownOrSuspected;
  private final boolean radiculopathy;
  private final boolean objectiveFindingsOfRadiculopathy;
  private final boolean symptomsPersistAfterTherapy;
  private final boolean boneTumorOrMetastasisSuspected;
  private final boolean progressivelySevereSymptoms;
  private final boolean rapidDeficitOrMajorWeakness;
  private final boolean severeBackPain;
  private final boolean spondylolisthesisOrDegenerativeDisease;
  private final boolean spinalInfectionSuspected;
  private final boolean cordInjurySuspected;
  private final boolean fractureSuspected;
  private final boolean plainFilmsConclusive;

  /** The request in this form. */
  public SpineRequest(SampleRequest request) {
    SpineCase facts = SpineCase.of(request);
    lineOfBusiness = facts.lineOfBusiness();
    daysOfTherapy = facts.conservativeTherapy().map(Courses::longest).orElse(0L);
    contractHasOwnRule = facts.contractHasOwnRule().holds();
    cmsDetermination = facts.cmsDetermination().holds();
    spinalStenosisEvident = facts.spinalStenosisEvident().holds();
    cordOrCaudaEquinaCompressionSuspected = facts.cordOrCaudaEquinaCompressionSuspected().holds();
    congenitalSpinalDeformity = facts.congenitalSpinalDeformity().holds();
    recurrentSymptomsAfterSpinalSurgery = facts.recurrentSymptomsAfterSpinalSurgery().holds();
    epiduralInjectionPlanned = facts.epiduralInjectionPlanned().holds();
    followUpOfSpinalCancerOrInfection = facts.followUpOfSpinalCancerOrInfection().holds();
    myelopathyKnownOrSuspected = facts.myelopathyKnownOrSuspected().holds();
    brainMriNegativeOrSymptomsMimic = facts.brainMriNegativeOrSymptomsMimic().holds();
    spinalCordTumorKnownOrSuspected = facts.spinalCordTumorKnownOrSuspected().holds();
    radiculopathy = facts.radiculopathy().holds();
    objectiveFindingsOfRadiculopathy = facts.objectiveFindingsOfRadiculopathy().holds();
    symptomsPersistAfterTherapy = facts.symptomsPersistAfterTherapy().holds();
    boneTumorOrMetastasisSuspected = facts.boneTumorOrMetastasisSuspected().holds();
    progressivelySevereSymptoms = facts.progressivelySevereSymptoms().holds();
    rapidDeficitOrMajorWeakness = facts.rapidDeficitOrMajorWeakness().holds();
    severeBackPain = facts.severeBackPain().holds();
    spondylolisthesisOrDegenerativeDisease = facts.spondylolisthesisOrDegenerativeDisease().holds();
    spinalInfectionSuspected = facts.spinalInfectionSuspected().holds();
    cordInjurySuspected = facts.cordInjurySuspected().holds();
    fractureSuspected = facts.fractureSuspected().holds();
    plainFilmsConclusive = facts.plainFilmsConclusive().holds();
  }

  public LineOfBusiness getLineOfBusiness() {
    return lineOfBusiness;
  }

  public long getDaysOfTherapy() {
    return daysOfTherapy;
  }

  public boolean isContractHasOwnRule() {
    return contractHasOwnRule;
  }

  public boolean isCmsDetermination() {
    return cmsDetermination;
  }

  public boolean isSpinalStenosisEvident() {
    return spinalStenosisEvident;
  }

  public boolean isCordOrCaudaEquinaCompressionSuspected() {
    return cordOrCaudaEquinaCompressionSuspected;
  }

  public boolean isCongenitalSpinalDeformity() {
    return congenitalSpinalDeformity;
  }

  public boolean isRecurrentSymptomsAfterSpinalSurgery() {
    return recurrentSymptomsAfterSpinalSurgery;
  }

  public boolean isEpiduralInjectionPlanned() {
    return epiduralInjectionPlanned;
  }

  public boolean isFollowUpOfSpinalCancerOrInfection() {
    return followUpOfSpinalCancerOrInfection;
  }

  public boolean isMyelopathyKnownOrSuspected() {
    return myelopathyKnownOrSuspected;
  }

  public boolean isBrainMriNegativeOrSymptomsMimic() {
    return brainMriNegativeOrSymptomsMimic;
  }

  public boolean isSpinalCordTumorKnownOrSuspected() {
    return spinalCordTumorKnownOrSuspected;
  }

  public boolean isRadiculopathy() {
    return radiculopathy;
  }

  public boolean isObjectiveFindingsOfRadiculopathy() {
    return objectiveFindingsOfRadiculopathy;
  }

  public boolean isSymptomsPersistAfterTherapy() {
    return symptomsPersistAfterTherapy;
  }

  public boolean isBoneTumorOrMetastasisSuspected() {
    return boneTumorOrMetastasisSuspected;
  }

  public boolean isProgressivelySevereSymptoms() {
    return progressivelySevereSymptoms;
  }

  public boolean isRapidDeficitOrMajorWeakness() {
    return rapidDeficitOrMajorWeakness;
  }

  public boolean isSevereBackPain() {
    return severeBackPain;
  }

  public boolean isSpondylolisthesisOrDegenerativeDisease() {
    return spondylolisthesisOrDegenerativeDisease;
  }

  public boolean isSpinalInfectionSuspected() {
    return spinalInfectionSuspected;
  }

  public boolean isCordInjurySuspected() {
    return cordInjurySuspected;
  }

  public boolean isFractureSuspected() {
    return fractureSuspected;
  }

  public boolean isPlainFilmsConclusive() {
    return plainFilmsConclusive;
  }
}
