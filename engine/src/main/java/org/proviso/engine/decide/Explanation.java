package org.proviso.engine.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.engine.answer.Change;
import org.proviso.engine.answer.Change.ChangedFact;
import org.proviso.engine.compile.CompiledDecision;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Situation;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.compile.Words;
import org.proviso.engine.decide.Parts.Block;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/** Why a decision came out as it did, and what would make it come out otherwise. */
final class Explanation {
  private static final int MOST_NODES = 1_000_000;

  private final CompiledModel model;
  private final Map<FactName, Knowledge> knowledge;
  private final Set<FactName> settled;
  private final CompiledDecision decision;
  private final List<FactName> relevant;
  private final Parts parts;
  private final Diagrams diagrams;
  private final int root;

  /** A set of facts that alone forces an outcome, and whether none is smaller. */
  record Because(List<FactName> facts, boolean smallest) {
    static final Because NOTHING = new Because(List.of(), true);
  }

  /**
   * Explains one decision.
   *
   * @param settled the facts of which nothing is left to know
   * @param present what is possible with everything that is known
   */
  Explanation(
      CompiledModel model,
      LocalDate dateOfService,
      Map<FactName, Knowledge> knowledge,
      Set<FactName> settled,
      Situation present,
      CompiledDecision decision,
      Map<Object, List<int[]>> solved) {
    this.model = model;
    this.knowledge = knowledge;
    this.settled = settled;
    this.decision = decision;
    BitSet support = model.diagrams().support(decision.outcome());
    var tested = new TreeSet<FactName>();
    support.stream().forEach(index -> tested.addAll(model.variables().get(index).facts()));
    this.relevant =
        model.guideline().facts().stream()
            .map(FactDeclaration::name)
            .filter(tested::contains)
            .toList();
    this.parts = new Parts(model, dateOfService, knowledge, relevant, support, present, solved);
    this.diagrams = new Diagrams(model.cellCounts(), MOST_NODES);
    this.root =
        diagrams.copyFrom(model.diagrams(), decision.outcome(), model.diagrams().everything());
  }

  /**
   * A smallest set of known facts that alone forces the outcome; of several the one whose facts are
   * declared first.
   */
  Because because(Outcome outcome) {
    return new FewestFacts(diagrams, root, parts, relevant, new Kept())
        .search(outcome)
        .map(found -> new Because(List.copyOf(found.facts()), found.fewest()))
        .orElseGet(
            () -> new Because(relevant.stream().filter(knowledge::containsKey).toList(), false));
  }

  /** To keep what is known of some facts, and to forget the rest. */
  private final class Kept implements FewestFacts.Choices {
    @Override
    public Set<FactName> of(int part) {
      return parts.known(part);
    }

    @Override
    public List<Block> possible(int part, Set<FactName> chosen) {
      return parts.possible(part, chosen);
    }

    @Override
    public BitSet picked(int part, Set<FactName> chosen) {
      return new BitSet();
    }
  }

  /**
   * For each outcome but the present one the fewest facts to change or to learn; of several sets
   * the one whose facts are declared first.
   */
  List<Change> changes(Optional<Outcome> present) {
    var search = new FewestFacts(diagrams, root, parts, relevant, new Changed());
    var changes = new ArrayList<Change>();
    for (Outcome outcome : decision.outcomes()) {
      if (!present.equals(Optional.of(outcome))) {
        search
            .search(outcome)
            .map(found -> new Change(outcome, words(found.facts(), found.cells()), found.fewest()))
            .ifPresent(changes::add);
      }
    }
    return changes;
  }

  /** To forget what is known of some facts, and to say what they are instead. */
  private final class Changed implements FewestFacts.Choices {
    @Override
    public Set<FactName> of(int part) {
      return parts.parts().get(part).facts();
    }

    @Override
    public List<Block> possible(int part, Set<FactName> chosen) {
      var rest = new LinkedHashSet<>(parts.known(part));
      rest.removeAll(chosen);
      return parts.possible(part, rest);
    }

    /** Variables that depend on nothing else that is still unknown. */
    @Override
    public BitSet picked(int part, Set<FactName> chosen) {
      var picked = new BitSet();
      parts.parts().get(part).variables().stream()
          .filter(
              index ->
                  model.variables().get(index).facts().stream()
                      .allMatch(fact -> chosen.contains(fact) || settled.contains(fact)))
          .forEach(picked::set);
      return picked;
    }
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
}
