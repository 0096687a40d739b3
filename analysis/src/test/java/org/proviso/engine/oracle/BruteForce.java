package org.proviso.engine.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;

/** Every patient that some guidelines together can tell apart, and the law for each. */
public final class BruteForce {
  private BruteForce() {}

  /**
   * One patient for each combination of ways in which conditions on single facts can come out.
   *
   * @param guideline the decisions of all guidelines that are compared
   * @param most how many patients at most
   * @return empty when the conditions relate several facts, or there are more patients than that
   */
  public static Optional<List<Map<FactName, Value>>> patients(
      Guideline guideline, LocalDate dateOfService, int most) {
    var representatives = new Representatives(guideline, dateOfService);
    if (!representatives.isSeparable()) {
      return Optional.empty();
    }
    List<Map<FactName, Value>> patients = new ArrayList<>(List.of(new HashMap<>()));
    for (FactDeclaration fact : representatives.facts()) {
      var more = new ArrayList<Map<FactName, Value>>();
      for (Value value : representatives.candidates(fact).classes()) {
        for (Map<FactName, Value> patient : patients) {
          var with = new HashMap<>(patient);
          with.put(fact.name(), value);
          more.add(with);
        }
      }
      if (more.size() > most) {
        return Optional.empty();
      }
      patients = more;
    }
    return Optional.of(patients);
  }

  /** What the law says of a patient. */
  public static Outcome outcome(
      Guideline guideline, Decision decision, LocalDate date, Map<FactName, Value> facts) {
    return new Law(date, facts, guideline.valueSets()).outcome(decision);
  }

  /** Whether the law finds a clause's criterion met. */
  public static boolean holds(
      Guideline guideline, Clause clause, LocalDate date, Map<FactName, Value> facts) {
    return new Law(date, facts, guideline.valueSets()).holds(clause.criterion().condition());
  }
}
