package org.proviso.benchmarks.handwritten;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.proviso.benchmarks.requests.SampleRequest;

/** A request for an image of the lumbar spine as an application holds it. */
public record SpineCase(
    LocalDate dateOfService,
    LineOfBusiness lineOfBusiness,
    Truth contractHasOwnRule,
    Truth cmsDetermination,
    Optional<Courses> conservativeTherapy,
    Truth spinalStenosisEvident,
    Truth cordOrCaudaEquinaCompressionSuspected,
    Truth congenitalSpinalDeformity,
    Truth recurrentSymptomsAfterSpinalSurgery,
    Truth epiduralInjectionPlanned,
    Truth followUpOfSpinalCancerOrInfection,
    Truth myelopathyKnownOrSuspected,
    Truth brainMriNegativeOrSymptomsMimic,
    Truth spinalCordTumorKnownOrSuspected,
    Truth radiculopathy,
    Truth objectiveFindingsOfRadiculopathy,
    Truth symptomsPersistAfterTherapy,
    Truth boneTumorOrMetastasisSuspected,
    Truth progressivelySevereSymptoms,
    Truth rapidDeficitOrMajorWeakness,
    Truth severeBackPain,
    Truth spondylolisthesisOrDegenerativeDisease,
    Truth spinalInfectionSuspected,
    Truth cordInjurySuspected,
    Truth fractureSuspected,
    Truth plainFilmsConclusive) {
  /** The request in this form. */
  public static SpineCase of(SampleRequest request) {
    Map<String, String> values = request.values();
    return new SpineCase(
        request.dateOfService(),
        LineOfBusiness.of(values),
        Truth.of(values, "contract-has-own-rule"),
        Truth.of(values, "cms-determination"),
        Courses.of(Optional.ofNullable(values.get("conservative-therapy"))),
        Truth.of(values, "spinal-stenosis-evident"),
        Truth.of(values, "cord-or-cauda-equina-compression-suspected"),
        Truth.of(values, "congenital-spinal-deformity"),
        Truth.of(values, "recurrent-symptoms-after-spinal-surgery"),
        Truth.of(values, "epidural-injection-planned"),
        Truth.of(values, "follow-up-of-spinal-cancer-or-infection"),
        Truth.of(values, "myelopathy-known-or-suspected"),
        Truth.of(values, "brain-mri-negative-or-symptoms-mimic"),
        Truth.of(values, "spinal-cord-tumor-known-or-suspected"),
        Truth.of(values, "radiculopathy"),
        Truth.of(values, "objective-findings-of-radiculopathy"),
        Truth.of(values, "symptoms-persist-after-therapy"),
        Truth.of(values, "bone-tumor-or-metastasis-suspected"),
        Truth.of(values, "progressively-severe-symptoms"),
        Truth.of(values, "rapid-deficit-or-major-weakness"),
        Truth.of(values, "severe-back-pain"),
        Truth.of(values, "spondylolisthesis-or-degenerative-disease"),
        Truth.of(values, "spinal-infection-suspected"),
        Truth.of(values, "cord-injury-suspected"),
        Truth.of(values, "fracture-suspected"),
        Truth.of(values, "plain-films-conclusive"));
  }

  /** Whether a course of conservative therapy took at least these weeks. */
  Truth treatedForWeeks(int weeks) {
    return conservativeTherapy.isPresent()
        ? conservativeTherapy.get().lasted(7 * weeks)
        : Truth.UNKNOWN;
  }
}
