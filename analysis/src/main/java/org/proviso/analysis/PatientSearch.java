package org.proviso.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.compile.Situation;
import org.proviso.engine.compile.Tie;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * Finds concrete values of facts that fall into given cells. Values at the ends of cells are tried
 * first, so that the patients found are boundary cases. The engine says at each step whether what
 * is chosen so far can still be completed.
 */
final class PatientSearch {
  /** How often the engine is asked about one group of facts before the search gives up. */
  private static final int MOST_STEPS = 6_000;

  private final Distinctions distinctions;
  private final LocalDate dateOfService;
  private final Map<Tried, Optional<Map<FactName, Value>>> tried;

  /** Cells of some variables that share facts, on a date of service. */
  record Tried(LocalDate dateOfService, List<Integer> variables, List<Long> masks) {}

  /**
   * A search on a date of service.
   *
   * @param tried what was found before in the same distinctions; is read and added to
   */
  PatientSearch(
      Distinctions distinctions,
      LocalDate dateOfService,
      Map<Tried, Optional<Map<FactName, Value>>> tried) {
    this.distinctions = distinctions;
    this.dateOfService = dateOfService;
    this.tried = tried;
  }

  /**
   * A patient in a box.
   *
   * @param all whether every fact that any variable depends on gets a value, not only those of the
   *     constrained variables
   * @return empty when there is none, or none was found
   */
  Optional<Patient> find(Box box, boolean all) {
    var wanted = new TreeMap<Integer, Long>(box.cells());
    if (all) {
      for (int index = 0; index < distinctions.variables().size(); index++) {
        wanted.putIfAbsent(index, Diagrams.fullMask(distinctions.variables().get(index).cells()));
      }
    }
    var facts = new TreeMap<FactName, Value>();
    var hasCodes = new LinkedHashMap<FactName, List<Code>>();
    var ordered = new ArrayList<Integer>();
    for (var entry : wanted.entrySet()) {
      int index = entry.getKey();
      int cell = Long.numberOfTrailingZeros(entry.getValue());
      switch (distinctions.variables().get(index)) {
        case Variable.YesNo(FactName fact) -> facts.put(fact, new Value.YesNo(cell == 1));
        case Variable.InForce(FactName document) ->
            facts.put(document, new Value.InForce(cell == 1));
        case Variable.Symbols(FactName fact, var blocks) ->
            facts.put(fact, new Value.Symbol(blocks.get(cell).getFirst()));
        case Variable.CodeBlock(FactName fact, var partition) ->
            facts.put(fact, new Value.OneCode(partition.examples().get(cell)));
        case Variable.HasCode(FactName fact, var partition, int block) -> {
          List<Code> codes = hasCodes.computeIfAbsent(fact, _ -> new ArrayList<>());
          if (cell == 1) {
            codes.add(partition.examples().get(block));
          }
        }
        case Variable.NumberLine _, Variable.DateLine _ -> ordered.add(index);
      }
    }
    hasCodes.forEach((fact, codes) -> facts.put(fact, new Value.Codes(new TreeSet<>(codes), true)));
    for (List<Integer> group : groups(ordered)) {
      Optional<Map<FactName, Value>> found = find(group, wanted);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      facts.putAll(found.get());
    }
    return Optional.of(new Patient(dateOfService, facts));
  }

  private Optional<Map<FactName, Value>> find(List<Integer> group, Map<Integer, Long> wanted) {
    List<Long> masks =
        group.stream().map(index -> Optional.ofNullable(wanted.get(index)).orElseThrow()).toList();
    return tried.computeIfAbsent(
        new Tried(dateOfService, group, masks), _ -> new Group(group, masks).find());
  }

  /** Variables that share facts, directly or through others. */
  private List<List<Integer>> groups(List<Integer> indices) {
    var groups = new ArrayList<List<Integer>>();
    var factsOf = new ArrayList<Set<FactName>>();
    for (int index : indices) {
      var members = new ArrayList<Integer>(List.of(index));
      var facts = new HashSet<>(distinctions.variables().get(index).facts());
      for (int other = groups.size() - 1; other >= 0; other--) {
        if (factsOf.get(other).stream().anyMatch(facts::contains)) {
          members.addAll(groups.remove(other));
          facts.addAll(factsOf.remove(other));
        }
      }
      groups.add(members.stream().sorted().toList());
      factsOf.add(facts);
    }
    return groups;
  }

  /** The facts of some numbers, dates and histories that have to be chosen together. */
  private final class Group {
    private final List<Integer> group;
    private final List<Variable> variables;
    private final long[] wanted;
    private final List<FactDeclaration> facts;
    private int steps;

    Group(List<Integer> group, List<Long> masks) {
      this.group = group;
      this.variables = group.stream().map(distinctions.variables()::get).toList();
      this.wanted = masks.stream().mapToLong(Long::longValue).toArray();
      var names = new LinkedHashSet<FactName>();
      variables.forEach(variable -> names.addAll(variable.facts()));
      this.facts =
          distinctions.guideline().facts().stream()
              .filter(fact -> names.contains(fact.name()))
              .sorted((left, right) -> Integer.compare(weight(left), weight(right)))
              .toList();
    }

    /** Dates first, so that windows which depend on them are known. */
    private static int weight(FactDeclaration fact) {
      return switch (fact.type()) {
        case FactType.Date _ -> 0;
        case FactType.Quantity _, FactType.Count _ -> 1;
        case FactType.YesNo _,
            FactType.Enumeration _,
            FactType.SingleCode _,
            FactType.CodeList _,
            FactType.History _,
            FactType.Document _ ->
            2;
      };
    }

    Optional<Map<FactName, Value>> find() {
      return find(0, new TreeMap<>());
    }

    private Optional<Map<FactName, Value>> find(int position, Map<FactName, Value> chosen) {
      if (position == facts.size()) {
        return possible(chosen) ? Optional.of(new TreeMap<>(chosen)) : Optional.empty();
      }
      FactDeclaration fact = facts.get(position);
      for (Value value : candidates(chosen).of(fact)) {
        chosen.put(fact.name(), value);
        if (possible(chosen)) {
          Optional<Map<FactName, Value>> found = find(position + 1, chosen);
          if (found.isPresent()) {
            return found;
          }
        }
        if (steps > MOST_STEPS) {
          break;
        }
      }
      chosen.remove(fact.name());
      return Optional.empty();
    }

    private Candidates candidates(Map<FactName, Value> chosen) {
      return new Candidates(
          distinctions.guideline(), variables, wanted, dateOfService, new TreeMap<>(chosen));
    }

    /** Whether what is chosen leaves a combination of wanted cells possible. */
    private boolean possible(Map<FactName, Value> chosen) {
      if (++steps > MOST_STEPS || !candidates(chosen).days().satisfiable()) {
        return false;
      }
      var known = new TreeMap<FactName, Knowledge>();
      chosen.forEach((fact, value) -> known.put(fact, new Knowledge.Known(value, List.of())));
      Situation situation;
      try {
        situation = distinctions.situation(group, dateOfService, known);
      } catch (DiagramLimitException tooMany) {
        return true;
      }
      long[] masks = situation.masks();
      for (int index = 0; index < wanted.length; index++) {
        if ((masks[index] & wanted[index]) == 0) {
          return false;
        }
      }
      return situation.ties().stream().allMatch(this::possible);
    }

    private boolean possible(Tie tie) {
      return tie.combinations().stream()
          .anyMatch(
              combination -> {
                var outside = new BitSet();
                for (int position = 0; position < combination.size(); position++) {
                  int index = tie.variables().get(position);
                  outside.set(position, (wanted[index] >>> combination.get(position) & 1) == 0);
                }
                return outside.isEmpty();
              });
    }
  }
}
