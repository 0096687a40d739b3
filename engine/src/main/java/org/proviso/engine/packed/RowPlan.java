package org.proviso.engine.packed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.compile.CodePartition;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Polynomial;
import org.proviso.engine.compile.Situation;
import org.proviso.engine.compile.Tie;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;

/** How a guideline's facts become rows. Immutable, but for what codes it remembers. */
final class RowPlan {
  /** For how many days the row of nothing is remembered; a power of two. */
  private static final int MOST_DAYS = 1 << 15;

  /** Of more variables that depend on the same facts the combinations are left to the engine. */
  private static final int MOST_TOGETHER = 8;

  private final CompiledModel model;
  private final RowLayout layout;
  private final List<FactDeclaration> declarations;
  private final Map<FactName, Integer> places = new HashMap<>();
  private final FactPlan[] plans;

  /** The variables that have an order or count, of which not all cells need be possible. */
  private final BitSet ordered = new BitSet();

  private final List<BitSet> components;
  private final List<Set<FactName>> factsOfComponents = new ArrayList<>();

  /** Components that have too many combinations when nothing is known of them. */
  private final Set<Integer> tooMany = ConcurrentHashMap.newKeySet();

  /** Rows of nothing by day, each followed by its day. */
  private volatile AtomicReferenceArray<long @Nullable []> blanks = new AtomicReferenceArray<>(16);

  RowPlan(CompiledModel model, RowLayout layout) {
    this.model = model;
    this.layout = layout;
    this.declarations = model.guideline().facts();
    for (int index = 0; index < model.variables().size(); index++) {
      ordered.set(index, isOrdered(model.variables().get(index)));
    }
    this.components = components();
    this.plans = new FactPlan[declarations.size()];
    for (int fact = 0; fact < plans.length; fact++) {
      places.put(declarations.get(fact).name(), fact);
      plans[fact] = plan(declarations.get(fact));
    }
  }

  RowLayout layout() {
    return layout;
  }

  CompiledModel model() {
    return model;
  }

  /** The place of a fact among the declarations, or -1. */
  int place(FactName fact) {
    return places.getOrDefault(fact, -1);
  }

  FactDeclaration declaration(int fact) {
    return declarations.get(fact);
  }

  FactPlan plan(int fact) {
    return plans[fact];
  }

  /** The fact that a component is about, when it is about one only; else null. */
  @Nullable FactName onlyFact(int component) {
    Set<FactName> facts = factsOfComponents.get(component);
    return facts.size() == 1 ? facts.iterator().next() : null;
  }

  /** Whether a variable's cells are tied to those of no other variable. */
  boolean isAlone(int component) {
    return components.get(component).cardinality() == 1;
  }

  /** The bits of a component, of a layout of one word. */
  long fields(int component) {
    return components.get(component).stream()
        .mapToLong(index -> ((1L << layout.width(index)) - 1) << layout.position(index))
        .reduce(0, (left, right) -> left | right);
  }

  // Plans

  private static boolean isOrdered(Variable variable) {
    return switch (variable) {
      case Variable.NumberLine _, Variable.DateLine _ -> true;
      case Variable.YesNo _,
          Variable.InForce _,
          Variable.Symbols _,
          Variable.CodeBlock _,
          Variable.HasCode _ ->
          false;
    };
  }

  /** Ordered variables in components that have no fact in common. */
  private List<BitSet> components() {
    List<Set<FactName>> facts = factsOfComponents;
    var found = new ArrayList<BitSet>();
    ordered.stream()
        .forEach(
            index -> {
              var members = new BitSet();
              members.set(index);
              var names = new HashSet<>(model.variables().get(index).facts());
              for (int other = found.size() - 1; other >= 0; other--) {
                if (!Collections.disjoint(facts.get(other), names)) {
                  members.or(found.remove(other));
                  names.addAll(facts.remove(other));
                }
              }
              found.add(members);
              facts.add(names);
            });
    return List.copyOf(found);
  }

  private FactPlan plan(FactDeclaration fact) {
    int[] variables = variablesOf(fact.name()).stream().toArray();
    return switch (fact.type()) {
      case FactType.YesNo _ -> new FactPlan.Flag(variables, false);
      case FactType.Document _ -> new FactPlan.Flag(variables, true);
      case FactType.Enumeration(List<String> values) -> symbol(values, variables);
      case FactType.SingleCode(var systems) ->
          new FactPlan.SingleCode(variables, new Blocks(partition(variables), systems));
      case FactType.CodeList(var systems) ->
          new FactPlan.CodeList(
              variables,
              Arrays.stream(variables)
                  .map(index -> ((Variable.HasCode) model.variables().get(index)).block())
                  .toArray(),
              new Blocks(partition(variables), systems));
      case FactType.Quantity quantity -> number(fact, variables, NumberRange.of(quantity));
      case FactType.Count count -> number(fact, variables, NumberRange.of(count));
      case FactType.Date _ ->
          Arrays.stream(variables).allMatch(this::isDirectDate)
              ? new FactPlan.Day(
                  variables,
                  Arrays.stream(variables)
                      .mapToObj(index -> (Variable.DateLine) model.variables().get(index))
                      .map(DayCuts::of)
                      .toArray(DayCuts[]::new))
              : joint(fact, variables);
      case FactType.History _ -> joint(fact, variables);
    };
  }

  private BitSet variablesOf(FactName fact) {
    var variables = new BitSet();
    for (int index = 0; index < model.variables().size(); index++) {
      variables.set(index, model.variables().get(index).facts().contains(fact));
    }
    return variables;
  }

  private FactPlan symbol(List<String> values, int[] variables) {
    var places = new HashMap<String, Integer>();
    var codes = new int[values.size()];
    for (int place = 0; place < codes.length; place++) {
      places.put(values.get(place), place);
      for (int index : variables) {
        List<List<String>> blocks = ((Variable.Symbols) model.variables().get(index)).blocks();
        for (int block = 0; block < blocks.size(); block++) {
          if (blocks.get(block).contains(values.get(place))) {
            codes[place] = block + 1;
          }
        }
      }
    }
    return new FactPlan.Symbol(variables, places, codes);
  }

  /** The partition of a code fact; null when no criterion asks for it. */
  private @Nullable CodePartition partition(int[] variables) {
    for (int index : variables) {
      switch (model.variables().get(index)) {
        case Variable.CodeBlock(var _, CodePartition partition) -> {
          return partition;
        }
        case Variable.HasCode(var _, CodePartition partition, int _) -> {
          return partition;
        }
        case Variable.YesNo _,
            Variable.InForce _,
            Variable.Symbols _,
            Variable.NumberLine _,
            Variable.DateLine _ -> {}
      }
    }
    return null;
  }

  private FactPlan number(FactDeclaration fact, int[] variables, NumberRange range) {
    var cuts = new NumberCuts[variables.length];
    for (int index = 0; index < cuts.length; index++) {
      Optional<NumberCuts> direct =
          model.variables().get(variables[index]) instanceof Variable.NumberLine line
                  && !line.mayBeAbsent()
                  && isFactAlone(line.term(), fact.name())
              ? NumberCuts.of(line.cuts())
              : Optional.empty();
      if (direct.isEmpty()) {
        return joint(fact, variables);
      }
      cuts[index] = direct.get();
    }
    return new FactPlan.Quantity(variables, range, cuts);
  }

  private static boolean isFactAlone(Polynomial term, FactName fact) {
    var alone = new Polynomial.Product(List.of(new NumberTerm.OfFact(fact)));
    return term.coefficients().equals(Map.of(alone, Rational.ONE));
  }

  private boolean isDirectDate(int index) {
    return model.variables().get(index) instanceof Variable.DateLine line
        && !line.mayBeAbsent()
        && line.subject() instanceof DateTerm.OfFact != line.anchor() instanceof DateTerm.OfFact;
  }

  private FactPlan joint(FactDeclaration fact, int[] variables) {
    int component = -1;
    for (int index = 0; index < factsOfComponents.size(); index++) {
      if (factsOfComponents.get(index).contains(fact.name())) {
        component = index;
      }
    }
    return new FactPlan.Joint(variables, fact.type(), component, complete(fact, variables));
  }

  private HistoryCuts[] complete(FactDeclaration fact, int[] variables) {
    var cuts = new HistoryCuts[variables.length];
    for (int index = 0; index < cuts.length; index++) {
      Variable variable = model.variables().get(variables[index]);
      Optional<HistoryCuts> direct =
          variable.facts().equals(Set.of(fact.name()))
              ? HistoryCuts.of(variable, fact.name())
              : Optional.empty();
      if (direct.isEmpty()) {
        return new HistoryCuts[0];
      }
      cuts[index] = direct.get();
    }
    return cuts;
  }

  // Rows

  /**
   * The row of a patient of whom nothing is known at a date of service, remembered.
   *
   * @param day since 1970-01-01
   * @return one word more than a row; not to be changed
   */
  long[] blank(long day) {
    AtomicReferenceArray<long @Nullable []> table = blanks;
    long[] known = table.get((int) day & (table.length() - 1));
    return known != null && known[layout.words()] == day ? known : remembered(day);
  }

  /** One that is not in the table: makes it larger when another day has its place. */
  private synchronized long[] remembered(long day) {
    long[] row = made(LocalDate.ofEpochDay(day));
    AtomicReferenceArray<long @Nullable []> table = blanks;
    long[] other = table.get((int) day & (table.length() - 1));
    while (other != null && other[layout.words()] != day && table.length() < MOST_DAYS) {
      var larger = new AtomicReferenceArray<long @Nullable []>(2 * table.length());
      for (int index = 0; index < table.length(); index++) {
        long[] each = table.get(index);
        if (each != null) {
          larger.set((int) each[layout.words()] & (larger.length() - 1), each);
        }
      }
      table = larger;
      other = table.get((int) day & (table.length() - 1));
    }
    table.set((int) day & (table.length() - 1), row);
    blanks = table;
    return row;
  }

  private long[] made(LocalDate dateOfService) {
    var row = new long[layout.words() + 1];
    row[layout.words()] = dateOfService.toEpochDay();
    for (int component = 0; component < components.size(); component++) {
      if (!tooMany.contains(component) && !write(component, dateOfService, Map.of(), row)) {
        tooMany.add(component);
      }
    }
    return row;
  }

  /**
   * Whether there is a component, other than these, whose combinations cannot be worked out while
   * nothing is known of it.
   */
  boolean isTooMuch(BitSet except) {
    return !tooMany.isEmpty() && !tooMany.stream().allMatch(except::get);
  }

  /**
   * Writes the codes of the variables of a component.
   *
   * @return whether their combinations were worked out; when not, nothing is written, and the exact
   *     engine has to try
   */
  boolean write(
      int component, LocalDate dateOfService, Map<FactName, Knowledge> facts, long[] row) {
    BitSet variables = components.get(component);
    if (variables.cardinality() > MOST_TOGETHER
        && !facts.keySet().containsAll(factsOfComponents.get(component))) {
      return false;
    }
    return write(variables, dateOfService, facts, row);
  }

  /** Writes what is known in part of a fact that shares no variable with another. */
  void write(int fact, LocalDate dateOfService, Knowledge.Narrowed knowledge, long[] row) {
    var variables = new BitSet();
    for (int variable : plans[fact].variables) {
      variables.set(variable);
    }
    if (!write(variables, dateOfService, Map.of(declarations.get(fact).name(), knowledge), row)) {
      variables.stream()
          .forEach(variable -> layout.setCode(row, 0, variable, layout.partly(variable)));
    }
  }

  private boolean write(
      BitSet variables, LocalDate dateOfService, Map<FactName, Knowledge> facts, long[] row) {
    Situation situation;
    try {
      situation = model.situation(dateOfService, facts, variables, new HashMap<>());
    } catch (DiagramLimitException limit) {
      return false;
    }
    long[] masks = situation.masks();
    variables.stream()
        .forEach(index -> layout.setCode(row, 0, index, layout.codeOf(index, masks[index])));
    for (Tie tie : situation.ties()) {
      tie.variables().forEach(index -> layout.setCode(row, 0, index, layout.partly(index)));
    }
    return true;
  }
}
