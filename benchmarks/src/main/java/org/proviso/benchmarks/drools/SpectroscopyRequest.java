package org.proviso.benchmarks.drools;

import org.proviso.benchmarks.handwritten.Condition;
import org.proviso.benchmarks.handwritten.LineOfBusiness;
import org.proviso.benchmarks.handwritten.SpectroscopyCase;
import org.proviso.benchmarks.requests.SampleRequest;

/** A request for spectroscopy as a fact of the rules. */
public final class SpectroscopyRequest extends Decided {
  private final LineOfBusiness lineOfBusiness;
  private final int serviceDate;
  private final Condition conditionInQuestion;
  private final boolean contractHasOwnRule;
  private final boolean cmsDetermination;
  private final boolean brainTumorTreated;
  private final boolean tumorOrTherapyChangeInQuestion;
  private final boolean brainLesion;
  private final boolean tumorOrOtherInQuestion;
  private final boolean repeatForPoorQuality;

  /** The request in this form. */
  public SpectroscopyRequest(SampleRequest request) {
    SpectroscopyCase facts = SpectroscopyCase.of(request);
    lineOfBusiness = facts.lineOfBusiness();
    serviceDate = Dates.number(request.dateOfService());
    conditionInQuestion = facts.conditionInQuestion();
    contractHasOwnRule = facts.contractHasOwnRule().holds();
    cmsDetermination = facts.cmsDetermination().holds();
    brainTumorTreated = facts.brainTumorTreated().holds();
    tumorOrTherapyChangeInQuestion = facts.tumorOrTherapyChangeInQuestion().holds();
    brainLesion = facts.brainLesion().holds();
    tumorOrOtherInQuestion = facts.tumorOrOtherInQuestion().holds();
    repeatForPoorQuality = facts.repeatForPoorQuality().holds();
  }

  public LineOfBusiness getLineOfBusiness() {
    return lineOfBusiness;
  }

  public int getServiceDate() {
    return serviceDate;
  }

  public Condition getConditionInQuestion() {
    return conditionInQuestion;
  }

  public boolean isContractHasOwnRule() {
    return contractHasOwnRule;
  }

  public boolean isCmsDetermination() {
    return cmsDetermination;
  }

  public boolean isBrainTumorTreated() {
    return brainTumorTreated;
  }

  public boolean isTumorOrTherapyChangeInQuestion() {
    return tumorOrTherapyChangeInQuestion;
  }

  public boolean isBrainLesion() {
    return brainLesion;
  }

  public boolean isTumorOrOtherInQuestion() {
    return tumorOrOtherInQuestion;
  }

  public boolean isRepeatForPoorQuality() {
    return repeatForPoorQuality;
  }
}
