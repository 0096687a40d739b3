package org.proviso.engine.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.language.model.Event;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/** Brings together what several sources say of one fact. Never picks a side. */
public final class Combine {
  private Combine() {}

  /**
   * What is known when all of it is said. Equal values become one, with the evidence of each; lists
   * are united; different values contradict; a value outside a range that another source gives
   * contradicts it, and nothing is known then.
   */
  public static Knowledge all(List<Knowledge> said) {
    if (said.isEmpty()) {
      return new Knowledge.NotAsked();
    }
    if (said.size() == 1 && !(said.getFirst() instanceof Knowledge.Contradicted)) {
      return said.getFirst();
    }
    var claims = new LinkedHashMap<Value, List<Evidence>>();
    var narrowed = new ArrayList<Knowledge.Narrowed>();
    var unanswerable = new ArrayList<Evidence>();
    boolean asked = false;
    for (Knowledge knowledge : said) {
      switch (knowledge) {
        case Known(Value value, List<Evidence> evidence) ->
            claims.computeIfAbsent(value, absent -> new ArrayList<>()).addAll(evidence);
        case Knowledge.Narrowed range -> narrowed.add(range);
        case Knowledge.NotAsked() -> {}
        case Knowledge.Unanswerable(List<Evidence> evidence) -> {
          asked = true;
          unanswerable.addAll(evidence);
        }
        case Knowledge.Contradicted(List<Known> sides) -> {
          for (Known side : sides) {
            claims
                .computeIfAbsent(side.value(), absent -> new ArrayList<>())
                .addAll(side.evidence());
          }
        }
      }
    }
    if (!claims.isEmpty()) {
      return known(claims, narrowed);
    }
    if (!narrowed.isEmpty()) {
      return narrowed.size() == 1 || same(narrowed) ? narrowed.getFirst() : Ranges.meet(narrowed);
    }
    return asked ? new Knowledge.Unanswerable(unanswerable) : new Knowledge.NotAsked();
  }

  private static boolean same(List<Knowledge.Narrowed> narrowed) {
    return narrowed.stream().map(Knowledge.Narrowed::range).distinct().count() == 1;
  }

  private static Knowledge known(
      Map<Value, List<Evidence>> claims, List<Knowledge.Narrowed> narrowed) {
    List<Known> sides =
        claims.entrySet().stream()
            .map(claim -> new Known(claim.getKey(), claim.getValue()))
            .toList();
    if (sides.size() > 1) {
      return union(sides).<Knowledge>map(known -> known).orElse(new Knowledge.Contradicted(sides));
    }
    Known only = sides.getFirst();
    for (Knowledge.Narrowed range : narrowed) {
      if (!Ranges.contains(range.range(), only.value())) {
        return new Knowledge.NotAsked();
      }
    }
    return only;
  }

  /** Lists add up, unless one that is complete lacks what another has. */
  private static Optional<Known> union(List<Known> sides) {
    var evidence = new ArrayList<Evidence>();
    var codes = new TreeSet<Code>();
    var events = new TreeSet<Event>();
    boolean complete = false;
    boolean isCodes = true;
    boolean isEvents = true;
    for (Known side : sides) {
      evidence.addAll(side.evidence());
      switch (side.value()) {
        case Value.Codes(Set<Code> some, boolean all) -> {
          isEvents = false;
          codes.addAll(some);
          complete |= all;
        }
        case Value.Events(List<Event> some, boolean all) -> {
          isCodes = false;
          events.addAll(some);
          complete |= all;
        }
        case Value.YesNo value -> isCodes = isEvents = false;
        case Value.Symbol value -> isCodes = isEvents = false;
        case Value.Decimal value -> isCodes = isEvents = false;
        case Value.Day value -> isCodes = isEvents = false;
        case Value.OneCode value -> isCodes = isEvents = false;
        case Value.InForce value -> isCodes = isEvents = false;
      }
    }
    if (isCodes == isEvents) {
      return Optional.empty();
    }
    int size = isCodes ? codes.size() : events.size();
    for (Known side : sides) {
      if (completeWithFewer(side.value(), size)) {
        return Optional.empty();
      }
    }
    Value united =
        isCodes
            ? new Value.Codes(codes, complete)
            : new Value.Events(List.copyOf(events), complete);
    return Optional.of(new Known(united, evidence));
  }

  private static boolean completeWithFewer(Value value, int size) {
    return switch (value) {
      case Value.Codes(Set<Code> some, boolean all) -> all && some.size() < size;
      case Value.Events(List<Event> some, boolean all) -> all && some.size() < size;
      case Value.YesNo other -> false;
      case Value.Symbol other -> false;
      case Value.Decimal other -> false;
      case Value.Day other -> false;
      case Value.OneCode other -> false;
      case Value.InForce other -> false;
    };
  }
}
