package org.proviso.fhir.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.Reliability;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.ResourceType;
import org.proviso.fhir.record.Subject;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Window;

/** Finds what a source means: the resources, or elements of them, that fit it. */
final class MatchFinder {
  private final ReadingContext context;
  private final MatchDates dates;
  private final ElementMatcher elements;

  MatchFinder(ReadingContext context, Guideline guideline, MatchDates dates) {
    this.context = context;
    this.dates = dates;
    this.elements = new ElementMatcher(context, guideline, dates);
  }

  /**
   * Finds them.
   *
   * @param window the days of the source's window; empty when a date that it rests on is not known
   */
  Matches find(FactSource.Resources source, ReadableElement readable, Optional<DateRange> window) {
    var found = new Matches(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    boolean anyTime = source.window().equals(Window.ANY_TIME);
    for (Resource resource : resources(source, readable.type())) {
      Place place = context.place(resource);
      Subject subject = context.subject(place);
      Reliability reliability = reliability(place, subject, readable);
      if (subject == Subject.ANOTHER || reliability == Reliability.ENTERED_IN_ERROR) {
        continue;
      }
      for (Match match : elements.matches(place, source, readable)) {
        if (reliability == Reliability.DID_NOT_HAPPEN) {
          if (resource.type() == ResourceType.CONDITION) {
            found.refuted().add(match);
          }
          continue;
        }
        sort(match, reliability == Reliability.COUNTS, anyTime, window, found);
      }
    }
    return found;
  }

  private Reliability reliability(Place resource, Subject subject, ReadableElement readable) {
    if (subject == Subject.NOT_SAID) {
      return Reliability.NOT_ESTABLISHED;
    }
    return context.isOrder(resource.resource()) && readable.shape() != ReadableElement.Shape.DATE
        ? Reliability.COUNTS
        : context.reliability(resource);
  }

  /** Files a match by whether it counts for certain, possibly, or not. */
  private void sort(
      Match match, boolean counts, boolean anyTime, Optional<DateRange> window, Matches found) {
    if (!dates.mayBeginByService(match)) {
      dates.noteAfter(match);
      return;
    }
    boolean possible =
        anyTime
            ? dates.mayBeCurrent(match)
            : window.isEmpty() || MatchDates.mayBeIn(window.get(), match);
    boolean sure =
        counts
            && dates.beginsByService(match)
            && !dates.isRecordedLater(match)
            && (anyTime
                ? dates.isCurrent(match)
                : window.isPresent() && MatchDates.isIn(window.get(), match));
    if (sure) {
      found.sure().add(match);
    } else if (possible) {
      found.possible().add(match);
      if (counts) {
        dates.noteUncertain(match);
      }
    }
  }

  /** An element of the request's own type means the request; the type alone means the others. */
  private List<Resource> resources(FactSource.Resources source, ResourceType type) {
    if (type == ResourceType.COVERAGE) {
      return context.coverage().map(List::of).orElse(List.of());
    }
    if (type == ResourceType.PATIENT) {
      return context.patient().map(List::of).orElse(List.of());
    }
    var others = new ArrayList<Resource>();
    for (Resource resource : context.record().ofType(type)) {
      if (!context.isOrder(resource)) {
        others.add(resource);
      } else if (source.element().isPresent()) {
        return List.of(resource);
      }
    }
    return others;
  }
}
