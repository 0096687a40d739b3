package org.proviso.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.proviso.engine.compile.Days;
import org.proviso.engine.compile.Offset;
import org.proviso.engine.compile.Variable;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;

/** Dates at calendar distances agree with trying every day. */
class DaySystemTest {
  private static final LocalDate FIRST = LocalDate.of(2028, 1, 15);
  private static final int DAYS = 45;
  private static final DateTerm SERVICE = new DateTerm.DateOfService();
  private static final DateTerm ONE = new DateTerm.OfFact(new FactName("one"));
  private static final DateTerm OTHER = new DateTerm.OfFact(new FactName("other"));
  private static final DateTerm EPOCH = new DateTerm.Fixed(LocalDate.EPOCH);

  private record Required(Variable.DateLine line, long mask) {
    boolean holds(LocalDate service, LocalDate one, LocalDate other) {
      LocalDate subject = day(line.subject(), service, one, other);
      LocalDate anchor = day(line.anchor(), service, one, other);
      int cell = 0;
      for (Offset cut : line.cuts()) {
        cell += subject.isBefore(cut.from(anchor)) ? 0 : 1;
      }
      return (mask >>> cell & 1) != 0;
    }

    private static LocalDate day(DateTerm term, LocalDate service, LocalDate one, LocalDate other) {
      return term.equals(SERVICE) ? service : term.equals(ONE) ? one : other;
    }
  }

  private static Required random(SplittableRandom random) {
    List<DateTerm> terms = List.of(SERVICE, ONE, OTHER);
    int subject = random.nextInt(3);
    int anchor = (subject + 1 + random.nextInt(2)) % 3;
    Offset cut = new Offset(random.nextInt(-2, 3), random.nextInt(-3, 4));
    return new Required(
        new Variable.DateLine(
            terms.get(subject), terms.get(anchor), List.of(cut, cut.plusDays(1)), false),
        List.of(0b001L, 0b010L, 0b100L, 0b011L, 0b110L).get(random.nextInt(5)));
  }

  private static Required within(DateTerm term) {
    int day = (int) FIRST.toEpochDay();
    return new Required(
        new Variable.DateLine(
            term, EPOCH, List.of(new Offset(0, day), new Offset(0, day + DAYS)), false),
        0b010L);
  }

  private static boolean somebody(List<Required> required) {
    for (int service = 0; service < DAYS; service++) {
      for (int one = 0; one < DAYS; one++) {
        for (int other = 0; other < DAYS; other++) {
          LocalDate serviceDay = FIRST.plusDays(service);
          LocalDate oneDay = FIRST.plusDays(one);
          LocalDate otherDay = FIRST.plusDays(other);
          if (required.stream().allMatch(each -> each.holds(serviceDay, oneDay, otherDay))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  void threeDatesComparedWithEachOther() {
    var random = new SplittableRandom(29);
    int satisfiable = 0;
    for (int index = 0; index < 40; index++) {
      var required = new ArrayList<Required>();
      for (int comparison = 0; comparison < 3; comparison++) {
        required.add(random(random));
      }
      var system =
          new DaySystem(
              new Days(FIRST.toEpochDay(), FIRST.plusDays(DAYS - 1).toEpochDay(), false, true));
      required.forEach(each -> system.require(each.line(), each.mask()));
      List.of(within(ONE), within(OTHER)).forEach(each -> system.require(each.line(), each.mask()));
      assertThat(system.satisfiable())
          .as("system %d: %s", index, required)
          .isEqualTo(somebody(required));
      satisfiable += system.satisfiable() ? 1 : 0;
    }
    assertThat(satisfiable).isBetween(4, 36);
  }
}
