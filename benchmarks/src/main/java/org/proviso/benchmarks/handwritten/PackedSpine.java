package org.proviso.benchmarks.handwritten;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/**
 * The same over facts that are packed into one number: two bits for each yes/no fact (0 unknown, 1
 * yes, 2 no) and for each length of treatment, three for the line of business.
 */
@SuppressWarnings("EnumOrdinal") // a number for one run, which nothing keeps
public final class PackedSpine implements Contestant<Packed, SpineFinding> {
  private static final int CONTRACT_HAS_OWN_RULE = 0;
  private static final int CMS_DETERMINATION = 2;
  private static final int SPINAL_STENOSIS_EVIDENT = 4;
  private static final int CORD_OR_CAUDA_EQUINA_COMPRESSION_SUSPECTED = 6;
  private static final int CONGENITAL_SPINAL_DEFORMITY = 8;
  private static final int RECURRENT_SYMPTOMS_AFTER_SPINAL_SURGERY = 10;
  private static final int EPIDURAL_INJECTION_PLANNED = 12;
  private static final int FOLLOW_UP_OF_SPINAL_CANCER_OR_INFECTION = 14;
  private static final int MYELOPATHY_KNOWN_OR_SUSPECTED = 16;
  private static final int BRAIN_MRI_NEGATIVE_OR_SYMPTOMS_MIMIC = 18;
  private static final int SPINAL_CORD_TUMOR_KNOWN_OR_SUSPECTED = 20;
  private static final int RADICULOPATHY = 22;
  private static final int OBJECTIVE_FINDINGS_OF_RADICULOPATHY = 24;
  private static final int SYMPTOMS_PERSIST_AFTER_THERAPY = 26;
  private static final int BONE_TUMOR_OR_METASTASIS_SUSPECTED = 28;
  private static final int PROGRESSIVELY_SEVERE_SYMPTOMS = 30;
  private static final int RAPID_DEFICIT_OR_MAJOR_WEAKNESS = 32;
  private static final int SEVERE_BACK_PAIN = 34;
  private static final int SPONDYLOLISTHESIS_OR_DEGENERATIVE_DISEASE = 36;
  private static final int SPINAL_INFECTION_SUSPECTED = 38;
  private static final int CORD_INJURY_SUSPECTED = 40;
  private static final int FRACTURE_SUSPECTED = 42;
  private static final int PLAIN_FILMS_CONCLUSIVE = 44;
  private static final int FOUR_WEEKS = 46;
  private static final int SIX_WEEKS = 48;
  private static final int LINE = 50;

  private static final int YES = 1;
  private static final int NO = 2;

  @Override
  public Packed input(SampleRequest request) {
    return new Packed(pack(SpineCase.of(request)));
  }

  private static long pack(SpineCase facts) {
    return bits(facts.contractHasOwnRule()) << CONTRACT_HAS_OWN_RULE
        | bits(facts.cmsDetermination()) << CMS_DETERMINATION
        | bits(facts.spinalStenosisEvident()) << SPINAL_STENOSIS_EVIDENT
        | bits(facts.cordOrCaudaEquinaCompressionSuspected())
            << CORD_OR_CAUDA_EQUINA_COMPRESSION_SUSPECTED
        | bits(facts.congenitalSpinalDeformity()) << CONGENITAL_SPINAL_DEFORMITY
        | bits(facts.recurrentSymptomsAfterSpinalSurgery())
            << RECURRENT_SYMPTOMS_AFTER_SPINAL_SURGERY
        | bits(facts.epiduralInjectionPlanned()) << EPIDURAL_INJECTION_PLANNED
        | bits(facts.followUpOfSpinalCancerOrInfection()) << FOLLOW_UP_OF_SPINAL_CANCER_OR_INFECTION
        | bits(facts.myelopathyKnownOrSuspected()) << MYELOPATHY_KNOWN_OR_SUSPECTED
        | bits(facts.brainMriNegativeOrSymptomsMimic()) << BRAIN_MRI_NEGATIVE_OR_SYMPTOMS_MIMIC
        | bits(facts.spinalCordTumorKnownOrSuspected()) << SPINAL_CORD_TUMOR_KNOWN_OR_SUSPECTED
        | bits(facts.radiculopathy()) << RADICULOPATHY
        | bits(facts.objectiveFindingsOfRadiculopathy()) << OBJECTIVE_FINDINGS_OF_RADICULOPATHY
        | bits(facts.symptomsPersistAfterTherapy()) << SYMPTOMS_PERSIST_AFTER_THERAPY
        | bits(facts.boneTumorOrMetastasisSuspected()) << BONE_TUMOR_OR_METASTASIS_SUSPECTED
        | bits(facts.progressivelySevereSymptoms()) << PROGRESSIVELY_SEVERE_SYMPTOMS
        | bits(facts.rapidDeficitOrMajorWeakness()) << RAPID_DEFICIT_OR_MAJOR_WEAKNESS
        | bits(facts.severeBackPain()) << SEVERE_BACK_PAIN
        | bits(facts.spondylolisthesisOrDegenerativeDisease())
            << SPONDYLOLISTHESIS_OR_DEGENERATIVE_DISEASE
        | bits(facts.spinalInfectionSuspected()) << SPINAL_INFECTION_SUSPECTED
        | bits(facts.cordInjurySuspected()) << CORD_INJURY_SUSPECTED
        | bits(facts.fractureSuspected()) << FRACTURE_SUSPECTED
        | bits(facts.plainFilmsConclusive()) << PLAIN_FILMS_CONCLUSIVE
        | bits(facts.treatedForWeeks(4)) << FOUR_WEEKS
        | bits(facts.treatedForWeeks(6)) << SIX_WEEKS
        | (long) facts.lineOfBusiness().ordinal() << LINE;
  }

  private static long bits(Truth truth) {
    return switch (truth) {
      case TRUE -> YES;
      case FALSE -> NO;
      case UNKNOWN -> 0;
    };
  }

  private static int fact(long facts, int place) {
    return (int) (facts >> place) & 3;
  }

  private static int and(int left, int right) {
    return left == NO || right == NO ? NO : left & right;
  }

  private static int not(int truth) {
    return truth == 0 ? 0 : YES + NO - truth;
  }

  @Override
  public SpineFinding answer(Packed packed) {
    long facts = packed.facts();
    int contract = fact(facts, CONTRACT_HAS_OWN_RULE);
    if (contract != NO) {
      return contract == YES ? SpineFinding.B1 : SpineFinding.UNDECIDED;
    }
    int line = (int) (facts >> LINE) & 7;
    int advantage =
        line == LineOfBusiness.UNKNOWN.ordinal()
            ? 0
            : line == LineOfBusiness.MEDICARE_ADVANTAGE.ordinal() ? YES : NO;
    int determination = and(advantage, fact(facts, CMS_DETERMINATION));
    if (determination != NO) {
      return determination == YES ? SpineFinding.E1 : SpineFinding.UNDECIDED;
    }
    return position(facts);
  }

  private static SpineFinding position(long facts) {
    int l1 = fact(facts, SPINAL_STENOSIS_EVIDENT);
    if (l1 == YES) {
      return SpineFinding.L1;
    }
    int l2 = fact(facts, CORD_OR_CAUDA_EQUINA_COMPRESSION_SUSPECTED);
    if (l2 == YES) {
      return SpineFinding.L2;
    }
    int l3 = fact(facts, CONGENITAL_SPINAL_DEFORMITY);
    if (l3 == YES) {
      return SpineFinding.L3;
    }
    int l4 = fact(facts, RECURRENT_SYMPTOMS_AFTER_SPINAL_SURGERY);
    if (l4 == YES) {
      return SpineFinding.L4;
    }
    int l5 = fact(facts, EPIDURAL_INJECTION_PLANNED);
    if (l5 == YES) {
      return SpineFinding.L5;
    }
    int l6 = fact(facts, FOLLOW_UP_OF_SPINAL_CANCER_OR_INFECTION);
    if (l6 == YES) {
      return SpineFinding.L6;
    }
    int l7 =
        and(
            fact(facts, MYELOPATHY_KNOWN_OR_SUSPECTED),
            fact(facts, BRAIN_MRI_NEGATIVE_OR_SYMPTOMS_MIMIC));
    if (l7 == YES) {
      return SpineFinding.L7;
    }
    int l8 = fact(facts, SPINAL_CORD_TUMOR_KNOWN_OR_SUSPECTED);
    if (l8 == YES) {
      return SpineFinding.L8;
    }
    int l9 =
        and(
            and(
                and(fact(facts, RADICULOPATHY), fact(facts, OBJECTIVE_FINDINGS_OF_RADICULOPATHY)),
                fact(facts, SIX_WEEKS)),
            fact(facts, SYMPTOMS_PERSIST_AFTER_THERAPY));
    if (l9 == YES) {
      return SpineFinding.L9;
    }
    int l10 = fact(facts, BONE_TUMOR_OR_METASTASIS_SUSPECTED);
    if (l10 == YES) {
      return SpineFinding.L10;
    }
    int l11 = fact(facts, PROGRESSIVELY_SEVERE_SYMPTOMS);
    if (l11 == YES) {
      return SpineFinding.L11;
    }
    int l12 = fact(facts, RAPID_DEFICIT_OR_MAJOR_WEAKNESS);
    if (l12 == YES) {
      return SpineFinding.L12;
    }
    int l13 = fact(facts, SEVERE_BACK_PAIN);
    if (l13 == YES) {
      return SpineFinding.L13;
    }
    int l14 =
        and(
            and(fact(facts, SPONDYLOLISTHESIS_OR_DEGENERATIVE_DISEASE), fact(facts, FOUR_WEEKS)),
            fact(facts, SYMPTOMS_PERSIST_AFTER_THERAPY));
    if (l14 == YES) {
      return SpineFinding.L14;
    }
    int l15 = fact(facts, SPINAL_INFECTION_SUSPECTED);
    if (l15 == YES) {
      return SpineFinding.L15;
    }
    int l16 = fact(facts, CORD_INJURY_SUSPECTED);
    if (l16 == YES) {
      return SpineFinding.L16;
    }
    int l17 = and(fact(facts, FRACTURE_SUSPECTED), not(fact(facts, PLAIN_FILMS_CONCLUSIVE)));
    if (l17 == YES) {
      return SpineFinding.L17;
    }
    int all =
        l1 & l2 & l3 & l4 & l5 & l6 & l7 & l8 & l9 & l10 & l11 & l12 & l13 & l14 & l15 & l16 & l17;
    return all == NO ? SpineFinding.L0 : SpineFinding.UNDECIDED;
  }

  @Override
  public String verdict(SpineFinding answer) {
    return answer.text();
  }
}
