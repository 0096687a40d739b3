package org.proviso.engine.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.proviso.engine.answer.Change;
import org.proviso.engine.answer.Change.ChangedFact;
import org.proviso.engine.compile.CompiledDecision;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.compile.Words;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/** Why a decision came out as it did, and what would make it come out otherwise. */
final class Explanation {
  /** How many sets of facts are tried before the search is given up. */
  private static final int MOST_SETS = 3_000;

  private final CompiledModel model;
  private final LocalDate dateOfService;
  private final Map<FactName, Knowledge> knowledge;
  private final CompiledDecision decision;
  private final List<FactName> relevant;
  private final Map<Object, List<int[]>> solved;

  /** A set of facts that alone forces an outcome, and whether none is smaller. */
  record Because(List<FactName> facts, boolean smallest) {
    static final Because NOTHING = new Because(List.of(), true);
  }

  Explanation(
      CompiledModel model,
      LocalDate dateOfService,
      Map<FactName, Knowledge> knowledge,
      CompiledDecision decision,
      Map<Object, List<int[]>> solved) {
    this.solved = solved;
    this.model = model;
    this.dateOfService = dateOfService;
    this.knowledge = knowledge;
    this.decision = decision;
    Set<FactName> tested = Decider.tested(model, decision.outcome());
    this.relevant =
        model.guideline().facts().stream()
            .map(FactDeclaration::name)
            .filter(tested::contains)
            .toList();
  }

  /** A smallest set of known facts that alone forces the outcome. */
  Because because(Outcome outcome) {
    List<FactName> known = relevant.stream().filter(knowledge::containsKey).toList();
    var kept = new TreeSet<>(known);
    var needed = new TreeSet<FactName>();
    for (FactName fact : known) {
      var without = new TreeSet<>(known);
      without.remove(fact);
      if (!forces(without, outcome)) {
        needed.add(fact);
      }
    }
    for (FactName fact : known) {
      if (!needed.contains(fact)) {
        kept.remove(fact);
        if (!forces(kept, outcome)) {
          kept.add(fact);
        }
      }
    }
    List<FactName> free = known.stream().filter(fact -> !needed.contains(fact)).toList();
    var budget = new Budget();
    for (int size = needed.size(); size < kept.size(); size++) {
      Optional<Set<FactName>> smaller =
          Subsets.first(
              free,
              size - needed.size(),
              budget,
              chosen -> {
                var all = new TreeSet<>(needed);
                all.addAll(chosen);
                return forces(all, outcome) ? Optional.of(all) : Optional.empty();
              });
      if (smaller.isPresent()) {
        return new Because(ordered(smaller.get()), true);
      }
      if (budget.isSpent()) {
        return new Because(ordered(kept), false);
      }
    }
    return new Because(ordered(kept), true);
  }

  private List<FactName> ordered(Set<FactName> facts) {
    return relevant.stream().filter(facts::contains).toList();
  }

  private boolean forces(Set<FactName> facts, Outcome outcome) {
    var residual =
        new Residual(model, model.situation(dateOfService, Decider.only(knowledge, facts), solved));
    return Decider.outcomes(decision, residual).equals(List.of(outcome));
  }

  /** For each outcome but the present one the fewest facts to change or to learn. */
  List<Change> changes(Optional<Outcome> present) {
    var wanted = new ArrayList<>(decision.outcomes());
    present.ifPresent(wanted::remove);
    wanted.retainAll(
        Decider.outcomes(
            decision, new Residual(model, model.situation(dateOfService, Map.of(), solved))));
    var found = new LinkedHashMap<Outcome, Change>();
    var budget = new Budget();
    for (int size = 1; size <= relevant.size() && !wanted.isEmpty(); size++) {
      Subsets.first(
          relevant,
          size,
          budget,
          chosen -> {
            for (Change change : changes(new TreeSet<>(chosen), wanted, true)) {
              found.put(change.outcome(), change);
              wanted.remove(change.outcome());
            }
            return wanted.isEmpty() ? Optional.of(chosen) : Optional.empty();
          });
      if (budget.isSpent()) {
        break;
      }
    }
    if (budget.isSpent()) {
      for (Change change : changes(new TreeSet<>(relevant), wanted, false)) {
        found.put(change.outcome(), change);
      }
    }
    return decision.outcomes().stream()
        .flatMap(outcome -> Optional.ofNullable(found.get(outcome)).stream())
        .toList();
  }

  /** Outcomes that some values of these facts decide, all other knowledge being as it is. */
  private List<Change> changes(Set<FactName> facts, List<Outcome> wanted, boolean smallest) {
    var others = new HashSet<>(knowledge.keySet());
    others.removeAll(facts);
    Map<FactName, Knowledge> rest = Decider.only(knowledge, others);
    var residual = new Residual(model, model.situation(dateOfService, rest, solved));
    if (Collections.disjoint(Decider.outcomes(decision, residual), wanted)) {
      return List.of();
    }
    Set<FactName> settled = model.settled(dateOfService, rest);
    var fixed = new BitSet();
    var open = new BitSet();
    for (int index = 0; index < model.variables().size(); index++) {
      Set<FactName> unknown = new TreeSet<>(model.variables().get(index).facts());
      unknown.removeAll(settled);
      if (facts.containsAll(unknown)) {
        fixed.set(index);
      } else {
        open.set(index);
      }
    }
    Diagrams diagrams = residual.diagrams();
    int sets = diagrams.map(residual.of(decision.outcome()), Decider::asSet);
    int either = diagrams.abstracted(sets, open, residual.masks(), Decider::union);
    var changes = new ArrayList<Change>();
    for (Outcome outcome : List.copyOf(wanted)) {
      diagrams.paths(either, residual.masks(), set -> set.equals(Set.of(outcome)), 1).stream()
          .findFirst()
          .ifPresent(path -> changes.add(new Change(outcome, words(facts, path), smallest)));
    }
    return changes;
  }

  private List<ChangedFact> words(Set<FactName> facts, int[] path) {
    var changed = new ArrayList<ChangedFact>();
    for (FactName fact : relevant) {
      if (!facts.contains(fact)) {
        continue;
      }
      var words = new ArrayList<String>();
      for (int index = 0; index < path.length; index++) {
        Variable variable = model.variables().get(index);
        if (path[index] >= 0 && variable.facts().contains(fact)) {
          String subject = Words.subject(variable);
          String cell = Words.cell(variable, path[index]);
          words.add(subject.equals(fact.text()) ? cell : subject + ": " + cell);
        }
      }
      if (!words.isEmpty()) {
        changed.add(new ChangedFact(fact, String.join("; ", words)));
      }
    }
    return changed;
  }

  /** How many sets may still be tried. */
  static final class Budget {
    private int left = MOST_SETS;

    boolean take() {
      left--;
      return left >= 0;
    }

    boolean isSpent() {
      return left < 0;
    }
  }

  /** Sets of facts, one after the other. */
  static final class Subsets {
    private Subsets() {}

    /** The first answer that a set of so many facts gives, in lexicographic order of the facts. */
    static Optional<Set<FactName>> first(
        List<FactName> facts,
        int size,
        Budget budget,
        Function<Set<FactName>, Optional<Set<FactName>>> question) {
      return first(facts, 0, size, new ArrayList<>(), budget, question);
    }

    private static Optional<Set<FactName>> first(
        List<FactName> facts,
        int from,
        int size,
        List<FactName> chosen,
        Budget budget,
        Function<Set<FactName>, Optional<Set<FactName>>> question) {
      if (size == 0) {
        return budget.take() ? question.apply(new TreeSet<>(chosen)) : Optional.empty();
      }
      for (int index = from; index + size <= facts.size() && !budget.isSpent(); index++) {
        chosen.addLast(facts.get(index));
        Optional<Set<FactName>> answer =
            first(facts, index + 1, size - 1, chosen, budget, question);
        chosen.removeLast();
        if (answer.isPresent()) {
          return answer;
        }
      }
      return Optional.empty();
    }
  }
}
