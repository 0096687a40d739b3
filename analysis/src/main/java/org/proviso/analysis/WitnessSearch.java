package org.proviso.analysis;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.compile.Days;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.compile.Offset;
import org.proviso.engine.compile.Variable;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Value;

/**
 * Looks for a patient whose facts are in given cells: for a date of service, and for values of the
 * facts. Not thread-safe.
 */
public final class WitnessSearch {
  /** How many dates of service are tried. */
  private static final int MOST_DATES = 40;

  /** How many leap days are tried as dates of service. */
  private static final int LEAP_DAYS = 6;

  /** How many dates of service are tried that the bounds of one box suggest. */
  private static final int MOST_DATES_OF_BOX = 300;

  private final Distinctions distinctions;
  private final Map<PatientSearch.Tried, Optional<Map<FactName, Value>>> tried = new HashMap<>();

  /** A search among a guideline's cells. */
  public WitnessSearch(Distinctions distinctions) {
    this.distinctions = distinctions;
  }

  /**
   * A patient in one of some boxes who is accepted.
   *
   * @param firstDate the date of service that is tried first
   * @param alls whether every fact that the guideline tells apart gets a value; tried in turn
   * @param accept the patient as he is to be shown, or nothing if he will not do
   * @return empty when there is none or none was found
   */
  public Optional<Patient> find(
      List<Box> boxes,
      LocalDate firstDate,
      List<Boolean> alls,
      Function<Patient, Optional<Patient>> accept) {
    List<LocalDate> dates = dates(firstDate, Optional.empty());
    for (LocalDate date : dates) {
      for (Box box : boxes) {
        Optional<Patient> found = find(box, date, alls, accept);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (Box box : boxes) {
      for (LocalDate date : dates(firstDate, Optional.of(box))) {
        Optional<Patient> found =
            dates.contains(date) ? Optional.empty() : find(box, date, alls, accept);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Patient> find(
      Box box, LocalDate date, List<Boolean> alls, Function<Patient, Optional<Patient>> accept) {
    if (!days(box, Days.exactly(date)).satisfiable()) {
      return Optional.empty();
    }
    for (boolean all : alls) {
      Optional<Patient> found =
          new PatientSearch(distinctions, date, tried).find(box, all).flatMap(accept);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Dates of service to try: the first, some later ones where it does not do, and, where the
   * document mentions fixed days, those at the distances from them that it mentions too.
   *
   * @param box whose bounds alone are looked at; empty: every bound of the document, of which there
   *     may be too many
   */
  private List<LocalDate> dates(LocalDate first, Optional<Box> box) {
    var dates = new LinkedHashSet<LocalDate>(List.of(first));
    for (int days : new int[] {45, 400, 4000}) {
      dates.add(first.plusDays(days));
    }
    if (box.isPresent()) {
      DaySystem days = days(box.get(), datesOfService(first));
      days.first(new DateTerm.DateOfService())
          .ifPresent(day -> dates.add(LocalDate.ofEpochDay(day)));
      days.last(new DateTerm.DateOfService())
          .ifPresent(day -> dates.add(LocalDate.ofEpochDay(day)));
      LocalDate leapDay = leapDay(first);
      for (int later = 0; later < LEAP_DAYS; later++) {
        dates.add(leapDay);
        leapDay = leapDay(leapDay.plusDays(1));
      }
    }
    var fixed = new ArrayList<LocalDate>();
    var distances = new LinkedHashSet<Offset>(List.of(Offset.NONE));
    for (int index = 0; index < distinctions.variables().size(); index++) {
      if (distinctions.variables().get(index) instanceof Variable.DateLine line) {
        List<Offset> cuts =
            box.isEmpty() ? line.cuts() : bounds(line, box.get().cells().get(index));
        if (line.anchor() instanceof DateTerm.Fixed(LocalDate day)) {
          cuts.forEach(cut -> fixed.add(cut.from(day)));
        } else if (line.subject() instanceof DateTerm.Fixed(LocalDate day)) {
          if (!cuts.isEmpty()) {
            fixed.add(day);
          }
          distances.addAll(cuts);
        } else {
          distances.addAll(cuts);
        }
      }
    }
    for (LocalDate day : fixed) {
      distances.forEach(distance -> addAround(before(day, distance), dates));
    }
    if (box.isPresent()) {
      // A fixed day may bound a fact's date, and that the date of service.
      for (LocalDate day : fixed) {
        for (Offset distance : distances) {
          LocalDate between = before(day, distance);
          distances.forEach(further -> addAround(before(between, further), dates));
        }
      }
    }
    return dates.stream()
        .filter(date -> !date.isBefore(distinctions.guideline().effective()))
        .filter(
            date ->
                distinctions
                    .guideline()
                    .through()
                    .map(through -> !date.isAfter(through))
                    .orElse(true))
        .limit(box.isEmpty() ? MOST_DATES : MOST_DATES_OF_BOX)
        .toList();
  }

  /** The days of the guideline from one on. */
  private Days datesOfService(LocalDate first) {
    Days all = distinctions.datesOfService();
    return new Days(
        Math.clamp(first.toEpochDay(), all.least(), all.greatest()), all.greatest(), false, true);
  }

  private DaySystem days(Box box, Days datesOfService) {
    var days = new DaySystem(datesOfService);
    box.cells()
        .forEach(
            (index, mask) -> {
              if (distinctions.variables().get(index) instanceof Variable.DateLine line) {
                days.require(line, mask);
              }
            });
    return days;
  }

  /** The next 29 February: only from it do a year forth and a year back lead to another day. */
  private static LocalDate leapDay(LocalDate first) {
    int year = first.getYear();
    while (!Year.isLeap(year) || LocalDate.of(year, 2, 29).isBefore(first)) {
      year++;
    }
    return LocalDate.of(year, 2, 29);
  }

  private static LocalDate before(LocalDate day, Offset distance) {
    return day.minusDays(distance.days()).minusMonths(distance.months());
  }

  private static void addAround(LocalDate day, Set<LocalDate> dates) {
    dates.addAll(List.of(day, day.minusDays(1), day.plusDays(1)));
  }

  /** The cuts between cells that are in a mask and cells that are not. */
  private static List<Offset> bounds(Variable.DateLine line, @Nullable Long mask) {
    var bounds = new ArrayList<Offset>();
    for (int cut = 0; mask != null && cut < line.cuts().size(); cut++) {
      if ((mask >>> cut & 1) != (mask >>> (cut + 1) & 1)) {
        bounds.add(line.cuts().get(cut));
      }
    }
    return bounds;
  }
}
