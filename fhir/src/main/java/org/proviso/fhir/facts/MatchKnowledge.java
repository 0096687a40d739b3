package org.proviso.fhir.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.engine.facts.Knowledge.Narrowed;
import org.proviso.engine.facts.Knowledge.Range;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** What the matches of a source say of a fact, by the type of the fact. */
final class MatchKnowledge {
  private final ReadingContext context;
  private final MatchDates dates;
  private final ValuePicker picker;

  MatchKnowledge(ReadingContext context, MatchDates dates, Values values) {
    this.context = context;
    this.dates = dates;
    this.picker = new ValuePicker(context, new MatchValues(values));
  }

  /** What they say; nothing when they do not tell. */
  @Nullable Knowledge of(
      FactType type, FactSource.Resources source, ReadableElement readable, Matches found) {
    if (source.symbol().isPresent()) {
      return found.sure().isEmpty()
          ? null
          : new Known(new Value.Symbol(source.symbol().get()), Match.evidence(found.sure()));
    }
    return switch (type) {
      case FactType.YesNo() ->
          hasYesNoValue(source, readable)
              ? picker.pick(type, source, readable, found)
              : exists(source, found);
      case FactType.Count(Optional<Integer> greatest) ->
          hasValue(readable)
              ? picker.pick(type, source, readable, found)
              : counted(source, found, greatest);
      case FactType.Enumeration _, FactType.Quantity _, FactType.Date _, FactType.SingleCode _ ->
          picker.pick(type, source, readable, found);
      case FactType.CodeList(Set<CodeSystem> systems) -> codes(systems, source, readable, found);
      case FactType.History() -> history(source, found);
      case FactType.Document _ -> null;
    };
  }

  private static boolean hasValue(ReadableElement readable) {
    return switch (readable.shape()) {
      case OBSERVED, VALUE, QUANTITY -> true;
      case CONCEPTS, MEDICATION, REASONS, SYMBOL, DATE, WHEN, CLAIM_ITEMS, COVERAGE -> false;
    };
  }

  /** An observation says yes or no itself, unless a value set says which values mean yes. */
  private static boolean hasYesNoValue(FactSource.Resources source, ReadableElement readable) {
    return switch (readable.shape()) {
      case OBSERVED -> true;
      case VALUE -> source.valueSet().isEmpty();
      case CONCEPTS, MEDICATION, REASONS, SYMBOL, DATE, WHEN, QUANTITY, CLAIM_ITEMS, COVERAGE ->
          false;
    };
  }

  private static List<Evidence> absence(FactSource.Resources source) {
    return List.of(
        new Evidence.Resource(
            "Bundle",
            "Bundle.entry.resource.ofType(" + source.resource() + ")",
            "none"
                + source.valueSet().map(name -> " in " + name).orElse("")
                + ", and the source is complete"));
  }

  /**
   * Whether what is not there is not so: the guideline says so, the record is whole, and nothing
   * else may count.
   */
  private boolean isComplete(FactSource.Resources source, Matches found) {
    return source.complete() && context.record().isWhole() && found.possible().isEmpty();
  }

  private @Nullable Knowledge exists(FactSource.Resources source, Matches found) {
    if (!found.sure().isEmpty()) {
      return new Known(new Value.YesNo(true), Match.evidence(found.sure()));
    }
    return isComplete(source, found) ? new Known(new Value.YesNo(false), absence(source)) : null;
  }

  private @Nullable Knowledge counted(
      FactSource.Resources source, Matches found, Optional<Integer> greatest) {
    List<Match> sure = found.sure();
    if (greatest.filter(most -> sure.size() > most).isPresent()) {
      sure.getFirst()
          .at()
          .note(
              ProblemKind.VALUE_OUT_OF_RANGE,
              "The record has more of these than the fact allows; it is left unknown.",
              "Check the record.");
      return null;
    }
    BigDecimal count = BigDecimal.valueOf(sure.size());
    if (isComplete(source, found)) {
      return new Known(
          new Value.Decimal(count), sure.isEmpty() ? absence(source) : Match.evidence(sure));
    }
    return sure.isEmpty()
        ? null
        : new Narrowed(
            new Range.Numbers(Optional.of(new Range.Limit(count, true)), Optional.empty()),
            Match.evidence(sure));
  }

  private @Nullable Knowledge codes(
      Set<CodeSystem> systems,
      FactSource.Resources source,
      ReadableElement readable,
      Matches found) {
    var codes = new TreeSet<Code>();
    var evidence = new ArrayList<Evidence>();
    for (Match match : found.sure()) {
      if (readable.shape() == ReadableElement.Shape.OBSERVED || match.code() == null) {
        continue;
      }
      // All names of the thing, not only the one that was found.
      codes.addAll(match.names(systems));
      evidence.add(match.evidence());
    }
    boolean complete = isComplete(source, found);
    if (codes.isEmpty() && !complete) {
      return null;
    }
    return new Known(
        new Value.Codes(codes, complete), evidence.isEmpty() ? absence(source) : evidence);
  }

  private @Nullable Knowledge history(FactSource.Resources source, Matches found) {
    var events = new TreeSet<Event>();
    var evidence = new ArrayList<Evidence>();
    boolean complete = isComplete(source, found);
    for (Match match : found.sure()) {
      When when = match.when();
      if (!when.start().exact() || when.start().first().equals(LocalDate.MIN)) {
        dates.noteUncertain(match);
        complete = false;
        continue;
      }
      LocalDate first = when.start().first();
      LocalDate last = when.end().first();
      if (last.equals(LocalDate.MAX)) {
        // It goes on: as far as is known, through the date of service.
        last = context.dateOfService();
      } else if (!when.end().exact()) {
        // It lasted at least that long; how long is not known.
        complete = false;
      }
      events.add(new Event(first, last.isBefore(first) ? first : last));
      evidence.add(match.evidence());
    }
    if (events.isEmpty() && !complete) {
      return null;
    }
    return new Known(
        new Value.Events(List.copyOf(events), complete),
        evidence.isEmpty() ? absence(source) : evidence);
  }
}
