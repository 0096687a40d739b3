package org.proviso.benchmarks.handwritten;

import java.util.ArrayList;
import java.util.List;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/** Decides, and says of every criterion whether it is met. */
@SuppressWarnings("EnumOrdinal") // a number for one run, which nothing keeps
public final class ExplainedSpectroscopy implements Contestant<SpectroscopyCase, Explained> {
  private static final Condition[] CONDITIONS = Condition.values();
  private static final Criterion OTHERWISE_ADDRESSED = Criterion.fact("p0", Truth.TRUE);
  private static final Criterion OTHERWISE_REIMBURSED = Criterion.fact("r0", Truth.TRUE);
  private static final Criterion ALWAYS = Criterion.fact("i0", Truth.TRUE);

  private final ThreeValuedSpectroscopy rules = new ThreeValuedSpectroscopy();

  @Override
  public SpectroscopyCase input(SampleRequest request) {
    return SpectroscopyCase.of(request);
  }

  @Override
  public Explained answer(SpectroscopyCase request) {
    Era era = Era.on(request.dateOfService());
    String outcome = rules.answer(request).text();
    var exceptions = exceptions(era, request);
    var necessity = new ArrayList<Criterion>(exceptions);
    addPosition(necessity, era, request);
    if (era != Era.REIMBURSEMENT) {
      return new Explained(outcome, List.of(necessity));
    }
    exceptions.add(Criterion.fact("r1", request.repeatForPoorQuality()));
    exceptions.add(OTHERWISE_REIMBURSED);
    return new Explained(outcome, List.of(necessity, exceptions));
  }

  private static List<Criterion> exceptions(Era era, SpectroscopyCase request) {
    var criteria = new ArrayList<Criterion>(8);
    criteria.add(Criterion.fact("b1", request.contractHasOwnRule()));
    Criterion medicare = Criterion.fact("line-of-business", request.lineOfBusiness().isMedicare());
    Criterion determination = Criterion.fact("cms-determination", request.cmsDetermination());
    if (era.determinationBesideContract()) {
      Criterion contract =
          Criterion.fact("contract-has-own-rule", request.contractHasOwnRule().not());
      criteria.add(Criterion.allOf("b2", medicare, determination, contract));
    }
    if (era.hasFederalEmployees()) {
      criteria.add(Criterion.fact("e1", request.lineOfBusiness().isFederalEmployees()));
    }
    if (!era.determinationBesideContract()) {
      criteria.add(Criterion.allOf("e2", medicare, determination));
    }
    return criteria;
  }

  private static void addPosition(List<Criterion> criteria, Era era, SpectroscopyCase request) {
    if (!era.hasPosition()) {
      criteria.add(ALWAYS);
      return;
    }
    criteria.add(
        Criterion.allOf(
            "p1",
            Criterion.fact("brain-tumor-treated", request.brainTumorTreated()),
            Criterion.fact(
                "tumor-or-therapy-change-in-question", request.tumorOrTherapyChangeInQuestion())));
    criteria.add(
        Criterion.allOf(
            "p2",
            Criterion.fact("brain-lesion", request.brainLesion()),
            Criterion.fact("tumor-or-other-in-question", request.tumorOrOtherInQuestion())));
    if (era.hasConditions()) {
      Condition asked = request.conditionInQuestion();
      for (int index = Condition.EPILEPSY.ordinal();
          index <= Condition.BREAST_LESION.ordinal();
          index++) {
        Truth truth =
            asked == Condition.UNKNOWN ? Truth.UNKNOWN : Truth.of(asked == CONDITIONS[index]);
        criteria.add(Criterion.fact(Finding.investigational(CONDITIONS[index]).name(), truth));
      }
    }
    criteria.add(OTHERWISE_ADDRESSED);
  }

  @Override
  public String verdict(Explained answer) {
    return answer.text();
  }
}
