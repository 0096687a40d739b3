package org.proviso.fhir.facts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.proviso.fhir.record.DateRange;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Value;
import org.proviso.language.model.Window;

/** The days that a window means, once the dates that it rests on are known. */
final class WindowDays {
  private final LocalDate dateOfService;
  private final Function<FactName, Optional<Value>> facts;

  /**
   * The days of windows for one date of service.
   *
   * @param facts the values of other facts that are known
   */
  WindowDays(LocalDate dateOfService, Function<FactName, Optional<Value>> facts) {
    this.dateOfService = dateOfService;
    this.facts = facts;
  }

  /** The days; empty when a date that the window rests on is not known. */
  Optional<DateRange> of(Window window) {
    LocalDate first = LocalDate.MIN;
    LocalDate last = LocalDate.MAX;
    if (window.from().isPresent()) {
      Optional<LocalDate> day = day(window.from().get(), 1);
      if (day.isEmpty()) {
        return Optional.empty();
      }
      first = day.get();
    }
    if (window.through().isPresent()) {
      Optional<LocalDate> day = day(window.through().get(), -1);
      if (day.isEmpty()) {
        return Optional.empty();
      }
      last = day.get();
    }
    return Optional.of(new DateRange(first, last));
  }

  private Optional<LocalDate> day(Window.Bound bound, int inwards) {
    return date(bound.date())
        .flatMap(
            date -> {
              try {
                var unit = bound.distance().unit().unit();
                LocalDate moved =
                    switch (bound.direction()) {
                      case BEFORE -> date.minus(bound.distance().amount(), unit);
                      case AFTER -> date.plus(bound.distance().amount(), unit);
                    };
                return Optional.of(bound.inclusive() ? moved : moved.plusDays(inwards));
              } catch (DateTimeException beyondTheCalendar) {
                return Optional.empty();
              }
            });
  }

  private Optional<LocalDate> date(DateTerm term) {
    return switch (term) {
      case DateTerm.DateOfService() -> Optional.of(dateOfService);
      case DateTerm.Fixed(LocalDate date) -> Optional.of(date);
      case DateTerm.OfFact(FactName fact) ->
          facts.apply(fact).orElse(null) instanceof Value.Day(LocalDate date)
              ? Optional.of(date)
              : Optional.empty();
      case DateTerm.Earliest(FactName history) ->
          events(history).stream().map(Event::first).findFirst();
      case DateTerm.Latest(FactName history) ->
          events(history).stream().map(Event::last).max(Comparator.naturalOrder());
    };
  }

  /** Of a history that is complete; otherwise none. */
  private List<Event> events(FactName history) {
    return facts.apply(history).orElse(null)
                instanceof Value.Events(List<Event> events, boolean complete)
            && complete
        ? events
        : List.of();
  }
}
