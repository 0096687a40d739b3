package org.proviso.fhir.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Combine;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;

/** One value of several: the latest, earliest, highest or lowest, as the source says. */
final class ValuePicker {
  private final ReadingContext context;
  private final MatchValues values;

  ValuePicker(ReadingContext context, MatchValues values) {
    this.context = context;
    this.values = values;
  }

  private record Candidate(Match match, Knowledge knowledge) {}

  /** The value; nothing when there is none, or when another may be meant. */
  @Nullable Knowledge pick(
      FactType type, FactSource.Resources source, ReadableElement readable, Matches found) {
    var candidates = new ArrayList<Candidate>();
    boolean unread = false;
    for (Match match : found.sure()) {
      Knowledge knowledge = values.of(type, readable, match);
      if (knowledge == null) {
        unread = true;
      } else {
        candidates.add(new Candidate(match, knowledge));
      }
    }
    // What is on a page that was not sent may be later, or higher.
    if (candidates.isEmpty() || !context.record().isWhole()) {
      return null;
    }
    boolean several = found.sure().size() + found.possible().size() > 1;
    if (!several) {
      return Combine.all(candidates.stream().map(Candidate::knowledge).toList());
    }
    return switch (source.pick()) {
      case LATEST -> extreme(candidates, found, unread, true);
      case EARLIEST -> extreme(candidates, found, unread, false);
      case HIGHEST -> ranked(candidates, found, unread, true);
      case LOWEST -> ranked(candidates, found, unread, false);
    };
  }

  /** The value of the latest, or earliest; not known when another may be later, or earlier. */
  private static @Nullable Knowledge extreme(
      List<Candidate> candidates, Matches found, boolean unread, boolean latest) {
    Comparator<LocalDate> order =
        latest ? Comparator.naturalOrder() : Comparator.<LocalDate>naturalOrder().reversed();
    Candidate best = candidates.getFirst();
    for (Candidate candidate : candidates) {
      if (order.compare(inner(candidate.match, latest), inner(best.match, latest)) > 0) {
        best = candidate;
      }
    }
    LocalDate bound = inner(best.match, latest);
    var rivals = new ArrayList<Knowledge>();
    for (Candidate candidate : candidates) {
      if (order.compare(outer(candidate.match, latest), bound) >= 0) {
        rivals.add(candidate.knowledge);
      }
    }
    var others = new ArrayList<>(found.possible());
    if (unread) {
      found.sure().stream()
          .filter(one -> candidates.stream().noneMatch(candidate -> candidate.match.equals(one)))
          .forEach(others::add);
    }
    for (Match other : others) {
      if (order.compare(outer(other, latest), bound) >= 0) {
        noteUncertain(best.match);
        return null;
      }
    }
    return Combine.all(rivals);
  }

  private static LocalDate inner(Match match, boolean latest) {
    DateRange start = match.when().start();
    return latest ? start.first() : start.last();
  }

  private static LocalDate outer(Match match, boolean latest) {
    DateRange start = match.when().start();
    return latest ? start.last() : start.first();
  }

  private static void noteUncertain(Match match) {
    match
        .at()
        .note(
            ProblemKind.ORDER_NOT_CERTAIN,
            "Which of several is meant cannot be told, since one of them has no certain date,"
                + " value or status; the fact is left unknown.",
            "Give each its date to the day, its value and its final status.");
  }

  /** The highest, or lowest, value; not known when one of them cannot be compared. */
  private static @Nullable Knowledge ranked(
      List<Candidate> candidates, Matches found, boolean unread, boolean highest) {
    Known best = null;
    for (Candidate candidate : candidates) {
      if (!(candidate.knowledge instanceof Known known)) {
        noteUncertain(candidate.match);
        return null;
      }
      int sign = best == null ? 1 : compare(known.value(), best.value());
      if (best == null || (highest ? sign > 0 : sign < 0)) {
        best = known;
      }
    }
    if (unread || !found.possible().isEmpty()) {
      noteUncertain(candidates.getFirst().match);
      return null;
    }
    return best;
  }

  private static int compare(Value left, Value right) {
    if (left instanceof Value.Decimal(BigDecimal first)
        && right instanceof Value.Decimal(BigDecimal second)) {
      return first.compareTo(second);
    }
    if (left instanceof Value.Day(LocalDate first)
        && right instanceof Value.Day(LocalDate second)) {
      return first.compareTo(second);
    }
    return 0;
  }
}
