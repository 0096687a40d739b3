package org.proviso.engine.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.engine.facts.Knowledge.Narrowed;
import org.proviso.engine.facts.Knowledge.Range;
import org.proviso.language.model.Value;

/** Sets of values that knowledge is narrowed to. */
final class Ranges {
  private Ranges() {}

  static boolean contains(Range range, Value value) {
    return switch (range) {
      case Range.Numbers(Optional<Range.Limit> least, Optional<Range.Limit> greatest) ->
          value instanceof Value.Decimal(java.math.BigDecimal number)
              && least.map(limit -> within(number.compareTo(limit.value()), limit)).orElse(true)
              && greatest.map(limit -> within(limit.value().compareTo(number), limit)).orElse(true);
      case Range.Days(Optional<LocalDate> first, Optional<LocalDate> last) ->
          value instanceof Value.Day(LocalDate day)
              && first.map(bound -> !day.isBefore(bound)).orElse(true)
              && last.map(bound -> !day.isAfter(bound)).orElse(true);
      case Range.Symbols(Set<String> names) ->
          value instanceof Value.Symbol(String name) && names.contains(name);
    };
  }

  /** Whether a number at that sign from the limit, counted inwards, is inside. */
  private static boolean within(int sign, Range.Limit limit) {
    return sign > 0 || (sign == 0 && limit.inclusive());
  }

  /** What all of them allow; nothing is known when that is nothing. */
  static Knowledge meet(List<Narrowed> all) {
    var evidence = new ArrayList<Evidence>();
    Range met = all.getFirst().range();
    evidence.addAll(all.getFirst().evidence());
    for (Narrowed next : all.subList(1, all.size())) {
      Optional<Range> both = both(met, next.range());
      if (both.isEmpty()) {
        return new Knowledge.NotAsked();
      }
      met = both.get();
      evidence.addAll(next.evidence());
    }
    return new Narrowed(met, evidence);
  }

  private static Optional<Range> both(Range left, Range right) {
    return switch (left) {
      case Range.Numbers(Optional<Range.Limit> least, Optional<Range.Limit> greatest) ->
          right instanceof Range.Numbers other
              ? numbers(
                  tighter(least, other.least(), true), tighter(greatest, other.greatest(), false))
              : Optional.empty();
      case Range.Days(Optional<LocalDate> first, Optional<LocalDate> last) ->
          right instanceof Range.Days other
              ? days(later(first, other.first(), true), later(last, other.last(), false))
              : Optional.empty();
      case Range.Symbols(Set<String> names) -> {
        if (!(right instanceof Range.Symbols other)) {
          yield Optional.empty();
        }
        var shared = new HashSet<>(names);
        shared.retainAll(other.names());
        yield shared.isEmpty() ? Optional.empty() : Optional.of(new Range.Symbols(shared));
      }
    };
  }

  private static Optional<Range> numbers(
      Optional<Range.Limit> least, Optional<Range.Limit> greatest) {
    if (least.isPresent() && greatest.isPresent()) {
      int sign = least.get().value().compareTo(greatest.get().value());
      if (sign > 0 || (sign == 0 && !(least.get().inclusive() && greatest.get().inclusive()))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Range.Numbers(least, greatest));
  }

  private static Optional<Range> days(Optional<LocalDate> first, Optional<LocalDate> last) {
    return first.isPresent() && last.isPresent() && last.get().isBefore(first.get())
        ? Optional.empty()
        : Optional.of(new Range.Days(first, last));
  }

  private static Optional<Range.Limit> tighter(
      Optional<Range.Limit> left, Optional<Range.Limit> right, boolean lower) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    int sign = left.get().value().compareTo(right.get().value());
    if (sign == 0) {
      return left.get().inclusive() ? right : left;
    }
    return (sign > 0) == lower ? left : right;
  }

  private static Optional<LocalDate> later(
      Optional<LocalDate> left, Optional<LocalDate> right, boolean lower) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    return left.get().isAfter(right.get()) == lower ? left : right;
  }
}
