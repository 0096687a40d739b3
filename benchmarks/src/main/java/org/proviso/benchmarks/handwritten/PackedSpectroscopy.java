package org.proviso.benchmarks.handwritten;

import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/**
 * The same over facts that are packed into one number: two bits for each yes/no fact (0 unknown, 1
 * yes, 2 no), three for the line of business, four for the condition, the rest for the date of
 * service in days since 1970-01-01.
 */
@SuppressWarnings("EnumOrdinal") // a number for one run, which nothing keeps
public final class PackedSpectroscopy implements Contestant<Packed, Verdict> {
  private static final int CONTRACT = 0;
  private static final int DETERMINATION = 2;
  private static final int TREATED = 4;
  private static final int THERAPY = 6;
  private static final int LESION = 8;
  private static final int OTHER = 10;
  private static final int REPEAT = 12;
  private static final int LINE = 14;
  private static final int CONDITION = 17;
  private static final int DAY = 21;

  private static final int YES = 1;
  private static final int NO = 2;

  private static final Finding[] FINDINGS = Finding.values();

  @Override
  public Packed input(SampleRequest request) {
    return new Packed(pack(request));
  }

  private static long pack(SampleRequest request) {
    SpectroscopyCase facts = SpectroscopyCase.of(request);
    return bits(facts.contractHasOwnRule()) << CONTRACT
        | bits(facts.cmsDetermination()) << DETERMINATION
        | bits(facts.brainTumorTreated()) << TREATED
        | bits(facts.tumorOrTherapyChangeInQuestion()) << THERAPY
        | bits(facts.brainLesion()) << LESION
        | bits(facts.tumorOrOtherInQuestion()) << OTHER
        | bits(facts.repeatForPoorQuality()) << REPEAT
        | (long) facts.lineOfBusiness().ordinal() << LINE
        | (long) facts.conditionInQuestion().ordinal() << CONDITION
        | facts.dateOfService().toEpochDay() << DAY;
  }

  private static long bits(Truth truth) {
    return switch (truth) {
      case TRUE -> YES;
      case FALSE -> NO;
      case UNKNOWN -> 0;
    };
  }

  @Override
  public Verdict answer(Packed packed) {
    long facts = packed.facts();
    Era era = Era.onDay((int) (facts >> DAY));
    Finding exception = exception(era, facts);
    if (exception != Finding.ABSENT) {
      return Verdict.of(exception, era == Era.REIMBURSEMENT ? exception : Finding.ABSENT);
    }
    return Verdict.of(
        position(era, facts), era == Era.REIMBURSEMENT ? reimbursement(facts) : Finding.ABSENT);
  }

  private static int fact(long facts, int place) {
    return (int) (facts >> place) & 3;
  }

  private static Finding exception(Era era, long facts) {
    int contract = fact(facts, CONTRACT);
    if (contract != NO) {
      return contract == YES ? Finding.B1 : Finding.UNDECIDED;
    }
    int line = (int) (facts >> LINE) & 7;
    int determination = fact(facts, DETERMINATION);
    if (line == LineOfBusiness.UNKNOWN.ordinal()) {
      return era.hasFederalEmployees() || determination != NO ? Finding.UNDECIDED : Finding.ABSENT;
    }
    if (line == LineOfBusiness.FEP.ordinal()) {
      return era.hasFederalEmployees() ? Finding.E1 : Finding.ABSENT;
    }
    boolean medicare =
        line >= LineOfBusiness.MEDICARE_ADVANTAGE.ordinal()
            && line <= LineOfBusiness.MEDICARE_SUPPLEMENT.ordinal();
    if (!medicare || determination == NO) {
      return Finding.ABSENT;
    }
    if (determination != YES) {
      return Finding.UNDECIDED;
    }
    return era.determinationBesideContract() ? Finding.B2 : Finding.E2;
  }

  private static Finding position(Era era, long facts) {
    if (!era.hasPosition()) {
      return Finding.I0;
    }
    int therapy = and(fact(facts, TREATED), fact(facts, THERAPY));
    if (therapy == YES) {
      return Finding.P1;
    }
    int lesion = and(fact(facts, LESION), fact(facts, OTHER));
    if (lesion == YES) {
      return Finding.P2;
    }
    if (therapy != NO || lesion != NO) {
      return Finding.UNDECIDED;
    }
    if (!era.hasConditions()) {
      return Finding.P0;
    }
    int condition = (int) (facts >> CONDITION) & 15;
    if (condition == Condition.UNKNOWN.ordinal()) {
      return Finding.UNDECIDED;
    }
    return condition == Condition.NONE_OF_THESE.ordinal()
        ? Finding.P0
        : FINDINGS[Finding.I1.ordinal() + condition - Condition.EPILEPSY.ordinal()];
  }

  private static int and(int left, int right) {
    if (left == NO || right == NO) {
      return NO;
    }
    return left & right;
  }

  private static Finding reimbursement(long facts) {
    return switch (fact(facts, REPEAT)) {
      case YES -> Finding.R1;
      case NO -> Finding.R0;
      default -> Finding.UNDECIDED;
    };
  }

  @Override
  public String verdict(Verdict answer) {
    return answer.text();
  }
}
