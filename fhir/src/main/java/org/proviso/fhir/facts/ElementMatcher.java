package org.proviso.fhir.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.Concepts;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reliability;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.ResourceType;
import org.proviso.fhir.record.Subject;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;
import org.proviso.terminology.ValueSet;
import org.proviso.terminology.ValueSetMatcher;

/** The elements of one resource that fit a source, by their shape. */
final class ElementMatcher {
  private final ReadingContext context;
  private final Guideline guideline;
  private final MatchDates dates;

  ElementMatcher(ReadingContext context, Guideline guideline, MatchDates dates) {
    this.context = context;
    this.guideline = guideline;
    this.dates = dates;
  }

  /** What fits, whatever its status and date. */
  List<Match> matches(Place resource, FactSource.Resources source, ReadableElement readable) {
    When when =
        context.isOrder(resource.resource())
            ? When.on(DateRange.exactly(context.dateOfService()))
            : When.of(resource);
    var search = new Search(source, when, new ArrayList<>(2));
    switch (readable.shape()) {
      case CONCEPTS -> search.concepts(ReadableElement.follow(resource, readable.path()), resource);
      case REASONS -> {
        search.concepts(resource.all("reasonCode"), resource);
        for (Place reference : resource.all("reasonReference")) {
          search.reason(reference, resource);
        }
      }
      case MEDICATION -> search.concepts(medication(resource), resource);
      case OBSERVED -> {
        search.concepts(resource.all("code"), resource);
        if (source.valueSet().isPresent()) {
          for (Place component : resource.all("component")) {
            search.concepts(component.all("code"), component);
          }
        }
      }
      case VALUE -> {
        Place value = Values.place(resource);
        if (source.valueSet().isEmpty() && value != null) {
          search.add(value, resource);
        } else if (value != null && resource.has("valueCodeableConcept")) {
          search.concepts(List.of(value), resource);
        }
      }
      case CLAIM_ITEMS -> {
        for (Place item : resource.all("item")) {
          search.at(served(item, resource)).concepts(item.all("productOrService"), item);
        }
      }
      case SYMBOL, DATE, QUANTITY -> {
        for (Place place : ReadableElement.follow(resource, readable.path())) {
          search.add(place, resource);
        }
      }
      case WHEN -> search.add(resource, resource);
      case COVERAGE -> {}
    }
    return search.found();
  }

  private static When served(Place item, Place claim) {
    When served = When.pointOrPeriod(item, "servicedDate", "servicedPeriod", false);
    return served.equals(When.UNKNOWN)
        ? When.pointOrPeriod(claim, "", "billablePeriod", false)
        : served;
  }

  private List<Place> medication(Place resource) {
    List<Place> own = resource.all("medicationCodeableConcept");
    if (!own.isEmpty() || !resource.has("medicationReference")) {
      return own;
    }
    Optional<Resource> medication = context.record().referred(resource, "medicationReference");
    if (medication.isEmpty()) {
      noteUnresolved(resource, "medicationReference");
      return List.of();
    }
    return context.place(medication.get()).all("code");
  }

  private static void noteUnresolved(Place resource, String element) {
    resource.note(
        ProblemKind.REFERENCE_UNRESOLVED,
        "Its " + element + " leads to nothing in the bundle; it is not used.",
        "Add what it refers to.");
  }

  private boolean isIn(Optional<String> name, Code code) {
    if (name.isEmpty()) {
      return true;
    }
    ValueSet valueSet = guideline.valueSets().get(name.get());
    return valueSet != null && ValueSetMatcher.matches(valueSet, code);
  }

  /** The search of one resource for one source; what fits is added to {@code found}. */
  private final class Search {
    private final FactSource.Resources source;
    private final When when;
    private final List<Match> found;

    Search(FactSource.Resources source, When when, List<Match> found) {
      this.source = source;
      this.when = when;
      this.found = found;
    }

    List<Match> found() {
      return found;
    }

    /** The same, of what was at another time. */
    Search at(When other) {
      return new Search(source, other, found);
    }

    void add(Place place, Place holder) {
      found.add(new Match(place, holder, null, when));
    }

    void concepts(List<Place> places, Place holder) {
      concepts(places, holder, when.recorded());
    }

    /** One match a concept: its codings are names of one thing. */
    private void concepts(List<Place> places, Place holder, @Nullable LocalDate recorded) {
      for (Place concept : places) {
        if (source.valueSet().isEmpty() && !concept.has("coding")) {
          // The resource is there, whatever its words say.
          add(concept, holder);
          continue;
        }
        Place first = null;
        var names = new ArrayList<Code>(1);
        for (Concepts.Coded coded : context.concepts().of(concept, recorded)) {
          if (isIn(source.valueSet(), coded.code())) {
            first = first == null ? coded.coding() : first;
            names.add(coded.code());
          }
        }
        if (first != null) {
          found.add(new Match(first, holder, names.getFirst(), names, when));
        }
      }
    }

    /** The condition that a reason refers to, when it counts and lasts on the date of service. */
    void reason(Place reference, Place resource) {
      String target = reference.text("reference");
      Resource condition =
          target == null
              ? null
              : context.record().resolve(resource.resource(), target).orElse(null);
      if (condition == null) {
        noteUnresolved(resource, "reasonReference");
        return;
      }
      Place place = context.place(condition);
      if (condition.type() == ResourceType.CONDITION
          && context.reliability(place) == Reliability.COUNTS
          && context.subject(place) == Subject.PATIENT
          && dates.isReason(place)) {
        concepts(place.all("code"), resource, When.of(place).recorded());
      }
    }
  }
}
