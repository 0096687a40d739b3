package org.proviso.engine.packed;

import java.time.LocalDate;
import java.util.List;
import org.proviso.engine.compile.Offset;
import org.proviso.engine.compile.Variable;
import org.proviso.language.model.DateTerm;

/** The cuts of a date line between a fact and the date of service or a fixed day. */
final class DayCuts {
  private final boolean factIsSubject;
  private final boolean otherIsFixed;
  private final long fixed;
  private final int[] months;
  private final int[] days;

  private DayCuts(boolean factIsSubject, boolean otherIsFixed, long fixed, List<Offset> cuts) {
    this.factIsSubject = factIsSubject;
    this.otherIsFixed = otherIsFixed;
    this.fixed = fixed;
    this.months = cuts.stream().mapToInt(Offset::months).toArray();
    this.days = cuts.stream().mapToInt(Offset::days).toArray();
  }

  /** Of a line with one end at a date fact and the other elsewhere. */
  static DayCuts of(Variable.DateLine line) {
    boolean factIsSubject = line.subject() instanceof DateTerm.OfFact;
    DateTerm other = factIsSubject ? line.anchor() : line.subject();
    return other instanceof DateTerm.Fixed(LocalDate day)
        ? new DayCuts(factIsSubject, true, day.toEpochDay(), line.cuts())
        : new DayCuts(factIsSubject, false, 0, line.cuts());
  }

  /**
   * How many cuts are reached.
   *
   * @param day of the fact, since 1970-01-01
   * @param dateOfService since 1970-01-01
   */
  int reachedBy(long day, long dateOfService) {
    long other = otherIsFixed ? fixed : dateOfService;
    long subject = factIsSubject ? day : other;
    long anchor = factIsSubject ? other : day;
    int reached = 0;
    for (int cut = 0; cut < months.length; cut++) {
      if (subject >= EpochDays.plusMonths(anchor, months[cut]) + days[cut]) {
        reached++;
      }
    }
    return reached;
  }
}
