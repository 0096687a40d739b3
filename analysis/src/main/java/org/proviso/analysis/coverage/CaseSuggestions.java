package org.proviso.analysis.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.Patient;
import org.proviso.engine.CompiledGuideline;

/**
 * Suggests the cases that a document lacks: together with those it has, every clause decides one,
 * every criterion is met in one and not met in another, and every cell that the document tells
 * apart is given in one.
 *
 * <p>Finding the fewest is as hard as set cover. One patient at a time is chosen to show as much as
 * goes together (greedy), and of the patients those are dropped that the others make superfluous.
 * How far that may be from the fewest is known: targets of which no two go together need a case
 * each.
 */
public final class CaseSuggestions {
  private CaseSuggestions() {}

  /**
   * A case to add; what it must come to is for a person to say.
   *
   * @param covers what no case of the document and no suggestion before it shows
   */
  public record Suggestion(Patient patient, List<Target> covers) {
    public Suggestion {
      covers = List.copyOf(covers);
    }
  }

  /**
   * The suggestions, and what no patient was found for.
   *
   * @param open clauses, criteria and cells for which no patient was found, though none was proved
   *     impossible
   * @param atLeast how many cases are needed at least; where it is the number of suggestions, they
   *     are fewest
   */
  public record Suggestions(List<Suggestion> cases, List<Target> open, int atLeast) {
    public Suggestions {
      cases = List.copyOf(cases);
      open = List.copyOf(open);
    }
  }

  /**
   * The cases that a document lacks.
   *
   * @throws org.proviso.analysis.TooComplexException when its diagrams do not fit into the budget
   * @throws org.proviso.engine.diagram.DiagramLimitException likewise
   */
  public static Suggestions of(CompiledGuideline compiled) {
    var targets = new Targets(compiled);
    var left = new LinkedHashSet<>(targets.regions().keySet());
    left.removeAll(Coverage.shownByCases(compiled, targets));
    var wanted = new LinkedHashSet<>(left);
    var open = new ArrayList<Target>();
    Map<Patient, Set<Target>> chosen = new HashMap<>();
    var patients = new ArrayList<Patient>();
    while (!left.isEmpty()) {
      Target first = left.getFirst();
      Optional<Patient> patient = patient(targets, first, left);
      if (patient.isEmpty()) {
        open.add(first);
        left.remove(first);
        continue;
      }
      Set<Target> shown = targets.shownBy(patient.get().request());
      chosen.put(patient.get(), shown);
      patients.add(patient.get());
      left.removeAll(shown);
    }
    wanted.removeAll(open);
    dropSuperfluous(patients, chosen, wanted);
    var cases = new ArrayList<Suggestion>();
    var rest = new LinkedHashSet<>(wanted);
    for (Patient patient : patients) {
      Set<Target> shown = chosen.getOrDefault(patient, Set.of());
      cases.add(new Suggestion(patient, rest.stream().filter(shown::contains).toList()));
      rest.removeAll(shown);
    }
    return new Suggestions(cases, open, atLeast(targets, wanted));
  }

  /** Somebody who shows one target, and of the others as many as go with it. */
  private static Optional<Patient> patient(Targets targets, Target first, Set<Target> others) {
    ClauseRegions clauses = targets.clauses();
    int alone = region(targets, first);
    int together = alone;
    for (Target other : others) {
      int both = clauses.diagrams().and(together, region(targets, other));
      if (both != together && !clauses.isEmpty(both)) {
        together = both;
      }
    }
    for (int region : new int[] {together, alone}) {
      for (boolean all : new boolean[] {true, false}) {
        Optional<Patient> patient =
            clauses
                .patient(region, clauses.guideline().effective(), all)
                .filter(each -> targets.shownBy(each.request()).contains(first));
        if (patient.isPresent()) {
          return patient;
        }
      }
    }
    return Optional.empty();
  }

  private static int region(Targets targets, Target target) {
    return Optional.ofNullable(targets.regions().get(target)).orElseThrow();
  }

  private static void dropSuperfluous(
      List<Patient> patients, Map<Patient, Set<Target>> shown, Set<Target> wanted) {
    for (int index = patients.size() - 1; index >= 0; index--) {
      var others = new HashSet<Target>();
      for (int other = 0; other < patients.size(); other++) {
        if (other != index) {
          others.addAll(shown.getOrDefault(patients.get(other), Set.of()));
        }
      }
      if (others.containsAll(wanted)) {
        patients.remove(index);
      }
    }
  }

  /** Targets of which no patient shows two, as many as are found by taking them in turn. */
  private static int atLeast(Targets targets, Set<Target> wanted) {
    ClauseRegions clauses = targets.clauses();
    var apart = new ArrayList<Integer>();
    for (Target.Kind kind : List.of(Target.Kind.CELL, Target.Kind.CLAUSE, Target.Kind.CRITERION)) {
      for (Target target : wanted) {
        int region = region(targets, target);
        if (target.kind() == kind
            && apart.stream()
                .allMatch(other -> clauses.isEmpty(clauses.diagrams().and(other, region)))) {
          apart.add(region);
        }
      }
    }
    return apart.size();
  }
}
