package org.proviso.benchmarks.handwritten;

import java.util.ArrayList;
import java.util.List;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/** Decides, and says of every criterion whether it is met. */
public final class ExplainedSpine implements Contestant<SpineCase, Explained> {
  private static final Criterion OTHERWISE = Criterion.fact("l0", Truth.TRUE);

  private final ThreeValuedSpine rules = new ThreeValuedSpine();

  @Override
  public SpineCase input(SampleRequest request) {
    return SpineCase.of(request);
  }

  @Override
  public Explained answer(SpineCase request) {
    return new Explained(rules.answer(request).text(), List.of(criteria(request)));
  }

  private static List<Criterion> criteria(SpineCase request) {
    var criteria = new ArrayList<Criterion>(20);
    criteria.add(Criterion.fact("b1", request.contractHasOwnRule()));
    criteria.add(
        Criterion.allOf(
            "e1",
            Criterion.fact("line-of-business", request.lineOfBusiness().isMedicareAdvantage()),
            Criterion.fact("cms-determination", request.cmsDetermination())));
    criteria.add(Criterion.fact("l1", request.spinalStenosisEvident()));
    criteria.add(Criterion.fact("l2", request.cordOrCaudaEquinaCompressionSuspected()));
    criteria.add(Criterion.fact("l3", request.congenitalSpinalDeformity()));
    criteria.add(Criterion.fact("l4", request.recurrentSymptomsAfterSpinalSurgery()));
    criteria.add(Criterion.fact("l5", request.epiduralInjectionPlanned()));
    criteria.add(Criterion.fact("l6", request.followUpOfSpinalCancerOrInfection()));
    criteria.add(
        Criterion.allOf(
            "l7",
            Criterion.fact("myelopathy-known-or-suspected", request.myelopathyKnownOrSuspected()),
            Criterion.fact(
                "brain-mri-negative-or-symptoms-mimic",
                request.brainMriNegativeOrSymptomsMimic())));
    criteria.add(Criterion.fact("l8", request.spinalCordTumorKnownOrSuspected()));
    criteria.add(
        Criterion.allOf(
            "l9",
            Criterion.fact("radiculopathy", request.radiculopathy()),
            Criterion.fact(
                "objective-findings-of-radiculopathy", request.objectiveFindingsOfRadiculopathy()),
            Criterion.fact("conservative-therapy", request.treatedForWeeks(6)),
            Criterion.fact(
                "symptoms-persist-after-therapy", request.symptomsPersistAfterTherapy())));
    criteria.add(Criterion.fact("l10", request.boneTumorOrMetastasisSuspected()));
    criteria.add(Criterion.fact("l11", request.progressivelySevereSymptoms()));
    criteria.add(Criterion.fact("l12", request.rapidDeficitOrMajorWeakness()));
    criteria.add(Criterion.fact("l13", request.severeBackPain()));
    criteria.add(
        Criterion.allOf(
            "l14",
            Criterion.fact(
                "spondylolisthesis-or-degenerative-disease",
                request.spondylolisthesisOrDegenerativeDisease()),
            Criterion.fact("conservative-therapy", request.treatedForWeeks(4)),
            Criterion.fact(
                "symptoms-persist-after-therapy", request.symptomsPersistAfterTherapy())));
    criteria.add(Criterion.fact("l15", request.spinalInfectionSuspected()));
    criteria.add(Criterion.fact("l16", request.cordInjurySuspected()));
    criteria.add(
        Criterion.allOf(
            "l17",
            Criterion.fact("fracture-suspected", request.fractureSuspected()),
            Criterion.fact("plain-films-conclusive", request.plainFilmsConclusive().not())));
    criteria.add(OTHERWISE);
    return criteria;
  }

  @Override
  public String verdict(Explained answer) {
    return answer.text();
  }
}
