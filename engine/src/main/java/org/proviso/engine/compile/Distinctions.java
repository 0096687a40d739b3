package org.proviso.engine.compile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;

/**
 * What a guideline's criteria tell apart, where each of its conditions holds, and which cells go
 * together. No diagram is made, so the size of a guideline is no limit.
 */
public final class Distinctions {
  private final Guideline guideline;
  private final Map<FactName, FactType> types;
  private final Lowering lowering;
  private final Vocabulary vocabulary;
  private final List<Variable> variables;

  private Distinctions(Guideline guideline) {
    this.guideline = guideline;
    var declared = new LinkedHashMap<FactName, FactType>();
    guideline.facts().forEach(fact -> declared.put(fact.name(), fact.type()));
    this.types = Map.copyOf(declared);
    this.lowering = new Lowering(types);
    var formulas = new ArrayList<Formula>();
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        formulas.add(lowering.lower(clause.criterion().condition()));
      }
    }
    this.vocabulary = new Vocabulary(types, guideline.valueSets(), lowering, formulas);
    this.variables = vocabulary.variables();
  }

  /**
   * The distinctions of a checked guideline. Its variables are those of its {@link CompiledModel},
   * in the same order where that was not sifted.
   *
   * @throws DistinctionLimitException when a criterion is beyond what can be worked with
   */
  public static Distinctions of(Guideline guideline) {
    try {
      return new Distinctions(guideline);
    } catch (ArithmeticException | DateTimeException beyond) {
      throw DistinctionLimitException.beyond(beyond);
    }
  }

  /** The guideline. */
  public Guideline guideline() {
    return guideline;
  }

  /** The type of each declared fact. */
  public Map<FactName, FactType> types() {
    return types;
  }

  /** What is told apart; a variable's number is its place in this list. */
  public List<Variable> variables() {
    return variables;
  }

  Lowering lowering() {
    return lowering;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Where a condition of the guideline's criteria, or a part of one, holds. */
  public CellFormula holds(Condition condition) {
    return vocabulary.cells(lowering.lower(condition));
  }

  /** The days on which the guideline may be asked for. */
  public Days datesOfService() {
    return Days.between(guideline.effective(), guideline.through().orElse(Days.LAST));
  }

  /**
   * Whether somebody may have these cells together, at some date of service of the guideline. False
   * is certain. True may be too much where {@link Situation} leaves too much, and for dates at
   * distances of months.
   *
   * @param cells for numbers and dates, neighboring cells, or the cell of no value alone; variables
   *     of other kinds are not looked at
   */
  public boolean mayHave(SortedMap<Integer, Long> cells) {
    var asked = new BitSet();
    long[] masks = new long[variables.size()];
    cells.forEach(
        (index, mask) -> {
          if (mask != Diagrams.fullMask(variables.get(index).cells())) {
            asked.set(index);
            masks[index] = mask;
          }
        });
    var known = new KnownTerms(datesOfService(), types, Map.of());
    return Situation.connected(variables, asked, known).stream()
        .allMatch(group -> new Combinations(variables, group, masks, known).mayHave());
  }

  /** What is possible at a date of service when the facts are known as far as they are. */
  public Situation situation(LocalDate dateOfService, Map<FactName, Knowledge> facts) {
    var asked = new BitSet();
    asked.set(0, variables.size());
    return Situation.of(variables, asked, dateOfService, types, facts, new HashMap<>());
  }

  /**
   * What is possible for some of the variables at a date of service when the facts are known as far
   * as they are.
   *
   * @param some numbers of variables; the situation numbers them by their place in this list
   */
  public Situation situation(
      List<Integer> some, LocalDate dateOfService, Map<FactName, Knowledge> facts) {
    var asked = new BitSet();
    asked.set(0, some.size());
    return Situation.of(
        some.stream().map(variables::get).toList(),
        asked,
        dateOfService,
        types,
        facts,
        new HashMap<>());
  }
}
